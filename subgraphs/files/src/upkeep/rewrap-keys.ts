import type { Keyring } from '#runtime/crypto/keyring.js';
import {
  newSpaceKey,
  openOrganizationKey,
  openSpaceKey,
  unwrapFileKey,
  wrapFileKey,
} from '../key/file-key.js';
import type { UpkeepRepository } from './upkeep.repository.js';

const BATCH = 200;

/**
 * Wraps the keys of files whose document moved by the key of the Space where they are now, so that destroying a Space's
 * key destroys all of its files and no others. Returns how many.
 */
export async function rewrapKeys(files: UpkeepRepository, keyring: Keyring): Promise<number> {
  const moved = await files.moved(BATCH);
  for (const version of moved) {
    const organizationKey = openOrganizationKey(keyring, version.orgId, version.organizationKey);
    const from = openSpaceKey(keyring, organizationKey, version.keySpaceId, version.fromKey);
    const fileKey = unwrapFileKey(keyring, from, version.object, version.wrappedKey);
    const toWrapped = version.toKey ?? newSpaceKey(keyring, organizationKey, version.spaceId);
    const to = openSpaceKey(keyring, organizationKey, version.spaceId, toWrapped);
    await files.rewrap(version, toWrapped, wrapFileKey(keyring, to, version.object, fileKey));
  }
  return moved.length;
}
