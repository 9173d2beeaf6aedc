import {
  failed,
  notMeasured,
  passed,
  say,
  verdict,
  type Check,
  type CheckTools,
  type Measurement,
} from '../check.js';
import type { SupplierFigures } from '../claim-figures.repository.js';

const NONE = notMeasured(
  say(
    'Auf dieser Installation ist kein Dienst eines Dritten zugelassen.',
    'No service of a third party is approved on this installation.',
  ),
);

/** Passes when every supplier that was approved has something; says nothing when there is none. */
async function everySupplier(
  { figures }: CheckTools,
  has: (supplier: SupplierFigures) => boolean,
  good: readonly [string, string],
  bad: readonly [string, string],
): Promise<Measurement> {
  const suppliers = (await figures.suppliers()).filter(({ approved }) => approved);
  if (suppliers.length === 0) return NONE;
  const lacking = suppliers.filter((supplier) => !has(supplier)).map(({ name }) => name);
  return verdict(lacking.length === 0, say(...good), say(...bad), { suppliers: suppliers.length, lacking });
}

const today = (clock: () => Date): string => clock().toISOString().slice(0, 10);

/** A row that rests on a supplier's certificate: the one that stands for an adapter. */
function certificateOf(id: string, adapter: string, title: readonly [string, string]): Check {
  return {
    id,
    kind: 'register',
    isOpen: true,
    title: say(...title),
    measures: say(
      'Sucht im Lieferantenverzeichnis einen geprüften Lieferanten für diesen Dienst mit gültigem Zertifikat nach ISO 27001 oder SOC 2 Typ II.',
      'Looks in the supplier register for a reviewed supplier of this service with a valid certificate to ISO 27001 or SOC 2 Type II.',
    ),
    measure: async ({ figures }) => {
      const candidates = (await figures.suppliers()).filter(
        ({ approved, adapters }) => approved && adapters.includes(adapter),
      );
      const figuresOf = { suppliers: candidates.map(({ name }) => name) };
      if (candidates.length === 0)
        return notMeasured(
          say(
            'Für diesen Dienst ist kein Lieferant zugelassen.',
            'No supplier is approved for this service.',
          ),
        );
      const found = candidates.find(({ certificates }) =>
        certificates.some((kind) => kind === 'iso_27001' || kind === 'soc_2_type_ii'),
      );
      if (!found)
        return failed(
          say(
            'Der zugelassene Lieferant hat kein gültiges Zertifikat mehr.',
            'The approved supplier no longer has a valid certificate.',
          ),
          figuresOf,
        );
      const until = found.certified_until ?? '';
      return passed(
        say(
          `Geprüfter Lieferant mit gültigem Zertifikat, bis ${until}.`,
          `Reviewed supplier with a valid certificate, until ${until}.`,
        ),
        { ...figuresOf, certificates: found.certificates, certifiedUntil: until },
      );
    },
  };
}

/** What the operator's register of suppliers says (claims 42 to 45, and rows that rest on certificates). */
export const supplierChecks: readonly Check[] = [
  {
    id: 'suppliers.reviewed',
    kind: 'register',
    isOpen: true,
    title: say('Jeder eingesetzte Dienst ist geprüft', 'Every service in use is reviewed'),
    measures: say(
      'Vergleicht die Dienste Dritter, die dieser Start zuließ, mit den gültigen Prüfungen im Lieferantenverzeichnis.',
      'Compares the services of third parties that this start let in with the valid reviews in the supplier register.',
    ),
    measure: async ({ figures }) => {
      const adapters = (await figures.adapters()).filter(
        ({ state }) => state === 'approved' || state === 'demo',
      );
      if (adapters.length === 0) return NONE;
      const suppliers = await figures.suppliers();
      const unreviewed = adapters
        .filter(
          ({ adapter, state }) =>
            state === 'demo' || !suppliers.some((one) => one.approved && one.adapters.includes(adapter)),
        )
        .map(({ adapter }) => adapter);
      return verdict(
        unreviewed.length === 0,
        say('Jeder eingesetzte Dienst hat eine gültige Prüfung.', 'Every service in use has a valid review.'),
        say('Ein eingesetzter Dienst hat keine gültige Prüfung.', 'A service in use has no valid review.'),
        { services: adapters.map(({ adapter }) => adapter), unreviewed },
      );
    },
  },
  {
    id: 'suppliers.certified',
    kind: 'register',
    isOpen: true,
    title: say('Gültige Zertifikate', 'Valid certificates'),
    measures: say(
      'Sucht zugelassene Lieferanten ohne ein heute gültiges Zertifikat.',
      'Looks for approved suppliers without a certificate that is valid today.',
    ),
    measure: (tools) =>
      everySupplier(
        tools,
        ({ certificates }) => certificates.length > 0,
        [
          'Jeder Lieferant hat ein heute gültiges Zertifikat.',
          'Every supplier has a certificate that is valid today.',
        ],
        ['Einem Lieferanten fehlt ein gültiges Zertifikat.', 'A supplier lacks a valid certificate.'],
      ),
  },
  {
    id: 'suppliers.risk',
    kind: 'register',
    isOpen: true,
    title: say('Risikoanalyse zu jedem Lieferanten', 'A risk analysis of every supplier'),
    measures: say(
      'Sucht zugelassene Lieferanten ohne Risikoanalyse.',
      'Looks for approved suppliers without a risk analysis.',
    ),
    measure: (tools) =>
      everySupplier(
        tools,
        ({ has_risk: hasRisk }) => hasRisk,
        ['Zu jedem Lieferanten gibt es eine Risikoanalyse.', 'There is a risk analysis of every supplier.'],
        ['Einem Lieferanten fehlt die Risikoanalyse.', 'A supplier lacks a risk analysis.'],
      ),
  },
  {
    id: 'suppliers.monitored',
    kind: 'register',
    isOpen: true,
    title: say('Durchsichten im Termin', 'Reviews on time'),
    measures: say(
      'Sucht zugelassene Lieferanten, deren nächste Durchsicht fehlt oder überfällig ist.',
      'Looks for approved suppliers whose next review is missing or overdue.',
    ),
    measure: (tools) =>
      everySupplier(
        tools,
        ({ next_review_on: next }) => next !== null && next >= today(tools.clock),
        ['Keine Durchsicht ist überfällig.', 'No review is overdue.'],
        [
          'Die Durchsicht eines Lieferanten fehlt oder ist überfällig.',
          'The review of a supplier is missing or overdue.',
        ],
      ),
  },
  certificateOf('suppliers.storage', 's3', [
    'Zertifikat des Speicheranbieters',
    'Certificate of the storage provider',
  ]),
  certificateOf('suppliers.ai', 'azure-openai', [
    'Zertifikat des KI-Anbieters',
    'Certificate of the AI provider',
  ]),
];
