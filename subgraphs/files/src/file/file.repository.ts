import type { Change } from '#runtime/graphql/context.js';
import { FileVersionEntity, type FileVersionRecord } from '../version/file-version.entity.js';
import { FileEntity, type FileRecord } from './file.entity.js';

// Two changes of one file happen one after the other.
const LOCK = 'SELECT 1 FROM files.file WHERE file_id = $1 FOR NO KEY UPDATE';
const DOCUMENT_TRASHED = 'SELECT content.in_trash($1) AS trashed';
const ATTACHABLE = 'SELECT content.attachable($1) AS space';

/** Files and versions in the unit of work of a change; every write feeds its audit entry. */
export function fileRepository({ em, query }: Change) {
  return {
    /** The file, locked to the end of the transaction; null if not visible. */
    open: async (id: string): Promise<FileRecord | null> => {
      await query(LOCK, [id]);
      return (await em.findOne(FileEntity, { fileId: id })) as FileRecord | null;
    },
    documentTrashed: async ({ documentId }: FileRecord): Promise<boolean> => {
      if (documentId === null) return false;
      const [row] = await query<{ trashed: boolean }>(DOCUMENT_TRASHED, [documentId]);
      return row?.trashed ?? true;
    },
    /** The Space of a document to which the actor may attach something; null for every other one. */
    attachable: async (documentId: string): Promise<string | null> =>
      (await query<{ space: string | null }>(ATTACHABLE, [documentId]))[0]?.space ?? null,
    version: async (fileId: string, number: number): Promise<FileVersionRecord | null> =>
      (await em.findOne(FileVersionEntity, { fileId, number })) as FileVersionRecord | null,
    add: async (file: FileRecord): Promise<void> => {
      em.persist(em.create(FileEntity, file));
      await em.flush();
    },
    addVersion: async (version: FileVersionRecord): Promise<void> => {
      em.persist(em.create(FileVersionEntity, version));
      await em.flush();
    },
  };
}

/** See {@link fileRepository}. */
export type FileRepository = ReturnType<typeof fileRepository>;
