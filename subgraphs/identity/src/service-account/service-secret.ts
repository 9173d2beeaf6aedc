import { newServiceToken } from '#runtime/actor/service-token.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import type { ServiceAccountTools } from './change-service-account.js';
import { mayChange, mayManage } from './service-account.policy.js';

const SECRET = { entity: 'ServiceSecret' } as const;

/**
 * Makes a secret and gives its token, this once. Two are valid at a time at most, for rotation.
 *
 * Throws NOT_FOUND, FORBIDDEN (not the owner), STEP_UP_REQUIRED and INVALID_INPUT (two are valid, or it has expired).
 */
export async function createServiceSecret(
  { actor, change, serviceAccounts }: ServiceAccountTools,
  id: string,
): Promise<{ token: string; serviceAccountId: string }> {
  const account = isId(id) ? await serviceAccounts.find(id) : null;
  if (!account) throw notFound('ServiceAccount', id);
  change.subject(account.id);
  if (!mayChange(actor, account)) throw forbidden('ServiceAccount', account.id);
  const { token, hash, hint } = newServiceToken();
  const secretId = newId();
  await serviceAccounts.addSecret(secretId, account.id, hash, hint);
  change.note({ ...SECRET, id: secretId, class: 'secret', field: 'token', after: true });
  change.note({ ...SECRET, id: secretId, class: 'technical', field: 'hint', after: hint });
  return { token, serviceAccountId: account.id };
}

/** Ends one secret: the very next request with it is refused. Throws NOT_FOUND for one that has ended, too. */
export async function revokeServiceSecret(
  { actor, change, serviceAccounts }: ServiceAccountTools,
  secretId: string,
): Promise<{ serviceAccountId: string }> {
  if (!mayManage(actor)) throw forbidden('ServiceAccount', null);
  const secret = isId(secretId) ? await serviceAccounts.secret(secretId) : null;
  if (!secret) throw notFound('ServiceAccount', null);
  change.subject(secret.serviceAccountId);
  await serviceAccounts.endSecret(secretId);
  change.note({ ...SECRET, id: secretId, class: 'technical', field: 'hint', before: secret.hint });
  return { serviceAccountId: secret.serviceAccountId };
}
