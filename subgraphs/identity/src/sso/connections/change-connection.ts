import { SSO_PRESETS } from '#schema/sso-presets.js';
import type { z } from 'zod';
import type { Keyring } from '#runtime/crypto/keyring.js';
import { invalidInput, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import { createOwnKeys } from '../saml/own-keys.js';
import { changesBetween } from './config-facts.js';
import type { ConnectionConfig, ConnectionRecord } from './connection-record.js';
import type { ConnectionRepository } from './connection.repository.js';
import { sealSecret } from './secret.js';
import type { activateSchema, createSchema, renameSchema, restoreSchema } from './connection.schema.js';

/** What changing connections takes. Rights and the fresh second factor are asked for by the database. */
export interface ConnectionTools {
  readonly change: Change;
  readonly connections: ConnectionRepository;
  readonly keyring: Keyring;
}

const ENTITY = { entity: 'Connection', class: 'technical' } as const;

/** Makes a draft: it has addresses and keys for the identity provider, and does nothing yet. */
export async function createConnection(
  { change, connections, keyring }: ConnectionTools,
  { preset, name }: z.output<typeof createSchema>,
): Promise<ConnectionRecord> {
  const id = newId();
  change.subject(id);
  const { kind } = SSO_PRESETS[preset];
  await connections.create(id, name, kind, preset);
  if (kind === 'saml') await giveFirstKeys({ connections, keyring }, id);
  change.note({ ...ENTITY, id, field: 'name', after: name });
  change.note({ ...ENTITY, id, field: 'preset', after: preset });
  return present(connections, id);
}

/** After the database agreed to the draft: making keys takes a while. */
async function giveFirstKeys(
  { connections, keyring }: Pick<ConnectionTools, 'connections' | 'keyring'>,
  id: string,
): Promise<void> {
  const { certificates, secret } = await createOwnKeys(id);
  await connections.giveFirstKeys(id, certificates, sealSecret(keyring, id, { ...secret }));
}

/** Gives it another name; no new version, nothing to test. */
export async function renameConnection(
  { change, connections }: ConnectionTools,
  { connectionId, name }: z.output<typeof renameSchema>,
): Promise<ConnectionRecord> {
  const held = await present(connections, connectionId);
  change.subject(held.id);
  await connections.rename(held.id, name);
  change.note({ ...ENTITY, id: held.id, field: 'name', before: held.name, after: name });
  return present(connections, held.id);
}

/** What a new version consists of; without a secret the one of before stays. */
interface NewVersion {
  readonly expectedVersion: number;
  readonly config: ConnectionConfig;
  readonly sealed: Buffer | null;
  readonly reason: string;
}

/** A new version of the settings; what sign-in uses changes only when it is switched on. */
export async function appendVersion(
  tools: ConnectionTools,
  held: ConnectionRecord,
  to: NewVersion,
): Promise<ConnectionRecord> {
  await tools.connections.append(held.id, to.expectedVersion, to);
  return appended(tools, held, to);
}

/** A new version with other keys beside those that sign: in force at once where the newest version is. */
export async function appendSpareKeys(
  tools: ConnectionTools,
  held: ConnectionRecord,
  to: NewVersion & { readonly sealed: Buffer },
): Promise<ConnectionRecord> {
  await tools.connections.appendSpareKeys(held.id, to.expectedVersion, to);
  return appended(tools, held, to);
}

function appended(
  { change, connections }: ConnectionTools,
  held: ConnectionRecord,
  to: NewVersion,
): Promise<ConnectionRecord> {
  const { config, sealed, reason } = to;
  noteVersion(change, held, config, to.expectedVersion + 1, reason);
  if (sealed) change.note({ ...ENTITY, id: held.id, field: 'secret', class: 'secret', after: 'new' });
  return present(connections, held.id);
}

/** Brings back an earlier version as a new one, its secret included. */
export async function restoreConnection(
  { change, connections }: ConnectionTools,
  input: z.output<typeof restoreSchema>,
): Promise<ConnectionRecord> {
  const held = await present(connections, input.connectionId);
  change.subject(held.id);
  await connections.restore(held.id, input.expectedVersion, input.version, input.reason);
  const after = await present(connections, held.id);
  if (after.config) noteVersion(change, held, after.config, after.latestVersion, input.reason);
  change.note({ ...ENTITY, id: held.id, field: 'restored_from', after: input.version });
  return after;
}

/** Puts the newest version in force. Throws INVALID_INPUT unless a test run succeeded with it, CONFLICT when it is not the newest. */
export async function activateConnection(
  { change, connections }: ConnectionTools,
  input: z.output<typeof activateSchema>,
): Promise<ConnectionRecord> {
  const held = await present(connections, input.connectionId);
  change.subject(held.id);
  await connections.activate(held.id, input.expectedVersion);
  const { status, version } = held;
  change.note({ ...ENTITY, id: held.id, field: 'status', before: status, after: 'active' });
  change.note({ ...ENTITY, id: held.id, field: 'version', before: version, after: input.expectedVersion });
  return present(connections, held.id);
}

/** Nobody comes by it any more, and the sessions of those who did end at once. */
export async function switchOffConnection(
  { change, connections }: ConnectionTools,
  id: string,
): Promise<ConnectionRecord> {
  const held = await present(connections, id);
  change.subject(held.id);
  const ended = await connections.switchOff(held.id);
  change.note({ ...ENTITY, id: held.id, field: 'status', before: held.status, after: 'off' });
  change.note({ ...ENTITY, id: held.id, field: 'ended_sessions', after: ended });
  return present(connections, held.id);
}

/** Puts away a connection that is not switched on; its history stays. */
export async function archiveConnection(
  { change, connections }: ConnectionTools,
  id: string,
): Promise<ConnectionRecord> {
  const held = await present(connections, id);
  change.subject(held.id);
  await connections.archive(held.id);
  change.note({ ...ENTITY, id: held.id, field: 'state', before: held.status, after: 'archived' });
  return present(connections, held.id);
}

/** A connection of the actor's Organization, archived or not. Throws NOT_FOUND. */
export async function present(
  connections: Pick<ConnectionRepository, 'find'>,
  id: string,
): Promise<ConnectionRecord> {
  const found = isId(id) ? await connections.find(id) : null;
  if (!found) throw notFound('Connection', id);
  return found;
}

/** Throws INVALID_INPUT for a connection of another protocol. */
export function assertKind(held: ConnectionRecord, kind: ConnectionRecord['kind']): void {
  if (held.kind === kind) return;
  throw invalidInput(
    'input.connectionId',
    'Diese Verbindung spricht ein anderes Protokoll.',
    'This connection speaks another protocol.',
  );
}

function noteVersion(
  change: Change,
  { id, config, latestVersion }: ConnectionRecord,
  to: ConnectionConfig,
  version: number,
  reason: string,
): void {
  for (const { field, before, after } of changesBetween(config, to)) {
    const [was, is] = [before, after].map((text) => text?.slice(0, 500) ?? null);
    change.note({ ...ENTITY, id, field, ...(config ? { before: was } : {}), after: is });
  }
  change.note({ ...ENTITY, id, field: 'latest_version', before: latestVersion, after: version });
  change.note({ ...ENTITY, id, field: 'reason', class: 'content', after: reason });
}
