import type { ChangeTools } from '../document/change-tools.js';
import { openDocument } from '../document/open-document.js';
import { comeUp } from './come-up.js';
import { noteStates } from './note-states.js';

const NEEDS = { permission: 'document.write', even: ['archived'] } as const;

/** Archives a document with everything below it: still to be read, found in the archive only. Needs `document.write`. */
export async function archiveDocument(tools: ChangeTools, documentId: string): Promise<string> {
  const document = await openDocument(tools, documentId, NEEDS);
  if (document.archivedAt !== null) return documentId;
  const ids = (await tools.tree.subtree(documentId))
    .filter((node) => node.archivedWith === null)
    .map(({ id }) => id);
  await tools.tree.setArchived(ids, tools.now, documentId);
  await tools.index.setHidden(ids, true);
  noteStates(tools, documentId, 'archived_at', null, tools.now, ids);
  return documentId;
}

/**
 * Brings a document back from the archive together with what was archived with it, to the Space's top level
 * if its parent stays archived. Needs `document.write`.
 */
export async function unarchiveDocument(tools: ChangeTools, documentId: string): Promise<string> {
  const document = await openDocument(tools, documentId, NEEDS);
  const { archivedAt, archivedWith } = document;
  if (archivedAt === null) return documentId;
  const nodes = (await tools.tree.subtree(documentId)).filter((node) => node.archivedWith === archivedWith);
  const ids = nodes.map(({ id }) => id);
  await tools.tree.setArchived(ids, null, null);
  await tools.index.setHidden(
    nodes.filter((node) => node.trashedWith === null).map(({ id }) => id),
    false,
  );
  noteStates(tools, documentId, 'archived_at', archivedAt, null, ids);
  await comeUp(tools, document, (parent) => parent.archivedAt !== null);
  return documentId;
}
