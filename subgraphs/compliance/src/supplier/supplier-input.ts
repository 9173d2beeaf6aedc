import { z } from 'zod';
import { bilingual, line, paragraph } from '#runtime/graphql/parse.js';
import { ADAPTERS, CERTIFICATE_KINDS } from './supplier.js';

const LABEL = /^[a-z0-9-]{1,63}$/;

/** Labels of letters, digits and hyphens; the last no number, so that an address is no name (RFC 1123 §2.1). */
function isHost(value: string): boolean {
  const labels = value.replace(/^\*\./, '').split('.');
  return (
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label) && !label.startsWith('-') && !label.endsWith('-')) &&
    /^[a-z]/.test(labels.at(-1) ?? '')
  );
}

/** A host of a supplier: a name, or `*.` before a name of at least two parts. */
const host = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .pipe(
    z
      .string()
      .max(253)
      .refine(
        isHost,
        bilingual(
          'Bitte geben Sie einen Namen ohne https:// und ohne Anschlussnummer an, zum Beispiel smtp.anbieter.de oder *.anbieter.de.',
          'Please give a name without https:// and without a port, for example smtp.provider.com or *.provider.com.',
        ),
      ),
  );

/** An address of a document outside: `https://…`, or nothing. */
const link = z
  .string()
  .transform((value) => value.trim())
  .pipe(
    z
      .string()
      .max(500)
      .refine(
        (value) =>
          value === '' || (URL.canParse(value) && new URL(value).protocol === 'https:' && !/\s/.test(value)),
        bilingual(
          'Bitte geben Sie eine Adresse an, die mit https:// beginnt, oder lassen Sie das Feld leer.',
          'Please give an address that begins with https://, or leave the field empty.',
        ),
      ),
  );

/** A day as `YYYY-MM-DD` that is in the calendar. */
export const day = z.string().refine(
  (value) => {
    if (!/^(?:19|20|21)\d\d-\d\d-\d\d$/.test(value)) return false;
    const at = new Date(`${value}T00:00:00Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
  },
  bilingual(
    'Bitte geben Sie einen Tag an, den es gibt, zum Beispiel 2027-06-30.',
    'Please give a day that exists, for example 2027-06-30.',
  ),
);

const details = {
  name: line({ max: 120 }),
  purposeDe: paragraph({ min: 1, max: 500 }),
  purposeEn: paragraph({ min: 1, max: 500 }),
  dataDe: paragraph({ min: 1, max: 1000 }),
  dataEn: paragraph({ min: 1, max: 1000 }),
  region: line({ max: 120 }),
  contractUrl: link,
  adapters: z.array(z.enum(ADAPTERS)).max(ADAPTERS.length).transform(unique),
  hosts: z.array(host).max(20).transform(unique),
  isSubprocessor: z.boolean(),
};

function unique<Item extends string>(items: readonly Item[]): Item[] {
  return [...new Set(items)].toSorted();
}

const HOSTS_FOR_ADAPTERS = {
  path: ['hosts'],
  message: bilingual(
    'Bitte nennen Sie, wohin dieser Anbieter die Verbindung führt, zum Beispiel smtp.anbieter.de.',
    'Please name where this provider is reached, for example smtp.provider.com.',
  ),
};
const hasHosts = (input: { adapters: readonly string[]; hosts: readonly string[] }): boolean =>
  input.adapters.length === 0 || input.hosts.length > 0;

/** A new supplier. */
export const createSupplierInput = z.object(details).refine(hasHosts, HOSTS_FOR_ADAPTERS);

/** A new version of a supplier's details. */
export const updateSupplierInput = z
  .object({
    supplierId: z.string(),
    expectedVersion: z.int(),
    reason: paragraph({ min: 1, max: 500 }),
    ...details,
  })
  .refine(hasHosts, HOSTS_FOR_ADAPTERS);

/** Retiring a supplier, or taking it up again. */
export const retireSupplierInput = z.object({
  supplierId: z.string(),
  expectedVersion: z.int(),
  retired: z.boolean(),
  reason: paragraph({ min: 1, max: 500 }),
});

/** A risk analysis. */
export const assessSupplierInput = z.object({
  supplierId: z.string(),
  level: z.enum(['low', 'medium', 'high']),
  analysis: paragraph({ min: 1, max: 5000 }),
});

/** A certificate. */
export const addCertificateInput = z
  .object({
    supplierId: z.string(),
    kind: z.enum(CERTIFICATE_KINDS),
    number: line({ max: 120 }),
    issuedBy: line({ max: 120 }),
    validFrom: day,
    validUntil: day,
    evidenceUrl: link,
  })
  .refine(({ validFrom, validUntil }) => validFrom < validUntil, {
    path: ['validUntil'],
    message: bilingual('Das Ende muss nach dem Beginn liegen.', 'The end must be after the beginning.'),
  });

/** Why a certificate no longer counts. */
export const withdrawCertificateInput = z.object({
  supplierId: z.string(),
  certificateId: z.string(),
  reason: paragraph({ min: 1, max: 500 }),
});

/** A review of the version that was looked at. */
export const reviewSupplierInput = z.object({
  supplierId: z.string(),
  version: z.int(),
  outcome: z.enum(['approved', 'rejected']),
  nextReviewOn: day,
  note: paragraph({ max: 5000 }),
});

/** Something noticed. */
export const addNoteInput = z.object({ supplierId: z.string(), text: paragraph({ min: 1, max: 5000 }) });
