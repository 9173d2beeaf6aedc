import { ORGANIZATION_ROLES, READING, SPACE_PERMISSIONS, SPACE_ROLES, WRITING } from './roles.js';

/** Somebody of a history; their place in the list is how the model names them. */
export interface Actor {
  readonly id: string;
  readonly email: string;
  readonly sessionId: string;
}

/** A present membership. */
export interface Membership {
  readonly role: string;
  readonly lasting: boolean;
}

/** A present role in a Space, of a person or a group. */
export interface Grant {
  readonly id: string;
  readonly space: number;
  readonly kind: 'user' | 'group';
  /** A place in `people` or in `groups`. */
  readonly principal: number;
  readonly role: string;
  readonly lasting: boolean;
}

interface Group {
  readonly id: string;
  archived: boolean;
  readonly members: Map<number, { lasting: boolean }>;
  readonly parents: Set<number>;
  /** When somebody last came in, a group was last put into it, and it was last brought back; in steps. */
  filledAt?: number;
  nestedAt?: number;
  restoredAt?: number;
}

interface CustomRole {
  readonly id: string;
  version: number;
  permissions: readonly string[];
  archived: boolean;
  /** The step at which its contents last changed. */
  changedAt?: number;
}

interface Space {
  readonly id: string;
  archived: boolean;
  deletedBy: number | null;
  /** The step of its deletion. */
  deletedAt?: number;
  /** What came to its end with the Space, and comes back with it. */
  ended: readonly Grant[];
}

interface Support {
  readonly id: string;
  readonly opener: number;
  readonly places: readonly { readonly space: number; readonly role: string }[];
}

interface Invitation {
  readonly token: Buffer;
  readonly by: number;
  readonly to: number;
  readonly role: string;
  open: boolean;
}

interface Document {
  readonly id: string;
  space: number;
  restriction: { readonly people: ReadonlySet<number>; readonly groups: ReadonlySet<number> } | null;
}

/**
 * Who may do what, told in plain sets: the second opinion that the histories ask after every step. It shares no code
 * with the product.
 */
export class Model {
  state: 'open' | 'archived' | 'deleting' = 'open';
  /** Archived before its deletion was decided. */
  archivedBefore = false;
  readonly members = new Map<number, Membership>();
  readonly groups: Group[] = [];
  readonly roles: CustomRole[] = [];
  readonly spaces: Space[] = [];
  readonly documents: Document[] = [];
  readonly invitations: Invitation[] = [];
  readonly supporters = new Set<number>();
  grants: Grant[] = [];
  support: Support | null = null;
  /** Steps done so far. */
  clock = 0;

  constructor(
    readonly orgId: string,
    readonly people: readonly Actor[],
  ) {}

  /** What a role of a Space holds now. */
  spaceRole(role: string): readonly string[] | null {
    return SPACE_ROLES[role] ?? this.roles.find(({ id }) => id === role)?.permissions ?? null;
  }

  /** Whether a role of a Space may be given at all. */
  isGiven(role: string): boolean {
    return role in SPACE_ROLES || this.roles.some(({ id, archived }) => id === role && !archived);
  }

  /** Whoever counts as a member now; support counts while they give support. */
  membership(who: number): Membership | null {
    const held = this.members.get(who);
    if (!held || (held.role === 'organization.support' && !this.supporters.has(who))) return null;
    return held;
  }

  /** What somebody holds in the Organization; `null` for who is none of it. */
  inOrganization(who: number): ReadonlySet<string> | null {
    const held = this.membership(who);
    if (!held) return null;
    const all = ORGANIZATION_ROLES[held.role] ?? [];
    const stays = (name: string): boolean =>
      this.state === 'open' ||
      READING.has(name) ||
      ['organization.archive', 'organization.delete'].includes(name);
    return new Set(all.filter(stays));
  }

  /** Whether somebody holds a permission of the Organization. */
  may(who: number, permission: string): boolean {
    return this.inOrganization(who)?.has(permission) ?? false;
  }

  /** The groups in which somebody is, directly or one level up. */
  groupsOf(who: number): ReadonlySet<number> {
    const alive = (index: number): boolean => !this.groups[index]!.archived;
    const own = this.groups.flatMap(({ members }, index) =>
      members.has(who) && alive(index) ? [index] : [],
    );
    return new Set([...own, ...own.flatMap((index) => [...this.groups[index]!.parents].filter(alive))]);
  }

  /** What somebody holds in a Space. */
  inSpace(who: number, space: number): ReadonlySet<string> {
    const { archived } = this.spaces[space]!;
    return new Set([...this.uncut(who, space)].filter((name) => !archived || !WRITING.has(name)));
  }

  /** What somebody’s roles hold in a Space, also while it rests in the archive. */
  uncut(who: number, space: number): ReadonlySet<string> {
    const held = this.membership(who);
    const place = this.spaces[space]!;
    if (!held || place.deletedBy !== null) return new Set();
    const groups = this.groupsOf(who);
    const mine = this.grants.filter(
      (grant) =>
        grant.space === space &&
        (grant.kind === 'user' ? grant.principal === who : groups.has(grant.principal)),
    );
    const rests = this.state !== 'open' || held.role === 'organization.auditor';
    const all = mine.flatMap(({ role }) => this.spaceRole(role) ?? []);
    return new Set(all.filter((name) => !rests || READING.has(name)));
  }

