import type { Permission } from '#schema/permissions.js';
import type { RoleId } from '../role/role-id.js';

/** One way by which somebody holds something: a membership, a grant, or what a service account was given. */
export interface Way {
  readonly role?: RoleId;
  /** Name of a custom role as it was then. */
  readonly roleName?: string;
  readonly roleVersion?: number;
  /** A single permission of the Organization that a service account was given. */
  readonly permission?: Permission;
  readonly by?: string;
  readonly from: string;
  readonly to?: string;
  /** The group in which the person is, and until when. */
  readonly memberOf?: string;
  readonly memberTo?: string;
  /** The group that was given the role; another than `memberOf` when groups are nested. */
  readonly group?: string;
  readonly isNested?: boolean;
  readonly nestingTo?: string;
  /** The owner of a service account. */
  readonly owner?: string;
  readonly ownerName?: string;
  /** What the role held then, and what of it counted. */
  readonly given: readonly Permission[];
  readonly permissions: readonly Permission[];
}

/** Whom an answer is about. */
export interface Principal {
  readonly id: string;
  readonly kind: 'user' | 'service';
  readonly name: string;
}

/** A row of who can access a place. */
export interface HolderRecord extends Principal {
  /** The position of a page's end. */
  readonly sort: string;
  readonly permissions: readonly Permission[];
  readonly ways: readonly Way[];
  readonly secondFactor: boolean | null;
}

/** Who can access a place: a page of them. */
export interface PlaceReview {
  readonly at: string;
  readonly total: number;
  readonly space: string | null;
  readonly entries: readonly HolderRecord[];
}

/** A Space in what somebody can access. */
export interface SpaceHeld {
  readonly id: string;
  /** The position of a page's end. */
  readonly sort: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly ways: readonly Way[];
  /** Documents that restrictions take away; for those who review the Organization alone. */
  readonly closed: number | null;
}

/** What somebody can access: the Organization, and a page of Spaces. */
export interface PersonReview extends Principal {
  readonly at: string;
  readonly total: number;
  readonly organization: {
    readonly permissions: readonly Permission[];
    readonly ways: readonly Way[];
  } | null;
  readonly spaces: readonly SpaceHeld[];
}

/** A role or group that could be given instead, and whether the reader may. */
export interface RoleChoice {
  readonly role: RoleId;
  readonly roleName?: string;
  readonly permissions: readonly Permission[];
  readonly canDo: boolean;
}

/** See {@link RoleChoice}. */
export interface GroupChoice {
  readonly groupId: string;
  readonly group: string;
  readonly people: number;
  /** What it gives here. */
  readonly permissions: readonly Permission[];
  /** How much of what it gives in other Spaces would be new. */
  readonly elsewhere: number;
  readonly canDo: boolean;
}

/** The state of every fence before somebody at a moment. */
export interface Facts extends Principal {
  readonly at: string;
  readonly isPresent: boolean;
  /** About what was asked. */
  readonly asks: 'organization' | 'space' | 'document';
  readonly isSelf: boolean;
  readonly secondFactor?: boolean;
  readonly organization?: { readonly name: string; readonly archived: boolean; readonly gone: boolean };
  readonly isOperator: boolean;
  readonly member?: {
    readonly role: RoleId;
    readonly roleName?: string;
    readonly given: readonly Permission[];
    /** False for support whose people left the operator's support. */
    readonly counts: boolean;
    readonly from: string;
    readonly to?: string;
  };
  readonly formerMember?: { readonly role: RoleId; readonly roleName?: string; readonly to: string };
  readonly space?: {
    readonly id: string;
    readonly name: string;
    readonly archived: boolean;
    readonly gone: boolean;
  };
  readonly document?: {
    readonly published: boolean;
    readonly restrictions: readonly {
      readonly by: string;
      readonly since: string;
      readonly admits: boolean;
    }[];
  };
  readonly tool?: {
    readonly ownerId: string;
    readonly owner?: string;
    readonly revoked: boolean;
    readonly hasSecret: boolean;
    readonly expiresAt: string;
  };
  /** What is held here, by the person and for a service account by its owner. */
  readonly held?: readonly Permission[];
  readonly ownerHeld?: readonly Permission[];
  /** What of it reaches the document. */
  readonly open?: readonly Permission[];
  readonly ways: readonly Way[];
  readonly formerGrants?: readonly {
    readonly role: RoleId;
    readonly roleName?: string;
    readonly to: string;
  }[];
  readonly roles?: readonly RoleChoice[];
  readonly organizationRoles?: readonly RoleChoice[];
  readonly groups?: readonly GroupChoice[];
  readonly can?: Readonly<
    Record<
      | 'invite'
      | 'archiveOrganization'
      | 'deleteOrganization'
      | 'updateSpace'
      | 'recoverSpace'
      | 'restrict'
      | 'publish'
      | 'manageTools',
      boolean | undefined
    >
  >;
}
