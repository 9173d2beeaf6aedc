import type { ChangeTools } from '../document/change-tools.js';

/** Ids that one audit entry names at most; its changes are limited to 256 KiB. */
const NAMED = 2000;

/** Tells the audit entry how a state of a document changed, and which documents below it changed with it. */
export function noteStates(
  { facts }: Pick<ChangeTools, 'facts'>,
  documentId: string,
  field: 'trashed_at' | 'archived_at',
  before: Date | null,
  after: Date | null,
  ids: readonly string[],
): void {
  const fact = { entity: 'Document', id: documentId, class: 'technical' } as const;
  facts.note({ ...fact, field, before: before ?? undefined, after: after ?? undefined });
  const along = ids.filter((id) => id !== documentId);
  if (along.length > 0) facts.note({ ...fact, field: 'along', after: along.slice(0, NAMED) });
}