  /** Whether somebody may give or take these permissions in a Space. */
  mayShare(who: number, space: number, permissions: readonly string[] | null): boolean {
    const held = this.inSpace(who, space);
    return permissions !== null && held.has('space.share') && permissions.every((name) => held.has(name));
  }

  /** Whether somebody may take these permissions in a Space, or decide what others get of them there for good. */
  maySettle(who: number, space: number, permissions: readonly string[] | null): boolean {
    const held = this.uncut(who, space);
    return permissions !== null && held.has('space.share') && permissions.every((name) => held.has(name));
  }

  /** Whether a group lets in more people than at that step. */
  grew(group: number, since: number): boolean {
    const later = (step: number | undefined): boolean => step !== undefined && step > since;
    return (
      later(this.groups[group]!.nestedAt) ||
      this.groups.some(
        ({ parents, filledAt, restoredAt }, index) =>
          (index === group || parents.has(group)) && (later(filledAt) || later(restoredAt)),
      )
    );
  }

  /** Whether somebody may take this role of the Organization from somebody. */
  mayTake(who: number, role: string): boolean {
    const held = this.inOrganization(who);
    if (!held || !(ORGANIZATION_ROLES[role] ?? []).every((name) => held.has(name))) return false;
    return role !== 'organization.owner' || this.members.get(who)?.role === 'organization.owner';
  }

  /** Whether somebody may give this role of the Organization. */
  mayGive(who: number, role: string): boolean {
    return role !== 'organization.support' && role in ORGANIZATION_ROLES && this.mayTake(who, role);
  }

  /** Whether somebody may put others into a group: they give all that it gives. */
  mayFill(who: number, group: number): boolean {
    if (!this.may(who, 'group.manage')) return false;
    const alive = [...this.groups[group]!.parents].filter((parent) => !this.groups[parent]!.archived);
    const sources = new Set([group, ...alive]);
    return (
      this.grants
        .filter(
          ({ kind, principal, space }) =>
            kind === 'group' && sources.has(principal) && this.spaces[space]!.deletedBy === null,
        )
        .every(({ space, role }) => this.maySettle(who, space, this.spaceRole(role) ?? [])) &&
      this.documents.every(
        ({ space, restriction }) =>
          this.spaces[space]!.deletedBy !== null ||
          ![...(restriction?.groups ?? [])].some((each) => sources.has(each)) ||
          this.uncut(who, space).has('document.restrict'),
      )
    );
  }

  /** Whether somebody may change what everybody who has a role of a Space holds. */
  reachesRole(who: number, role: string, permissions: readonly string[]): boolean {
    return this.grants
      .filter((grant) => grant.role === role)
      .every(({ space }) => this.maySettle(who, space, permissions));
  }

  /** The owners for good. */
  lastingOwners(): number[] {
    return [...this.members].flatMap(([who, { role, lasting }]) =>
      lasting && role === 'organization.owner' ? [who] : [],
    );
  }

  /** Who is in charge of a Space for good: by a role of their own, or through groups. */
  lastingManagers(space: number): number[] {
    const shares = this.grants.filter(
      (grant) =>
        grant.space === space &&
        grant.lasting &&
        SPACE_PERMISSIONS.every((name) => this.spaceRole(grant.role)?.includes(name)),
    );
    const through = (who: number, group: number): boolean => {
      if (this.groups[group]!.archived) return false;
      return this.groups.some(
        ({ members, archived, parents }, index) =>
          !archived && members.get(who)?.lasting === true && (index === group || parents.has(group)),
      );
    };
    return [...this.members].flatMap(([who, { role, lasting }]) => {
      if (!lasting || role === 'organization.auditor' || role === 'organization.support') return [];
      const charged = shares.some(({ kind, principal }) =>
        kind === 'user' ? principal === who : through(who, principal),
      );
      return charged ? [who] : [];
    });
  }

  /** Whether somebody sees a draft: it lies in a Space where they read drafts, and is open to them. */
  seesDraft(who: number, { space, restriction }: Document): boolean {
    const held = this.inSpace(who, space);
    if (!held.has('document.read_draft')) return false;
    if (restriction === null || held.has('document.restrict') || restriction.people.has(who)) return true;
    const groups = this.groupsOf(who);
    return [...restriction.groups].some((group) => groups.has(group));
  }

  /** A person goes: with the membership end the grants and the places in groups. */
  forget(who: number): void {
    this.members.delete(who);
    this.grants = this.grants.filter(({ kind, principal }) => kind !== 'user' || principal !== who);
    for (const { members } of this.groups) members.delete(who);
    for (const space of this.spaces) {
      space.ended = space.ended.filter(({ kind, principal }) => kind !== 'user' || principal !== who);
    }
  }
}
