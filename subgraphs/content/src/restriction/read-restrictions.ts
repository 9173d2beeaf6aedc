import type { Context } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import { readDocuments } from '../document/read-documents.js';
import type { DocumentRow } from '../document/document.js';
import { mayRestrict, mayWrite, mayWriteIn } from '../document/document.policy.js';
import type { MoveEffectRow, RestrictionRow } from './restriction.js';
import { restrictionReads } from './restriction.repository.js';

/** The restrictions that hold for a document, its own first; batched, and no query where there is none. */
export async function restrictionsOf(ctx: Context, row: DocumentRow): Promise<readonly RestrictionRow[]> {
  if (!row.isRestricted) return [];
  const loader = ctx.load<string, RestrictionRow[]>('restriction', async (ids) => {
    const found = await restrictionReads(ctx).of(ids);
    return ids.map((id) => found.get(id) ?? []);
  });
  return (await loader.load(row.id)) ?? [];
}

/** Whom a restriction of a document may name. Throws NOT_FOUND, or FORBIDDEN for who may not restrict it. */
export async function readCandidates(ctx: Context, documentId: string): Promise<readonly string[]> {
  const document = await readDocuments(ctx).get(documentId);
  if (!mayRestrict(ctx.actor, document)) throw forbidden('Document', document.id);
  return restrictionReads(ctx).candidates(document.id);
}

/**
 * What moving a document would change for its readers. Throws NOT_FOUND for a document that is not there for the
 * actor or may not be changed, and for a place to which the actor could not move it.
 */
export async function readMoveEffect(
  ctx: Context,
  move: { documentId: string; spaceId?: string | null; parentId?: string | null },
): Promise<MoveEffectRow> {
  const document = await readDocuments(ctx).get(move.documentId);
  if (!mayWrite(ctx.actor, document)) throw notFound('Document', document.id);
  const spaceId = move.spaceId ?? document.spaceId;
  if (!isId(spaceId) || !mayWriteIn(ctx.actor, spaceId)) throw notFound('Space', spaceId);
  const parentId = move.parentId ?? null;
  if (parentId !== null && !isId(parentId)) throw notFound('Document', parentId);
  const effect = await restrictionReads(ctx).effectOfMove(document.id, spaceId, parentId);
  if (!effect) throw notFound('Document', parentId ?? document.id);
  return effect;
}
