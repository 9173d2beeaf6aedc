import type { Actor } from '#runtime/actor/actor.js';
import { notFound, forbidden } from '#runtime/errors/catalogue.js';
import type { Change, Context } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import type { FilesServices } from '../services.js';
import type { FileRecord } from './file.entity.js';
import { mayRead, mayTrash, mayWrite } from './file.policy.js';
import { fileRepository, type FileRepository } from './file.repository.js';

/** What the use cases that change files work with. */
export interface FileTools {
  readonly actor: Actor;
  readonly now: Date;
  readonly files: FileRepository;
  /** What the audit entry says. */
  readonly facts: Pick<Change, 'subject' | 'space' | 'note'>;
}

/** The tools of one change; throws outside of one. */
export function fileTools(ctx: Context<FilesServices>): FileTools {
  const { change } = ctx;
  return { actor: ctx.actor, now: ctx.services.clock(), files: fileRepository(change), facts: change };
}

/**
 * Opens a file to change it, and names it as the entry's subject. Throws NOT_FOUND for what the actor does not see,
 * FORBIDDEN for what they may not change.
 */
export async function openFile(
  { actor, files, facts }: FileTools,
  fileId: string,
  needs: 'document.read' | 'document.write' | 'document.trash',
): Promise<FileRecord> {
  const file = isId(fileId) ? await files.open(fileId) : null;
  const guarded = file && { ...file, documentTrashed: await files.documentTrashed(file) };
  if (!file || !guarded || !mayRead(actor, guarded)) throw notFound('File', fileId);
  facts.subject(file.fileId);
  facts.space(file.spaceId);
  const may = { 'document.read': mayRead, 'document.write': mayWrite, 'document.trash': mayTrash }[needs];
  if (!may(actor, guarded)) throw forbidden('File', fileId);
  return file;
}
