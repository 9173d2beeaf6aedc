import type { ChangeTools } from '../document/change-tools.js';
import type { DocumentRecord } from '../document/document.entity.js';
import { positionBetween } from './position.js';

/**
 * Puts a document that comes back to the end of its Space's top level when its parent has not come back:
 * otherwise nobody would find it.
 */
export async function comeUp(
  tools: ChangeTools,
  { documentId, spaceId, parentId }: DocumentRecord,
  isGone: (parent: DocumentRecord) => boolean,
): Promise<void> {
  const parent = parentId === null ? null : await tools.documents.open(parentId);
  if (!parent || !isGone(parent)) return;
  const last = await tools.tree.lastPosition(spaceId, null);
  await tools.tree.putAtTop(documentId, positionBetween(last, null)!);
  tools.facts.note({
    entity: 'Document',
    id: documentId,
    field: 'parent_id',
    class: 'technical',
    before: parentId,
  });
}
