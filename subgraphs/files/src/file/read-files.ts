import { holdsIn, type Actor } from '#runtime/actor/actor.js';
import { forbidden, invalidInput, notFound } from '#runtime/errors/catalogue.js';
import type { Context } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import { fileReads, type FileListRequest, type ListedFile } from './file-reads.repository.js';
import type { FileRow, FileVersionRow } from './file.js';
import { mayRead } from './file.policy.js';

/** Files as a request reads them: batched, and only what the actor may read. */
export interface ReadFiles {
  /** Null alike for what is missing, foreign or beyond the actor's rights. */
  byId(id: string): Promise<FileRow | null>;
  /** Throws NOT_FOUND instead. */
  get(id: string): Promise<FileRow>;
  /** In the order of the ids; those that the actor does not see are left out. */
  some(ids: readonly string[]): Promise<FileRow[]>;
  list(request: FileListRequest): Promise<ListedFile[]>;
  ofDocument(documentId: string): Promise<FileRow[]>;
  trash(spaceId: string): Promise<FileRow[]>;
  versions(fileId: string): Promise<readonly FileVersionRow[]>;
}

/** How many files one may ask for by id at once. */
const MOST_IDS = 200;

/** Files for one request. */
export function readFiles(ctx: Context): ReadFiles {
  const { actor } = ctx;
  const reads = fileReads(ctx);
  const loader = ctx.load<string, FileRow>('file', async (ids) => {
    const rows = new Map((await reads.byIds(ids)).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  });
  const versions = ctx.load<string, FileVersionRow[]>('file-versions', async (ids) => {
    const rows = Map.groupBy(await reads.versions(ids), (row) => row.fileId);
    return ids.map((id) => rows.get(id) ?? []);
  });
  const readable = async <Row extends FileRow>(rows: Promise<Row[]>): Promise<Row[]> =>
    (await rows).filter((row) => mayRead(actor, row));
  const byId = async (id: string): Promise<FileRow | null> => {
    const row = isId(id) ? await loader.load(id) : null;
    return row && mayRead(actor, row) ? row : null;
  };
  return {
    byId,
    get: async (id) => {
      const row = await byId(id);
      if (!row) throw notFound('File', id);
      return row;
    },
    some: async (ids) => {
      if (ids.length > MOST_IDS)
        throw invalidInput('ids', `Höchstens ${MOST_IDS} auf einmal.`, `At most ${MOST_IDS} at once.`);
      const rows = await Promise.all([...new Set(ids)].map(byId));
      return rows.filter((row) => row !== null);
    },
    list: async (request) =>
      readable(reads.list({ ...request, spaceId: checkSpace(actor, request.spaceId) })),
    ofDocument: async (documentId) => (isId(documentId) ? readable(reads.ofDocument(documentId)) : []),
    trash: async (spaceId) => readable(reads.trash(checkSpace(actor, spaceId, 'document.trash'))),
    versions: async (fileId) => (await versions.load(fileId)) ?? [],
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
