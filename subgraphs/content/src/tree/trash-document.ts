import type { ChangeTools } from '../document/change-tools.js';
import { openDocument } from '../document/open-document.js';
import { comeUp } from './come-up.js';
import { noteStates } from './note-states.js';

/**
 * Moves a document with everything below it to the trash; what was there before stays as it was. Needs
 * `document.trash`. Runs alone in the Organization, so that nothing is created below it meanwhile.
 */
export async function trashDocument(tools: ChangeTools, documentId: string): Promise<string> {
  const needs = { permission: 'document.trash', even: ['archived', 'trashed'] } as const;
  const document = await openDocument(tools, documentId, needs);
  if (document.trashedAt !== null) return documentId;
  const ids = (await tools.tree.subtree(documentId))
    .filter((node) => node.trashedWith === null)
    .map(({ id }) => id);
  await tools.tree.setTrashed(ids, tools.now, documentId);
  await tools.index.setHidden(ids, true);
  noteStates(tools, documentId, 'trashed_at', null, tools.now, ids);
  return documentId;
}

/**
 * Takes a document out of the trash together with what went there with it. If its parent is in the trash
 * itself, it comes back at the end of the Space's top level. Needs `document.trash`.
 */
export async function restoreDocument(tools: ChangeTools, documentId: string): Promise<string> {
  const needs = { permission: 'document.trash', even: ['archived', 'trashed'] } as const;
  const document = await openDocument(tools, documentId, needs);
  const { trashedAt, trashedWith } = document;
  if (trashedAt === null) return documentId;
  const nodes = (await tools.tree.subtree(documentId)).filter((node) => node.trashedWith === trashedWith);
  const ids = nodes.map(({ id }) => id);
  await tools.tree.setTrashed(ids, null, null);
  await tools.index.setHidden(
    nodes.filter((node) => node.archivedWith === null).map(({ id }) => id),
    false,
  );
  noteStates(tools, documentId, 'trashed_at', trashedAt, null, ids);
  await comeUp(tools, document, (parent) => parent.trashedAt !== null);
  return documentId;
}
