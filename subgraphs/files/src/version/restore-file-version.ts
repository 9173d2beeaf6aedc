import { notFound } from '#runtime/errors/catalogue.js';
import { newId } from '#runtime/graphql/ids.js';
import { openFile, type FileTools } from '../file/file-tools.js';

/**
 * Makes the content of a former version the newest version: history is never rewritten. The bytes are not copied; both
 * versions refer to them. Needs `document.write`. Throws NOT_FOUND for a number that there is not.
 */
export async function restoreFileVersion(tools: FileTools, fileId: string, number: number): Promise<string> {
  const { actor, now, files } = tools;
  const file = await openFile(tools, fileId, 'document.write');
  const version = await files.version(fileId, number);
  if (!version) throw notFound('File', fileId);
  if (version.number === file.currentNumber) return fileId;
  await files.addVersion({
    ...{ orgId: file.orgId, spaceId: file.spaceId, fileId, versionId: newId(now.getTime()) },
    ...{ number: file.currentNumber + 1, size: version.size, mediaType: version.mediaType },
    ...{ sha256: version.sha256, object: version.object, wrappedKey: version.wrappedKey },
    ...{ keySpaceId: version.keySpaceId, imageWidth: version.imageWidth, imageHeight: version.imageHeight },
    ...{ previewSize: version.previewSize, thumbSize: version.thumbSize },
    ...{ authorId: actor.userId!, createdAt: now, restoredFrom: number },
  });
  file.currentNumber += 1;
  file.size = version.size;
  file.updatedAt = now;
  return fileId;
}
