import type { Permission } from '#schema/permissions.js';

/** A role that a service account has in one Space. */
export interface SpaceRight {
  readonly spaceId: string;
  /** The key of a built-in role, or the id of one that the Organization made. */
  readonly role: string;
}

/** What a service account was given. It counts as far as its owner holds it. */
export interface ServiceRights {
  readonly permissions: readonly Permission[];
  readonly spaces: readonly SpaceRight[];
}

/** A service account as it is stored. */
export interface ServiceAccountRecord {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly ownerId: string;
  /** CIDR notation; none: from everywhere. */
  readonly ipRanges: readonly string[];
  /** Names of operations; `null`: every one that is for tools. */
  readonly operations: readonly string[] | null;
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** A secret of a service account, without the secret. */
export interface ServiceSecretRecord {
  readonly id: string;
  readonly serviceAccountId: string;
  /** The last four characters of its token. */
  readonly hint: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** Where a service account stands. */
export type ServiceAccountState = 'active' | 'expired' | 'revoked' | 'ownerless';

/** What people set about a service account. */
export interface ServiceAccountSettings extends ServiceRights {
  readonly name: string;
  readonly purpose: string;
  readonly expiresAt: Date;
  readonly ipRanges: readonly string[];
  readonly operations: readonly string[] | null;
}
