import type { Statements } from '../key/key.repository.js';
import type { FileOrder, FileRow, FileVersionRow, VersionContent } from './file.js';

// Life-cycle is a filter here, access is row-level security. `documentTrashed` is asked for attachments only.
const STATE = `f.trashed_at AS "trashedAt",
       (f.document_id IS NOT NULL AND content.in_trash(f.document_id)) AS "documentTrashed"`;
const COLUMNS = `f.file_id AS id, f.space_id AS "spaceId", f.document_id AS "documentId", f.name,
       v.number, v.size::float8 AS size, v.media_type AS "mediaType", v.sha256, v.image_width AS "imageWidth",
       v.image_height AS "imageHeight", f.created_by AS "createdBy", f.created_at AS "createdAt",
       v.author_id AS "updatedBy", f.updated_at AS "updatedAt", ${STATE}`;
const FROM = `FROM files.file f
  JOIN files.file_version v ON v.org_id = f.org_id AND v.file_id = f.file_id AND v.number = f.current_number`;

const BY_IDS = `SELECT ${COLUMNS} ${FROM} WHERE f.file_id = ANY($1::uuid[])`;
const OF_DOCUMENT = `SELECT ${COLUMNS} ${FROM} WHERE f.document_id = $1 AND f.trashed_at IS NULL
  ORDER BY f.created_at, f.file_id LIMIT $2`;
const TRASH = `SELECT ${COLUMNS} ${FROM} WHERE f.space_id = $1 AND f.trashed_at IS NOT NULL
  ORDER BY f.trashed_at DESC, f.file_id LIMIT $2`;
const VERSIONS = `SELECT v.version_id AS id, v.file_id AS "fileId", v.number, v.size::float8 AS size,
       v.media_type AS "mediaType", v.sha256, v.author_id AS "authorId", v.created_at AS "createdAt",
       v.restored_from AS "restoredFrom", v.number = f.current_number AS "isCurrent"
  FROM files.file_version v JOIN files.file f ON f.org_id = v.org_id AND f.file_id = v.file_id
 WHERE v.file_id = ANY($1::uuid[]) ORDER BY v.number DESC`;
const CONTENT = `SELECT v.space_id AS "spaceId", f.name, v.number, v.size::float8 AS size, v.media_type AS "mediaType", v.sha256,
       v.object, v.wrapped_key AS "wrappedKey", v.key_space_id AS "keySpaceId", v.preview_size AS "previewSize",
       v.thumb_size AS "thumbSize", ${STATE}
  FROM files.file_version v JOIN files.file f ON f.org_id = v.org_id AND f.file_id = v.file_id
 WHERE v.file_id = $1 AND v.number = coalesce($2::integer, f.current_number)`;
const USAGE = 'SELECT used::float8 AS used, reserved::float8 AS reserved FROM files.usage()';
const SETTING = 'SELECT tenancy.setting($1) AS value';

/** A row of the list with where it stands in its order. */
export interface ListedFile extends FileRow {
  readonly sortKey: string;
}

const ORDERS: Readonly<Record<FileOrder, { readonly column: string; readonly type: string }>> = {
  name: { column: 'f.sort_name', type: 'text' },
  updated: { column: 'f.updated_at', type: 'timestamptz' },
  created: { column: 'f.created_at', type: 'timestamptz' },
  size: { column: 'f.size', type: 'bigint' },
};

/* eslint-disable kopexa/sql-is-constant -- eight constant statements: orders and directions come from the table above */
/** $1 Space, $2 search term, $3 and $4 where the last page ended, $5 how many. */
const listSql = ({ column, type }: { column: string; type: string }, descending: boolean): string =>
  `SELECT ${COLUMNS}, ${column}::text AS "sortKey" ${FROM}
 WHERE f.space_id = $1 AND f.trashed_at IS NULL
   AND (f.document_id IS NULL OR NOT content.in_trash(f.document_id))
   AND ($2 = '' OR strpos(lower(f.name COLLATE "und-x-icu"), lower($2::text COLLATE "und-x-icu")) > 0)
   AND ($3::text IS NULL OR (${column}, f.file_id) ${descending ? '<' : '>'} ($3::${type}, $4::uuid))
 ORDER BY ${column} ${descending ? 'DESC' : 'ASC'}, f.file_id ${descending ? 'DESC' : 'ASC'} LIMIT $5`;

/* eslint-enable kopexa/sql-is-constant */

const LISTS = new Map(
  (Object.keys(ORDERS) as FileOrder[]).flatMap((order) =>
    [true, false].map((down) => [`${order} ${down}`, listSql(ORDERS[order], down)] as const),
  ),
);

/** How a list of files is asked for. */
export interface FileListRequest {
  readonly spaceId: string;
  readonly search: string;
  readonly order: FileOrder;
  readonly descending: boolean;
  readonly after: { readonly sortKey: string; readonly id: string } | null;
  readonly limit: number;
}

const MAXIMUM = 500;

/** The only statements that read files. */
export function fileReads(statements: Statements) {
  return {
    byIds: (ids: readonly string[]) => statements.query<FileRow>(BY_IDS, [ids]),
    list: ({ spaceId, search, order, descending, after, limit }: FileListRequest) =>
      statements.query<ListedFile>(LISTS.get(`${order} ${descending}`) ?? '', [
        ...[spaceId, search, after?.sortKey ?? null, after?.id ?? null, limit],
      ]),
    ofDocument: (documentId: string) => statements.query<FileRow>(OF_DOCUMENT, [documentId, MAXIMUM]),
    trash: (spaceId: string) => statements.query<FileRow>(TRASH, [spaceId, MAXIMUM]),
    versions: (ids: readonly string[]) => statements.query<FileVersionRow>(VERSIONS, [ids]),
    /** What a version's bytes are opened with; the current one unless a number is given. */
    content: async (fileId: string, number: number | null): Promise<VersionContent | null> =>
      (await statements.query<VersionContent>(CONTENT, [fileId, number]))[0] ?? null,
    usage: async (): Promise<{ used: number; reserved: number }> =>
      (await statements.query<{ used: number; reserved: number }>(USAGE))[0] ?? { used: 0, reserved: 0 },
    setting: async (key: 'files.quota_gb' | 'files.max_size_mb'): Promise<number> =>
      Number((await statements.query<{ value: string }>(SETTING, [key]))[0]?.value),
  };
}
