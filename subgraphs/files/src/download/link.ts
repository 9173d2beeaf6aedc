import type { Actor } from '#runtime/actor/actor.js';
import type { Keyring } from '#runtime/crypto/keyring.js';

/** A link works for this long. */
export const LINK_MINUTES = 5;

const PURPOSE = 'file-link';
const TOKEN = /^[A-Za-z0-9_-]{60,120}$/;

/** What a link opens. */
export interface LinkTarget {
  readonly fileId: string;
  readonly number: number;
}

/** Who a link is for: it opens in this session and this Organization alone. */
const placeOf = ({ sessionId, userId, org }: Actor): string => [org?.id, userId, sessionId].join('/');

/** A sealed token: it tells nothing, and a changed bit, another session or another Organization do not open it. */
export function sealLink(keyring: Keyring, actor: Actor, target: LinkTarget, expiresAt: Date): string {
  const plain = Buffer.alloc(16 + 4 + 6);
  plain.write(target.fileId.replaceAll('-', ''), 0, 'hex');
  plain.writeUInt32BE(target.number, 16);
  plain.writeUIntBE(expiresAt.getTime(), 20, 6);
  return keyring.seal(PURPOSE, plain, placeOf(actor)).toString('base64url');
}

/** What a token opens; `null` alike for one that is edited, expired, or somebody else's. */
export function openLink(keyring: Keyring, actor: Actor, token: string, now: Date): LinkTarget | null {
  const sealed = TOKEN.test(token) ? Buffer.from(token, 'base64url') : null;
  // One text for one token: bits that base64 leaves over must not make another one.
  if (sealed?.toString('base64url') !== token) return null;
  try {
    const plain = keyring.open(PURPOSE, sealed, placeOf(actor));
    if (plain.length !== 26 || plain.readUIntBE(20, 6) <= now.getTime()) return null;
    const hex = plain.toString('hex', 0, 16);
    const fileId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return { fileId, number: plain.readUInt32BE(16) };
  } catch {
    return null;
  }
}
