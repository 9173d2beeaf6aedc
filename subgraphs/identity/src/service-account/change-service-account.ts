import type { Actor } from '#runtime/actor/actor.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import { noteSettings } from './note-service-account.js';
import { mayChange, mayManage, mayRevoke, mayTakeOver } from './service-account.policy.js';
import type { ServiceAccountRepository } from './service-account.repository.js';
import type { ServiceAccountRecord, ServiceAccountSettings } from './service-account.js';

/** What changing service accounts takes. */
export interface ServiceAccountTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly serviceAccounts: ServiceAccountRepository;
}

/**
 * Makes a service account; whoever makes it owns it and answers for it. It can do nothing before it has a secret.
 *
 * Throws FORBIDDEN, STEP_UP_REQUIRED, INVALID_INPUT (a permission or role that one may not give, the name is taken,
 * the end is too far away) and NOT_FOUND (a Space that the maker does not see).
 */
export async function createServiceAccount(
  { actor, change, serviceAccounts }: ServiceAccountTools,
  settings: ServiceAccountSettings,
): Promise<ServiceAccountRecord> {
  if (!mayManage(actor)) throw forbidden('ServiceAccount', null);
  const id = newId();
  change.subject(id);
  await serviceAccounts.create(id, settings);
  noteSettings(change, id, null, settings);
  return present(serviceAccounts, id);
}

/** Sets everything about a service account anew. Throws as {@link createServiceAccount}, and CONFLICT. */
export async function updateServiceAccount(
  { actor, change, serviceAccounts }: ServiceAccountTools,
  input: { readonly id: string; readonly expectedVersion: number; readonly settings: ServiceAccountSettings },
): Promise<ServiceAccountRecord> {
  const account = await present(serviceAccounts, input.id);
  change.subject(account.id);
  if (!mayChange(actor, account)) throw forbidden('ServiceAccount', account.id);
  const before = { ...account, ...(await serviceAccounts.rightsOf(account.id)) };
  await serviceAccounts.update(account.id, input.expectedVersion, input.settings);
  noteSettings(change, account.id, before, input.settings);
  return present(serviceAccounts, account.id);
}

/** Ends a service account for good, with every right and secret: the very next request with one is refused. */
export async function revokeServiceAccount(
  { actor, change, serviceAccounts }: ServiceAccountTools,
  id: string,
): Promise<ServiceAccountRecord> {
  const account = await present(serviceAccounts, id);
  change.subject(account.id);
  if (!mayRevoke(actor, account)) throw notFound('ServiceAccount', id);
  const secrets = await serviceAccounts.end(account.id);
  const fact = { entity: 'ServiceAccount', id: account.id, class: 'technical' } as const;
  change.note({ ...fact, field: 'state', before: 'active', after: 'revoked' });
  change.note({ ...fact, field: 'ended_secrets', after: secrets });
  return present(serviceAccounts, account.id);
}

/** Makes oneself the owner. Secrets of the former owner end: they know them. Throws FORBIDDEN, STEP_UP_REQUIRED. */
export async function takeOverServiceAccount(
  { actor, change, serviceAccounts }: ServiceAccountTools,
  id: string,
): Promise<ServiceAccountRecord> {
  const account = await present(serviceAccounts, id);
  change.subject(account.id);
  const rights = await serviceAccounts.rightsOf(account.id);
  if (!mayTakeOver(actor, account, rights)) throw forbidden('ServiceAccount', account.id);
  const secrets = await serviceAccounts.takeOver(account.id);
  const fact = { entity: 'ServiceAccount', id: account.id, class: 'technical' } as const;
  change.note({ ...fact, field: 'owner_id', before: account.ownerId, after: actor.userId });
  change.note({ ...fact, field: 'ended_secrets', after: secrets });
  return present(serviceAccounts, account.id);
}

async function present(accounts: ServiceAccountRepository, id: string): Promise<ServiceAccountRecord> {
  const found = isId(id) ? await accounts.find(id) : null;
  if (!found) throw notFound('ServiceAccount', id);
  return found;
}
