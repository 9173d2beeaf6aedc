import { randomBytes } from 'node:crypto';
import { holdsIn } from '#runtime/actor/actor.js';
import { forbidden, invalidInput, notFound } from '#runtime/errors/catalogue.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import { cleanFileName } from '../file/file-name.js';
import { mayWriteIn } from '../file/file.policy.js';
import { openFile, type FileTools } from '../file/file-tools.js';
import { newFileKey, type KeyTools } from '../key/file-key.js';
import { humanSize } from './human-size.js';
import type { UploadRecord } from './upload.js';
import type { UploadRepository } from './upload.repository.js';

/** An upload that was begun is good for this long. */
export const UPLOAD_HOURS = 24;

/** What beginning an upload works with. */
export interface UploadTools extends FileTools, Pick<KeyTools, 'keyring' | 'keys'> {
  readonly uploads: UploadRepository;
  readonly limits: { readonly quotaBytes: number; readonly maxFileBytes: number };
}

/** What is to be uploaded: a new file of a Space, one attached to a document, or a version of a file. */
export interface NewUpload {
  readonly spaceId?: string | null;
  readonly documentId?: string | null;
  readonly fileId?: string | null;
  readonly name: string;
  readonly size: number;
}

/**
 * Begins an upload: announces name and size, and takes its place in the Organization's quota. Needs `document.write`
 * where it goes. Throws INVALID_INPUT for an empty file, one that is too large, and when the quota would be exceeded.
 */
export async function beginUpload(tools: UploadTools, input: NewUpload): Promise<UploadRecord> {
  const { actor, now, keyring, keys, uploads, facts } = tools;
  const place = await placeOf(tools, input);
  const size = await checkSize(tools, input.size);
  const name = cleanFileName(input.name);
  if (name === null)
    throw invalidInput(
      'input.name',
      'Bitte geben Sie der Datei einen Namen.',
      'Please give the file a name.',
    );
  const object = randomBytes(16).toString('hex');
  const orgId = actor.org!.id;
  const wrappedKey = await newFileKey({ keyring, keys, orgId }, place.spaceId, object);
  const upload: UploadRecord = {
    ...{
      uploadId: newId(now.getTime()),
      orgId,
      ...place,
      name,
      size,
      object,
      wrappedKey,
      keySpaceId: place.spaceId,
    },
    ...{ createdBy: actor.userId!, createdAt: now, completedAt: null },
    expiresAt: new Date(now.getTime() + UPLOAD_HOURS * 3_600_000),
  };
  facts.subject(upload.fileId);
  facts.space(upload.spaceId);
  uploads.add(upload);
  return upload;
}

type Place = Pick<UploadRecord, 'spaceId' | 'documentId' | 'fileId' | 'isVersion'>;

async function placeOf(tools: UploadTools, input: NewUpload): Promise<Place> {
  const { fileId, documentId, spaceId } = input;
  if (fileId) {
    const file = await openFile(tools, fileId, 'document.write');
    return { spaceId: file.spaceId, documentId: file.documentId, fileId, isVersion: true };
  }
  const fresh = { fileId: newId(tools.now.getTime()), isVersion: false };
  if (documentId) {
    const space = isId(documentId) ? await tools.files.attachable(documentId) : null;
    if (space === null || (spaceId && spaceId !== space)) throw notFound('Document', documentId);
    return { ...fresh, spaceId: space, documentId };
  }
  if (!isId(spaceId) || !holdsIn(tools.actor, spaceId, 'document.read'))
    throw notFound('Space', spaceId ?? null);
  tools.facts.space(spaceId);
  if (!mayWriteIn(tools.actor, spaceId)) throw forbidden('Space', spaceId);
  return { ...fresh, spaceId, documentId: null };
}

async function checkSize({ uploads, limits }: UploadTools, size: number): Promise<number> {
  if (!Number.isSafeInteger(size) || size < 1)
    throw invalidInput(
      'input.size',
      'Diese Datei ist leer. Bitte wählen Sie eine mit Inhalt.',
      'This file is empty. Please choose one with content.',
    );
  const { maxFileBytes, quotaBytes } = limits;
  if (size > maxFileBytes)
    throw invalidInput(
      'input.size',
      `Diese Datei hat ${humanSize(size, 'de')}; möglich sind ${humanSize(maxFileBytes, 'de')}. Die Eigentümer der Organization können die Grenze in den Einstellungen ändern.`,
      `This file has ${humanSize(size, 'en')}; ${humanSize(maxFileBytes, 'en')} are possible. The owners of the Organization can change the limit in the settings.`,
    );
  const free = Math.max(0, quotaBytes - (await uploads.lockUsage()));
  if (size > free)
    throw invalidInput(
      'input.size',
      `Der Speicher der Organization ist voll: Frei sind ${humanSize(free, 'de')}, diese Datei hat ${humanSize(size, 'de')}. Löschen Sie Dateien, oder bitten Sie die Eigentümer um mehr Speicher.`,
      `The storage of the Organization is full: ${humanSize(free, 'en')} are free, this file has ${humanSize(size, 'en')}. Delete files, or ask the owners for more storage.`,
    );
  return size;
}
