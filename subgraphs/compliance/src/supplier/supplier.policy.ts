import { holds, type Actor } from '#runtime/actor/actor.js';
import type { SupplierRecord } from './supplier.js';
import { factsOf, validCertificates } from './supplier-standing.js';

/** Whether a person keeps the register: a right that counts in the operator's Organization alone. Tools only read. */
export function mayKeepSuppliers(actor: Actor): boolean {
  return actor.kind === 'user' && holds(actor, 'operator.suppliers');
}

/** What a supplier still needs before it can be approved. */
export type ApprovalNeed = 'risk_analysis' | 'certificate';

/** What is missing before a supplier can be approved (claims 43 and 44): an analysis, and a valid certificate. */
export function approvalNeeds(supplier: SupplierRecord, today: string): ApprovalNeed[] {
  const needs: ApprovalNeed[] = [];
  if (supplier.risks.length === 0) needs.push('risk_analysis');
  if (validCertificates(factsOf(supplier).certificates, today).length === 0) needs.push('certificate');
  return needs;
}
