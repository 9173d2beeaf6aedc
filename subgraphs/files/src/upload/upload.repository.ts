import type { Change } from '#runtime/graphql/context.js';
import type { Statements } from '../key/key.repository.js';
import { UploadEntity } from './upload.entity.js';
import type { UploadRecord } from './upload.js';

const COLUMNS = `upload_id AS "uploadId", org_id AS "orgId", space_id AS "spaceId", document_id AS "documentId",
       file_id AS "fileId", is_version AS "isVersion", name, size::float8 AS size, object, wrapped_key AS "wrappedKey", key_space_id AS "keySpaceId",
       created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt", completed_at AS "completedAt"`;
const BY_ID = `SELECT ${COLUMNS} FROM files.upload WHERE upload_id = $1 AND expires_at > now()`;
const OPEN = `SELECT ${COLUMNS} FROM files.upload WHERE completed_at IS NULL AND expires_at > now()
  ORDER BY created_at, upload_id LIMIT 200`;
const LOCK = 'SELECT 1 FROM files.upload WHERE upload_id = $1 FOR UPDATE';
const LOCK_USAGE = 'SELECT files.lock_usage()::float8 AS used';

/** Uploads as they are read: one's own, as long as one may still write where they go. */
export function uploadReads(statements: Statements) {
  return {
    byId: async (id: string): Promise<UploadRecord | null> =>
      (await statements.query<UploadRecord>(BY_ID, [id]))[0] ?? null,
    open: () => statements.query<UploadRecord>(OPEN),
  };
}

/** Uploads in the unit of work of a change. */
export function uploadRepository({ em, query }: Change) {
  return {
    add: (upload: UploadRecord): void => {
      em.persist(em.create(UploadEntity, upload));
    },
    /** Locked to the end of the transaction; null when it is not there, or no longer the actor's to finish. */
    open: async (id: string): Promise<UploadRecord | null> => {
      await query(LOCK, [id]);
      return (await em.findOne(UploadEntity, { uploadId: id })) as UploadRecord | null;
    },
    remove: (upload: UploadRecord): void => {
      em.remove(upload);
    },
    /** Bytes stored and announced in the Organization; nobody else announces any until the transaction ends. */
    lockUsage: async (): Promise<number> => (await query<{ used: number }>(LOCK_USAGE))[0]?.used ?? 0,
  };
}

/** See {@link uploadRepository}. */
export type UploadRepository = ReturnType<typeof uploadRepository>;
