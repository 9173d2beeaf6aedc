import { holdsIn, spacesWith, type Actor } from '#runtime/actor/actor.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import type { Context } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import { documentReads } from './document-reads.repository.js';
import type { Crumb, DocumentRow } from './document.js';
import { mayRead, readsDrafts } from './document.policy.js';

/** Documents as a request reads them: batched, and only what the actor may read. */
export interface ReadDocuments {
  /** Null alike for what is missing, foreign or beyond the actor's rights. */
  byId(id: string): Promise<DocumentRow | null>;
  /** Throws NOT_FOUND instead. */
  get(id: string): Promise<DocumentRow>;
  tree(spaceId: string): Promise<DocumentRow[]>;
  newest(spaceId: string, after: string | null, limit: number): Promise<DocumentRow[]>;
  trash(spaceId: string): Promise<DocumentRow[]>;
  archive(spaceId: string): Promise<DocumentRow[]>;
  recent(): Promise<DocumentRow[]>;
  ownedDrafts(): Promise<DocumentRow[]>;
  /** The parent, if the actor sees it: a reader must not learn of one that was never published. */
  parentOf(row: DocumentRow): Promise<string | null>;
  pathOf(id: string): Promise<Crumb[]>;
}

/** Documents for one request. */
export function readDocuments(ctx: Context): ReadDocuments {
  const { actor } = ctx;
  const reads = documentReads(ctx, spacesWith(actor, 'document.read_draft'));
  const loader = ctx.load<string, DocumentRow>('document', async (ids) =>
    inOrder(ids, await reads.byIds(ids)),
  );
  const readable = async (rows: Promise<DocumentRow[]>): Promise<DocumentRow[]> => {
    const found = (await rows).filter((row) => mayRead(actor, row));
    for (const row of found) loader.prime(row.id, row);
    return found;
  };
  const byId = async (id: string): Promise<DocumentRow | null> => {
    const row = isId(id) ? await loader.load(id) : null;
    return row && mayRead(actor, row) ? row : null;
  };
  return {
    byId,
    get: async (id) => {
      const row = await byId(id);
      if (!row) throw notFound('Document', id);
      return row;
    },
    tree: async (spaceId) => readable(reads.tree(checkSpace(actor, spaceId))),
    newest: async (spaceId, after, limit) =>
      readable(reads.newest(checkSpace(actor, spaceId), isId(after) ? after : null, limit)),
    trash: async (spaceId) => readable(reads.trash(checkSpace(actor, spaceId, 'document.trash'))),
    archive: async (spaceId) => readable(reads.archive(checkSpace(actor, spaceId))),
    recent: () => readable(reads.recent()),
    ownedDrafts: () => readable(reads.ownedDrafts(actor.userId!)),
    parentOf: async (row) => {
      if (row.parentId === null || readsDrafts(actor, row)) return row.parentId;
      const visible = ctx.load<string, string>('visible-parent', async (ids) => {
        const seen = await reads.visible(ids);
        return ids.map((id) => (seen.has(id) ? id : null));
      });
      return visible.load(row.parentId);
    },
    pathOf: async (id) => {
      const paths = ctx.load<string, Crumb[]>('document-path', async (ids) => {
        const found = await reads.paths(ids);
        return ids.map((each) => found.get(each) ?? []);
      });
      return (await paths.load(id)) ?? [];
    },
  };
}

/** A Space in which one reads nothing looks like one that does not exist. */
function checkSpace(
  actor: Actor,
  spaceId: string,
  permission: 'document.read' | 'document.trash' = 'document.read',
): string {
  if (!isId(spaceId) || !holdsIn(actor, spaceId, 'document.read')) throw notFound('Space', spaceId);
  if (!holdsIn(actor, spaceId, permission)) throw forbidden('Space', spaceId);
  return spaceId;
}

/** Rows in the order of the ids that were asked for; null where there is none. */
export function inOrder<Row extends { readonly id: string }>(
  ids: readonly string[],
  rows: readonly Row[],
): (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}
