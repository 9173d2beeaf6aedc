import type { Actor } from '#runtime/actor/actor.js';
import type { Keyring } from '#runtime/crypto/keyring.js';
import { notFound } from '#runtime/errors/catalogue.js';
import { openFile, type FileTools } from '../file/file-tools.js';
import { LINK_MINUTES, sealLink } from './link.js';

/** A link that was handed out. */
export interface Link {
  readonly token: string;
  readonly name: string;
  readonly size: number;
  readonly expiresAt: Date;
}

/**
 * Hands out a link to a version of a file; the current one unless a number is given. This is the entry in the audit
 * trail: whoever has the link can fetch the file until it expires, as often and in as many pieces as they like.
 */
export async function downloadFile(
  tools: FileTools & { readonly actor: Actor; readonly keyring: Keyring },
  fileId: string,
  number: number | null,
): Promise<Link> {
  const file = await openFile(tools, fileId, 'document.read');
  const version = await tools.files.version(fileId, number ?? file.currentNumber);
  if (!version) throw notFound('File', fileId);
  tools.facts.note({
    ...{ entity: 'File', id: fileId, field: 'version', class: 'technical' },
    after: version.number,
  });
  const expiresAt = new Date(tools.now.getTime() + LINK_MINUTES * 60_000);
  const target = { fileId, number: version.number };
  const token = sealLink(tools.keyring, tools.actor, target, expiresAt);
  return { token, name: file.name, size: version.size, expiresAt };
}
