import { holdsIn } from '#runtime/actor/actor.js';
import { forbidden, invalidInput, notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { ChangeTools } from '../document/change-tools.js';
import type { DocumentRecord } from '../document/document.entity.js';
import { mayWriteIn } from '../document/document.policy.js';
import { openDocument } from '../document/open-document.js';
import { belowItself, MAXIMUM_MOVED_VERSIONS, tooDeep, tooMuch } from './place.js';
import { freshPositions, positionBetween } from './position.js';
import { findPlaceProblem } from './tree.policy.js';
import type { TreeNode } from './tree.repository.js';

/** Where a document goes. */
export interface Move {
  readonly documentId: string;
  /** Absent: stays in its Space. */
  readonly spaceId?: string | null;
  /** Absent or null: to the top of the Space. */
  readonly parentId?: string | null;
  /** The sibling it comes after; absent or null: first. */
  readonly afterId?: string | null;
}

/**
 * Moves a document with everything below it. Needs `document.write` where it is and where it goes; in
 * another Space it takes that Space's permissions. Runs alone in the Organization, so that no two moves
 * make a cycle together.
 */
export async function moveDocument(tools: ChangeTools, move: Move): Promise<string> {
  const document = await openDocument(tools, move.documentId, { permission: 'document.write' });
  const spaceId = move.spaceId ?? document.spaceId;
  const parentId = move.parentId ?? null;
  checkSpace(tools, spaceId);
  const subtree = await tools.tree.subtree(document.documentId);
  await checkParent(tools, spaceId, parentId, subtree);
  if (spaceId !== document.spaceId) await checkAmount(tools, subtree);
  const position = await findPosition(tools, document, { spaceId, parentId, afterId: move.afterId ?? null });
  noteFollowers(tools, document, spaceId, subtree);
  Object.assign(document, { spaceId, parentId, position, updatedAt: tools.now });
  await tools.documents.flush();
  tools.facts.space(spaceId);
  return document.documentId;
}

function checkSpace({ actor }: ChangeTools, spaceId: string): void {
  if (!isId(spaceId) || !holdsIn(actor, spaceId, 'document.read')) throw notFound('Space', spaceId);
  if (!mayWriteIn(actor, spaceId)) throw forbidden('Space', spaceId);
}

async function checkParent(
  tools: ChangeTools,
  spaceId: string,
  parentId: string | null,
  subtree: readonly TreeNode[],
): Promise<void> {
  let ancestors: string[] = [];
  if (parentId !== null) {
    const parent = isId(parentId) ? await tools.documents.open(parentId) : null;
    if (!parent || parent.spaceId !== spaceId || parent.trashedAt !== null || parent.archivedAt !== null) {
      throw notFound('Document', parentId);
    }
    ancestors = await tools.tree.ancestors(parentId);
  }
  const height = Math.max(...subtree.map((node) => node.level));
  const problem = findPlaceProblem({ subtree: new Set(subtree.map((node) => node.id)), height, ancestors });
  if (problem === 'cycle') throw belowItself();
  if (problem === 'too_deep') throw tooDeep();
}

async function checkAmount(tools: ChangeTools, subtree: readonly TreeNode[]): Promise<void> {
  const ids = subtree.map((node) => node.id);
  const versions = await tools.tree.countVersions(ids, MAXIMUM_MOVED_VERSIONS + 1);
  if (versions > MAXIMUM_MOVED_VERSIONS) throw tooMuch();
}

async function findPosition(
  tools: ChangeTools,
  document: DocumentRecord,
  place: { spaceId: string; parentId: string | null; afterId: string | null },
): Promise<number> {
  const siblings = await tools.tree.siblings(place.spaceId, place.parentId, document.documentId);
  const index = place.afterId === null ? 0 : siblings.findIndex(({ id }) => id === place.afterId) + 1;
  if (place.afterId !== null && index === 0) {
    throw invalidInput(
      'input.afterId',
      'Das Dokument, hinter dem eingefügt werden soll, liegt nicht mehr an dieser Stelle. Laden Sie die Seite neu.',
      'The document to insert after is no longer in this place. Reload the page.',
    );
  }
  const position = positionBetween(siblings[index - 1]?.position ?? null, siblings[index]?.position ?? null);
  if (position !== null) return position;
  const fresh = freshPositions(siblings.length + 1);
  const moved = siblings.map(({ id }, at) => ({ id, position: fresh[at < index ? at : at + 1]! }));
  await tools.tree.renumber(moved);
  return fresh[index]!;
}

/** What went along is part of the entry: the unit of work sees the moved document only. */
function noteFollowers(
  tools: ChangeTools,
  document: DocumentRecord,
  spaceId: string,
  subtree: readonly TreeNode[],
): void {
  if (spaceId === document.spaceId || subtree.length < 2) return;
  const after = subtree.slice(1, 2001).map((node) => node.id);
  tools.facts.note({
    entity: 'Document',
    id: document.documentId,
    field: 'moved_along',
    class: 'technical',
    after,
  });
}
