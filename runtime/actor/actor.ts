import type { Permission } from '#schema/permissions.js';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Id of an account. */
export type UserId = Branded<'UserId'>;
/** Id of an Organization. */
export type OrganizationId = Branded<'OrganizationId'>;
/** Id of a Space. */
export type SpaceId = Branded<'SpaceId'>;
/** Id of a session. */
export type SessionId = Branded<'SessionId'>;

/** 0: nobody signed in, 1: password only, 2: with a second factor (NIST SP 800-63B-4 AAL2). */
export type Assurance = 0 | 1 | 2;

/** The Organization in which a request acts, with what the actor holds there. */
export interface ActingOrganization {
  readonly id: OrganizationId;
  readonly slug: string;
  readonly role: string;
  readonly permissions: readonly Permission[];
  /** Permission sets with the Spaces in which the actor holds exactly that set. */
  readonly spaces: readonly (readonly [readonly Permission[], readonly SpaceId[]])[];
}

/**
 * Why an Organization's own policy does not let a session in: it asks for its company sign-in, for another factor, for
 * one shown more recently, for a newer sign-in, for another network, or for another password.
 */
export const ENTRY_BARS = ['SSO_REQUIRED', 'FACTOR', 'IDLE', 'TOO_OLD', 'ADDRESS', 'PASSWORD'] as const;

/** An Organization that the request names and whose policy does not let this session in. */
export interface BarredEntry {
  readonly reason: (typeof ENTRY_BARS)[number];
  readonly organization: { readonly id: string; readonly slug: string; readonly name: string };
}

/**
 * Who is asking, as the gateway resolved it in one round trip and signed it into the passport.
 *
 * A snapshot for fast rules; what may be read or written is decided again by the database at the statement.
 */
export interface Actor {
  readonly kind: 'user' | 'service' | 'anonymous';
  readonly userId: UserId | null;
  readonly sessionId: SessionId | null;
  readonly assurance: Assurance;
  readonly authenticatedBy: string | null;
  readonly org: ActingOrganization | null;
  /** Set when the request names an Organization that the person belongs to and may not enter now. */
  readonly barred?: BarredEntry;
  /** The database context: opaque, MACed by the database, valid for 60 seconds. */
  readonly context: string;
  readonly locale: 'de' | 'en';
}

/** The request around the actor; travels in the same passport. */
export interface RequestInfo {
  readonly requestId: string;
  /** Name of the persisted operation. */
  readonly operation: string;
  readonly ip: string;
  readonly userAgent: string;
  readonly timeZone: string;
  /** Where the browser reaches the product, for example `https://kopexa.example`; empty where nobody does. */
  readonly origin: string;
  /** SHA-256 (base64url) of the cookie by which a browser is known again; empty where there is none. */
  readonly browser: string;
}

/** Whether the actor holds a permission in the Organization. */
export function holds(actor: Actor, permission: Permission): boolean {
  return actor.org?.permissions.includes(permission) ?? false;
}

/** Whether the actor holds a permission in this Space. */
export function holdsIn(actor: Actor, spaceId: string, permission: Permission): boolean {
  return spacesWith(actor, permission).includes(spaceId as SpaceId);
}

const spaces = new WeakMap<Actor, Map<Permission, readonly SpaceId[]>>();

/** The Spaces in which the actor holds a permission; looked up once an actor, rules and resolvers ask often. */
export function spacesWith(actor: Actor, permission: Permission): readonly SpaceId[] {
  let known = spaces.get(actor);
  if (!known) spaces.set(actor, (known = new Map<Permission, readonly SpaceId[]>()));
  let found = known.get(permission);
  if (!found) {
    found = (actor.org?.spaces ?? [])
      .filter(([permissions]) => permissions.includes(permission))
      .flatMap(([, spaceIds]) => spaceIds);
    known.set(permission, found);
  }
  return found;
}
