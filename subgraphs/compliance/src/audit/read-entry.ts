import type { Actor } from '#runtime/actor/actor.js';
import { isId } from '#runtime/graphql/ids.js';
import type { AuditEntryRow } from './audit-entry.js';
import type { AuditEntryRepository } from './audit-entry.repository.js';
import { auditScope, inScope } from './audit.policy.js';

/** Entries by id, in the order asked for; `null` for each that is missing, foreign or beyond the actor's rights. */
export async function readEntries(
  { actor, entries }: { actor: Actor; entries: AuditEntryRepository },
  ids: readonly string[],
): Promise<(AuditEntryRow | null)[]> {
  const scope = auditScope(actor);
  const wanted = ids.filter(isId);
  const rows = scope && wanted.length > 0 ? await entries.byIds(wanted) : [];
  const readable = new Map(
    rows.filter((row) => scope && inScope(scope, row)).map((row) => [row.entryId, row]),
  );
  return ids.map((id) => readable.get(id) ?? null);
}
