import { openFile, type FileTools } from './file-tools.js';

/** Moves a file to the trash; after 30 days it is gone for good. Needs `document.trash`. */
export async function trashFile(tools: FileTools, fileId: string): Promise<string> {
  const file = await openFile(tools, fileId, 'document.trash');
  if (file.trashedAt === null) {
    file.trashedAt = tools.now;
    file.trashedBy = tools.actor.userId;
  }
  return file.fileId;
}

/** Takes a file out of the trash. Needs `document.trash`. */
export async function restoreFile(tools: FileTools, fileId: string): Promise<string> {
  const file = await openFile(tools, fileId, 'document.trash');
  file.trashedAt = null;
  file.trashedBy = null;
  return file.fileId;
}
