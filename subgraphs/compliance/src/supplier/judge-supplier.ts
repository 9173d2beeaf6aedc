import type { z } from 'zod';
import { invalidInput, notFound } from '#runtime/errors/catalogue.js';
import { newId } from '#runtime/graphql/ids.js';
import {
  assertVersion,
  noteAppended,
  reloaded,
  supplierForChange,
  type SupplierTools,
} from './change-supplier.js';
import { approvalNeeds, type ApprovalNeed } from './supplier.policy.js';
import type {
  addCertificateInput,
  addNoteInput,
  assessSupplierInput,
  reviewSupplierInput,
  withdrawCertificateInput,
} from './supplier-input.js';
import { addDays, dayOf } from './supplier-standing.js';
import type { SupplierRecord } from './supplier.js';

/** A review holds for two years at most: partners are watched regularly (claim 45). */
export const LONGEST_REVIEW_DAYS = 731;

/** Appends a risk analysis (claim 44). Throws NOT_FOUND and FORBIDDEN. */
export async function assessSupplier(
  tools: SupplierTools,
  { supplierId, level, analysis }: z.output<typeof assessSupplierInput>,
): Promise<SupplierRecord> {
  const { record } = await supplierForChange(tools, supplierId);
  await appended(tools, record.id, 'supplier_risk', { level, analysis });
  return reloaded(tools, record.id);
}

/** Appends a certificate (claim 43). Throws NOT_FOUND and FORBIDDEN. */
export async function addCertificate(
  tools: SupplierTools,
  input: z.output<typeof addCertificateInput>,
): Promise<SupplierRecord> {
  const { record } = await supplierForChange(tools, input.supplierId);
  await appended(tools, record.id, 'supplier_certificate', {
    kind: input.kind,
    number: input.number,
    issued_by: input.issuedBy,
    valid_from: input.validFrom,
    valid_until: input.validUntil,
    evidence_url: input.evidenceUrl,
  });
  return reloaded(tools, record.id);
}

/** Says that a certificate no longer counts; it stays to be seen. Throws NOT_FOUND, FORBIDDEN and INVALID_INPUT. */
export async function withdrawCertificate(
  tools: SupplierTools,
  { supplierId, certificateId, reason }: z.output<typeof withdrawCertificateInput>,
): Promise<SupplierRecord> {
  const { record } = await supplierForChange(tools, supplierId);
  const certificate = record.certificates.find(({ id }) => id === certificateId);
  if (!certificate) throw notFound('SupplierCertificate', certificateId);
  if (!(await tools.suppliers.append('supplier_certificate_withdrawal', [certificate.id, reason])))
    throw invalidInput(
      'input.certificateId',
      'Dieses Zertifikat wurde schon zurückgezogen.',
      'This certificate was withdrawn already.',
    );
  noteAppended(tools.change, 'SupplierCertificate', certificate.id, { reason, number: certificate.number }, [
    'reason',
  ]);
  return reloaded(tools, record.id);
}

/**
 * Appends a review of the newest version (claim 42). An approval needs a risk analysis and a valid certificate first.
 * Throws NOT_FOUND, FORBIDDEN, CONFLICT (another version was looked at) and INVALID_INPUT.
 */
export async function reviewSupplier(
  tools: SupplierTools,
  { supplierId, version, outcome, nextReviewOn, note }: z.output<typeof reviewSupplierInput>,
): Promise<SupplierRecord> {
  const { record, current } = await supplierForChange(tools, supplierId);
  assertVersion(current, version);
  const today = dayOf(tools.clock());
  if (current.retired)
    throw invalidInput(
      'input.supplierId',
      'Dieser Lieferant ist ausgeschieden. Nehmen Sie ihn zuerst wieder auf.',
      'This supplier is retired. Take it up again first.',
    );
  if (nextReviewOn <= today || nextReviewOn > addDays(today, LONGEST_REVIEW_DAYS))
    throw invalidInput(
      'input.nextReviewOn',
      'Die nächste Prüfung muss nach heute und innerhalb von zwei Jahren liegen.',
      'The next review must be after today and within two years.',
    );
  const [need] = outcome === 'approved' ? approvalNeeds(record, today) : [];
  if (need) throw invalidInput('input.outcome', NEEDS[need].de, NEEDS[need].en);
  await appended(tools, record.id, 'supplier_review', {
    supplier_version: version,
    outcome,
    next_review_on: nextReviewOn,
    note,
  });
  return reloaded(tools, record.id);
}

const NEEDS: Readonly<Record<ApprovalNeed, { de: string; en: string }>> = {
  risk_analysis: {
    de: 'Vor einer Freigabe braucht es eine Risikoanalyse. Tragen Sie sie zuerst ein.',
    en: 'An approval needs a risk analysis. Enter it first.',
  },
  certificate: {
    de: 'Vor einer Freigabe braucht es ein gültiges Zertifikat. Tragen Sie es zuerst ein.',
    en: 'An approval needs a valid certificate. Enter it first.',
  },
};

/** Appends what was noticed while watching a supplier (claim 45). Throws NOT_FOUND and FORBIDDEN. */
export async function addNote(
  tools: SupplierTools,
  { supplierId, text }: z.output<typeof addNoteInput>,
): Promise<SupplierRecord> {
  const { record } = await supplierForChange(tools, supplierId);
  await appended(tools, record.id, 'supplier_note', { text });
  return reloaded(tools, record.id);
}

type Appendable = 'supplier_risk' | 'supplier_certificate' | 'supplier_review' | 'supplier_note';

const ENTITIES: Readonly<Record<Appendable, string>> = {
  supplier_risk: 'SupplierRisk',
  supplier_certificate: 'SupplierCertificate',
  supplier_review: 'SupplierReview',
  supplier_note: 'SupplierNote',
};

/** `values` by column, in the order of the table's statement. */
async function appended(
  { suppliers, change, clock }: SupplierTools,
  supplierId: string,
  table: Appendable,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const id = newId(clock().getTime());
  await suppliers.append(table, [id, supplierId, ...Object.values(values)]);
  noteAppended(change, ENTITIES[table], id, values, ['analysis', 'note', 'text']);
}
