import { randomBytes } from 'node:crypto';
import type { Keyring } from '#runtime/crypto/keyring.js';
import type { KeyRepository } from './key.repository.js';

const PURPOSE = 'organization-files';
const placeOfSpace = (spaceId: string): string => `files/space/${spaceId}`;
const placeOfObject = (object: string): string => `files/object/${object}`;

/** A new key of an Organization, wrapped by the master key. */
export const newOrganizationKey = (keyring: Keyring, orgId: string): Buffer =>
  keyring.seal(PURPOSE, randomBytes(32), orgId);

/** The key of an Organization in the clear. */
export const openOrganizationKey = (keyring: Keyring, orgId: string, wrapped: Buffer): Buffer =>
  keyring.open(PURPOSE, wrapped, orgId);

/** A new key of a Space, wrapped by its Organization's. */
export const newSpaceKey = (keyring: Keyring, organizationKey: Buffer, spaceId: string): Buffer =>
  keyring.sealFor(placeOfSpace(spaceId), organizationKey, randomBytes(32));

/** The key of a Space in the clear. */
export const openSpaceKey = (
  keyring: Keyring,
  organizationKey: Buffer,
  spaceId: string,
  wrapped: Buffer,
): Buffer => keyring.openFor(placeOfSpace(spaceId), organizationKey, wrapped);

/** A file's key wrapped by the key of a Space, tied to the object that it opens. */
export const wrapFileKey = (keyring: Keyring, spaceKey: Buffer, object: string, key: Buffer): Buffer =>
  keyring.sealFor(placeOfObject(object), spaceKey, key);

/** A file's key in the clear. */
export const unwrapFileKey = (keyring: Keyring, spaceKey: Buffer, object: string, wrapped: Buffer): Buffer =>
  keyring.openFor(placeOfObject(object), spaceKey, wrapped);

/** What the keys of one Organization are worked with. */
export interface KeyTools {
  readonly keyring: Keyring;
  readonly keys: KeyRepository;
  readonly orgId: string;
}

/** A new file key wrapped by the key of its Space; makes the keys above it where there are none yet. */
export async function newFileKey(tools: KeyTools, spaceId: string, object: string): Promise<Buffer> {
  return wrapFileKey(tools.keyring, await spaceKeyOf(tools, spaceId), object, randomBytes(32));
}

async function spaceKeyOf(tools: KeyTools, spaceId: string): Promise<Buffer> {
  const { keyring, keys, orgId } = tools;
  if (!(await keys.organization())) await keys.addOrganization(orgId, newOrganizationKey(keyring, orgId));
  const organizationKey = await organizationKeyOf(tools);
  if (!(await keys.space(spaceId)))
    await keys.addSpace(orgId, spaceId, newSpaceKey(keyring, organizationKey, spaceId));
  return openSpaceKey(keyring, organizationKey, spaceId, existing(await keys.space(spaceId)));
}

/** Opens a file's key: master key → Organization → Space → file. */
export async function openFileKey(
  tools: KeyTools,
  file: { readonly keySpaceId: string; readonly object: string; readonly wrappedKey: Buffer },
): Promise<Buffer> {
  const { keyring, keys } = tools;
  const [organizationKey, wrapped] = await Promise.all([
    organizationKeyOf(tools),
    keys.space(file.keySpaceId),
  ]);
  const spaceKey = openSpaceKey(keyring, organizationKey, file.keySpaceId, existing(wrapped));
  return unwrapFileKey(keyring, spaceKey, file.object, file.wrappedKey);
}

async function organizationKeyOf({ keyring, keys, orgId }: KeyTools): Promise<Buffer> {
  return openOrganizationKey(keyring, orgId, existing(await keys.organization()));
}

function existing(wrapped: Buffer | null): Buffer {
  if (wrapped) return wrapped;
  throw new Error('The key of this file was destroyed: nothing opens it any more.');
}
