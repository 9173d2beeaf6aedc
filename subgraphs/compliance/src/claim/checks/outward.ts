import { notMeasured, say, verdict, type Check } from '../check.js';
import type { AdapterFigures } from '../claim-figures.repository.js';

const AZURE = /(^|\.)(openai\.azure\.com|cognitiveservices\.azure\.com|services\.ai\.azure\.com)$/i;
const AZURE_SIGN_IN = /^login\.microsoftonline\.com$/i;
const R2 = /\.r2\.cloudflarestorage\.com$/i;

/** Adapters that run: what was not approved stays off. */
const inUse = (adapters: readonly AdapterFigures[]): AdapterFigures[] =>
  adapters.filter(({ state }) => state !== 'unapproved');
const hostsOf = ({ host }: AdapterFigures): string[] => host.split(',').map((each) => each.trim());

/** Where the product may connect to. */
export const outwardChecks: readonly Check[] = [
  {
    id: 'outward.listed',
    kind: 'live',
    isOpen: true,
    title: say('Nur freigegebene Ziele', 'Approved destinations only'),
    measures: say(
      'Liest, welche Ziele außerhalb beim Start freigegeben wurden, und versucht, eines zu erreichen, das auf keiner Liste steht.',
      'Reads which destinations outside were approved at the start, and tries to reach one that is on no list.',
    ),
    measure: async ({ figures, installation }) => {
      const used = inUse(await figures.adapters());
      const unreviewed = used.filter(({ state }) => state === 'demo');
      const refuses = await installation.refusesUnlisted();
      return verdict(
        unreviewed.length === 0 && refuses,
        say(
          'Jedes eingerichtete Ziel ist freigegeben; ein anderes wurde abgewiesen.',
          'Every configured destination is approved; another one was refused.',
        ),
        say(
          'Das Produkt erreicht ein Ziel, das nicht freigegeben ist.',
          'The product reaches a destination that is not approved.',
        ),
        {
          destinations: used.map(({ adapter, host, state }) => `${adapter} → ${host} (${state})`),
          unreviewed: unreviewed.map(({ adapter }) => adapter),
          unlistedRefused: refuses,
        },
      );
    },
  },
  {
    id: 'outward.ai_azure',
    kind: 'live',
    isOpen: true,
    title: say('KI nur über Microsoft Azure', 'AI through Microsoft Azure only'),
    measures: say(
      'Prüft, ob der Host des eingerichteten Sprachmodells ein Dienst von Microsoft Azure ist.',
      'Checks whether the host of the configured language model is a service of Microsoft Azure.',
    ),
    measure: async ({ figures }) => {
      const model = inUse(await figures.adapters()).find(({ adapter }) => adapter === 'azure-openai');
      if (!model)
        return notMeasured(
          say(
            'Auf dieser Installation ist keine KI eingerichtet; es verlässt nichts das Haus.',
            'No AI is configured on this installation; nothing leaves the building.',
          ),
        );
      const hosts = hostsOf(model);
      return verdict(
        hosts.every((host) => AZURE.test(host) || AZURE_SIGN_IN.test(host)),
        say('Das Sprachmodell läuft bei Microsoft Azure.', 'The language model runs at Microsoft Azure.'),
        say(
          'Das eingerichtete Sprachmodell läuft nicht bei Microsoft Azure.',
          'The configured language model does not run at Microsoft Azure.',
        ),
        { hosts },
      );
    },
  },
  {
    id: 'outward.storage',
    kind: 'live',
    isOpen: true,
    title: say('Dateien im zugesagten Speicher', 'Files in the promised store'),
    measures: say(
      'Prüft, ob der eingerichtete Objektspeicher der zugesagte ist.',
      'Checks whether the configured object store is the promised one.',
    ),
    measure: async ({ figures }) => {
      const store = inUse(await figures.adapters()).find(({ adapter }) => adapter === 's3');
      if (!store)
        return notMeasured(
          say(
            'Auf dieser Installation liegen Dateien auf der eigenen Maschine.',
            'On this installation files lie on the own machine.',
          ),
        );
      const hosts = hostsOf(store);
      return verdict(
        hosts.every((host) => R2.test(host)),
        say('Dateien liegen in Cloudflare R2.', 'Files lie in Cloudflare R2.'),
        say('Dateien liegen nicht im zugesagten Speicher.', 'Files do not lie in the promised store.'),
        { hosts },
      );
    },
  },
];
