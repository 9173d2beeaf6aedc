import { checkFileName } from './file-name.js';
import { openFile, type FileTools } from './file-tools.js';

/** Gives a file another name. Needs `document.write`; throws INVALID_INPUT for a name that no computer can keep. */
export async function renameFile(tools: FileTools, fileId: string, name: string): Promise<string> {
  const file = await openFile(tools, fileId, 'document.write');
  file.name = checkFileName(name, 'name');
  file.updatedAt = tools.now;
  return file.fileId;
}
