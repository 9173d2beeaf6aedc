import { z } from 'zod';
import type { Keyring } from '#runtime/crypto/keyring.js';

const PURPOSE = 'connection';
const secretSchema = z.record(z.string(), z.string());

/** Seals what a connection keeps to itself: a client secret, or our own private keys. It opens for this connection alone. */
export function sealSecret(
  keyring: Keyring,
  connectionId: string,
  secret: Readonly<Record<string, string>>,
): Buffer {
  return keyring.seal(PURPOSE, Buffer.from(JSON.stringify(secret)), connectionId);
}

/** Opens it again; `null` where none was given. Throws when it belongs to another connection. */
export function openSecret(
  keyring: Keyring,
  connectionId: string,
  sealed: Buffer | null,
): Readonly<Record<string, string>> | null {
  if (sealed === null) return null;
  return secretSchema.parse(JSON.parse(keyring.open(PURPOSE, sealed, connectionId).toString()));
}
