import { ROLES, type Permission } from '#schema/permissions.js';
import { holds, holdsIn, type Actor } from '#runtime/actor/actor.js';
import type { ServiceAccountRecord, ServiceAccountState, ServiceRights } from './service-account.js';

/** Whether somebody may make service accounts at all; no service account may. */
export function mayManage(actor: Actor): boolean {
  return actor.kind === 'user' && holds(actor, 'service_account.manage');
}

/** Whoever manages service accounts sees them all; a service account sees itself. */
export function maySee(actor: Actor, accountId: string): boolean {
  return holds(actor, 'service_account.manage') || (actor.kind === 'service' && actor.userId === accountId);
}

/** Where an account stands. Without its owner it has no rights, whatever it was given. */
export function stateOf(
  account: Pick<ServiceAccountRecord, 'revokedAt' | 'expiresAt'>,
  ownerIsMember: boolean,
  nowMs: number,
): ServiceAccountState {
  if (account.revokedAt) return 'revoked';
  if (account.expiresAt.getTime() <= nowMs) return 'expired';
  return ownerIsMember ? 'active' : 'ownerless';
}

/** Only its owner changes an account and makes secrets: what it does is done with the owner's rights. */
export function mayChange(
  actor: Actor,
  account: Pick<ServiceAccountRecord, 'ownerId' | 'revokedAt'>,
): boolean {
  return mayManage(actor) && account.revokedAt === null && account.ownerId === actor.userId;
}

/** Whoever manages service accounts may end each of them. */
export function mayRevoke(actor: Actor, account: Pick<ServiceAccountRecord, 'revokedAt'>): boolean {
  return mayManage(actor) && account.revokedAt === null;
}

/**
 * Answering for an account that somebody else made takes holding all that it was given; roles that the Organization
 * made are decided about by the database, which knows what they hold.
 */
export function mayTakeOver(
  actor: Actor,
  account: Pick<ServiceAccountRecord, 'ownerId' | 'revokedAt'>,
  rights: ServiceRights,
): boolean {
  return (
    mayManage(actor) &&
    account.revokedAt === null &&
    account.ownerId !== actor.userId &&
    rights.permissions.every((permission) => holds(actor, permission)) &&
    rights.spaces.every(
      ({ spaceId, role }) =>
        holdsIn(actor, spaceId, 'space.share') &&
        (builtIn(role) ?? []).every((permission) => holdsIn(actor, spaceId, permission)),
    )
  );
}

function builtIn(role: string): readonly Permission[] | undefined {
  return (ROLES as Readonly<Record<string, { readonly permissions: readonly Permission[] }>>)[role]
    ?.permissions;
}
