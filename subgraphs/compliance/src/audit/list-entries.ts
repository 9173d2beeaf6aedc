import type { Actor } from '#runtime/actor/actor.js';
import type { AuditEntryRow, AuditFilter, AuditPosition } from './audit-entry.js';
import type { AuditEntryRepository } from './audit-entry.repository.js';
import { auditScope, inScope } from './audit.policy.js';

/**
 * One page of the trail, newest first, with one row more than asked for when there is more. What nobody gave the
 * actor a right to read is not there; with no right at all the list is empty.
 */
export async function listEntries(
  { actor, entries }: { actor: Actor; entries: AuditEntryRepository },
  input: { filter: AuditFilter | null; after: AuditPosition | null; first: number },
): Promise<AuditEntryRow[]> {
  const scope = auditScope(actor);
  if (!scope || !input.filter) return [];
  const rows = await entries.list(scope, input.filter, input.after, input.first + 1);
  return rows.filter((entry) => inScope(scope, entry));
}
