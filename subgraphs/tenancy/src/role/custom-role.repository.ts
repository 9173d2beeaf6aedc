import { PERMISSION_NAMES, type Permission } from '#schema/permissions.js';
import { actingOrganization } from '../acting-organization.js';
import type { TenancyContext } from '../services.js';
import type { RoleId, RoleScope } from './role-id.js';

/** What a role held for a while: never altered. */
export interface RoleVersionRecord {
  readonly roleId: string;
  readonly number: number;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
  readonly reason: string;
  readonly authorId: string;
  readonly restoredFrom: number | null;
  readonly createdAt: Date;
}

/** How often a role is given now. */
export interface RoleHoldersRecord {
  readonly people: number;
  readonly groups: number;
  readonly spaces: number;
  readonly serviceAccounts: number;
  readonly invitations: number;
}

/** What a change of a role would give somebody, and take from them. */
export interface RoleEffectRecord {
  readonly userId: string;
  readonly gains: readonly Permission[];
  readonly loses: readonly Permission[];
  readonly spaces: number;
}

/** What becomes of sign-in by the company when a role holds other permissions. */
export interface RoleOutgrowth {
  /** Names of connections whose newcomers would be refused: what they hand out would lie above their ceiling. */
  readonly connections: readonly string[];
  /** How many people's sessions by a connection would end. */
  readonly people: number;
}

/** Something that got the successor of an archived role. */
export interface ReplacedRole {
  readonly entity: 'Member' | 'Grant' | 'ServiceAccount';
  readonly id: string;
  readonly spaceId: string | null;
}

/** What a role shall hold. */
export interface RoleContents {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
  readonly reason: string;
}

const VERSIONS = `
  SELECT role_id AS "roleId", number, name, description, permissions, reason, author_id AS "authorId",
         restored_from AS "restoredFrom", valid_from AS "createdAt"
    FROM tenancy.custom_role_version WHERE org_id = $1 AND role_id = ANY($2::uuid[]) ORDER BY number DESC`;
const HOLDERS = `SELECT role_key AS id, people, groups, spaces, services AS "serviceAccounts", invitations FROM tenancy.role_holders()`;
const CHANGEABLE = 'SELECT unnest(tenancy.roles_to_change()) AS id';
const EFFECT = `SELECT account_id AS "userId", gains, loses, spaces FROM tenancy.role_effect($1, $2)`;
const OUTGROWS = 'SELECT connections, people FROM tenancy.role_outgrows($1, $2)';
const CREATE = 'SELECT tenancy.create_custom_role($1, $2, $3, $4, $5, $6)';
const CHANGE = 'SELECT tenancy.change_custom_role($1, $2, $3, $4, $5, $6, $7)';
const ARCHIVE = `SELECT entity, id, space_id AS "spaceId" FROM tenancy.archive_custom_role($1, $2, $3)`;

const NOBODY: RoleHoldersRecord = { people: 0, groups: 0, spaces: 0, serviceAccounts: 0, invitations: 0 };

/** The Organization's own roles: their history, who has them, and the functions that change them and decide again. */
export function customRoleRepository(ctx: TenancyContext) {
  const orgId = actingOrganization(ctx.actor);
  const versions = ctx.load<string, readonly RoleVersionRecord[]>('roleVersions', async (ids) => {
    const rows = await ctx.query<RoleVersionRecord>(VERSIONS, [orgId, ids]);
    return ids.map((id) => rows.filter(({ roleId }) => roleId === id).map(inOrderOfCatalogue));
  });
  const holders = ctx.load<string, RoleHoldersRecord>('roleHolders', async (ids) => {
    const rows = await ctx.query<RoleHoldersRecord & { readonly id: RoleId }>(HOLDERS);
    return ids.map((id) => rows.find((row) => row.id === id) ?? NOBODY);
  });
  const changeable = ctx.load<string, boolean>('rolesToChange', async (ids) => {
    const rows = await ctx.query<{ id: string }>(CHANGEABLE);
    return ids.map((id) => rows.some((row) => row.id === id));
  });
  return {
    /** All versions of a custom role, newest first; batched. */
    versionsOf: async (id: RoleId): Promise<readonly RoleVersionRecord[]> => (await versions.load(id)) ?? [],

    /** How often a role is given now, for those who manage roles; batched. */
    holdersOf: async (id: RoleId): Promise<RoleHoldersRecord> => (await holders.load(id)) ?? NOBODY,

    /** Whether the reader may change a custom role; batched. */
    mayChange: async (id: RoleId): Promise<boolean> => (await changeable.load(id)) ?? false,

    /** Whom other permissions of a role would give or take something, by id. */
    effectOf: (id: RoleId, permissions: readonly Permission[]): Promise<RoleEffectRecord[]> =>
      ctx.query<RoleEffectRecord>(EFFECT, [id, permissions]),

    /** What other permissions of a role would do to sign-in by the company, by id. */
    outgrowthOf: async (id: RoleId, permissions: readonly Permission[]): Promise<RoleOutgrowth> =>
      (await ctx.query<RoleOutgrowth>(OUTGROWS, [id, permissions]))[0] ?? { connections: [], people: 0 },

    /** Makes a role. Throws INVALID_INPUT and FORBIDDEN. */
    async create(id: string, scope: RoleScope, to: RoleContents): Promise<void> {
      await ctx.change.query(CREATE, [id, scope, to.name, to.description, to.permissions, to.reason]);
    },

    /** Appends a version. Throws CONFLICT, INVALID_INPUT, FORBIDDEN and NOT_FOUND. */
    async append(
      id: string,
      expected: number,
      to: RoleContents & { readonly restoredFrom: number | null },
    ): Promise<void> {
      const { name, description, permissions, reason, restoredFrom } = to;
      await ctx.change.query(CHANGE, [id, expected, name, description, permissions, reason, restoredFrom]);
    },

    /** Puts a role away; answers what has another one now. Throws as {@link append} does. */
    archive: (id: string, expected: number, replacement: RoleId | null): Promise<ReplacedRole[]> =>
      ctx.change.query<ReplacedRole>(ARCHIVE, [id, expected, replacement]),
  };
}

function inOrderOfCatalogue(row: RoleVersionRecord): RoleVersionRecord {
  return { ...row, permissions: PERMISSION_NAMES.filter((name) => row.permissions.includes(name)) };
}

/** The queries of {@link customRoleRepository}. */
export type CustomRoleRepository = ReturnType<typeof customRoleRepository>;
