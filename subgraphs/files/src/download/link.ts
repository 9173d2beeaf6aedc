import type { Actor } from '#runtime/actor/actor.js';
import type { Keyring } from '#runtime/crypto/keyring.js';

/** A link works for this long. */
export const LINK_MINUTES = 5;

const PURPOSE = 'file-link';
/** File (16), version (4), expiry (6), and two more: a token of whole characters has no bits left over to edit. */
const PLAIN_BYTES = 28;
const TOKEN = /^[A-Za-z0-9_-]{76}$/;

/** What a link opens. */
export interface LinkTarget {
  readonly fileId: string;
  readonly number: number;
}

/** Who a link is for: it opens in this session and this Organization alone. */
const placeOf = ({ sessionId, userId, org }: Actor): string => [org?.id, userId, sessionId].join('/');

/** A sealed token: it tells nothing, and a changed bit, another session or another Organization do not open it. */
export function sealLink(keyring: Keyring, actor: Actor, target: LinkTarget, expiresAt: Date): string {
  const plain = Buffer.alloc(PLAIN_BYTES);
  plain.write(target.fileId.replaceAll('-', ''), 0, 'hex');
  plain.writeUInt32BE(target.number, 16);
  plain.writeUIntBE(expiresAt.getTime(), 20, 6);
  return keyring.seal(PURPOSE, plain, placeOf(actor)).toString('base64url');
}

/** What a token opens; `null` alike for one that is edited, expired, or somebody else's. */
export function openLink(keyring: Keyring, actor: Actor, token: string, now: Date): LinkTarget | null {
  if (!TOKEN.test(token)) return null;
  try {
    const plain = keyring.open(PURPOSE, Buffer.from(token, 'base64url'), placeOf(actor));
    if (plain.length !== PLAIN_BYTES || plain.readUIntBE(20, 6) <= now.getTime()) return null;
    const hex = plain.toString('hex', 0, 16);
    const fileId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return { fileId, number: plain.readUInt32BE(16) };
  } catch {
    return null;
  }
}
