import { randomBytes } from 'node:crypto';
import type { Keyring } from '#runtime/crypto/keyring.js';

const PURPOSE = 'avatar';

const placeOf = (accountId: string, object: string): string => `${accountId}/${object}`;

/** A new key for a picture, wrapped by the master key and tied to its person and object. */
export const newAvatarKey = (
  keyring: Keyring,
  accountId: string,
  object: string,
): { readonly key: Buffer; readonly wrapped: Buffer } => {
  const key = randomBytes(32);
  return { key, wrapped: keyring.seal(PURPOSE, key, placeOf(accountId, object)) };
};

/** The key of a picture in the clear. */
export const openAvatarKey = (
  keyring: Keyring,
  avatar: { readonly accountId: string; readonly object: string; readonly wrappedKey: Buffer },
): Buffer => keyring.open(PURPOSE, avatar.wrappedKey, placeOf(avatar.accountId, avatar.object));

/** Where a picture is fetched; another one after every change, so that no old one is shown. */
export const avatarUrl = (avatar: { readonly accountId: string; readonly object: string }): string =>
  `/people/${avatar.accountId}/avatar?v=${avatar.object.slice(0, 8)}`;
