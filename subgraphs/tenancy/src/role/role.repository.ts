import { PERMISSION_NAMES } from '#schema/permissions.js';
import { isId } from '#runtime/graphql/ids.js';
import { actingOrganization } from '../acting-organization.js';
import type { TenancyContext } from '../services.js';
import { builtInRole, builtInRoles } from './built-in-roles.js';
import type { RoleId, RoleRecord } from './role-id.js';

type CustomRow = Omit<RoleRecord, 'isBuiltIn' | 'permissions'> & { readonly permissions: readonly string[] };

const CURRENT = `
  SELECT r.role_id AS id, r.scope, v.name, v.description, v.permissions, v.number AS version, r.archived_at AS "archivedAt"
    FROM tenancy.custom_role r JOIN tenancy.custom_role_version v ON v.org_id = r.org_id AND v.role_id = r.role_id
   WHERE v.valid_to = 'infinity' AND r.org_id = $1`;
const BY_IDS = `${CURRENT} AND r.role_id = ANY($2::uuid[])`;
const LIST = `${CURRENT} AND ($2 OR r.archived_at IS NULL) ORDER BY lower(v.name), r.role_id`;
const MINE =
  'SELECT role_id AS id, name, description, permissions, version FROM tenancy.my_roles_everywhere()';

/** Roles: the built-in ones from the catalogue, the Organization's own under row-level security. */
export function roleRepository(ctx: TenancyContext) {
  const orgId = actingOrganization(ctx.actor);
  const { locale } = ctx.actor;
  const custom = ctx.load<string, RoleRecord>('customRole', async (ids) => {
    const rows = await ctx.query<CustomRow>(BY_IDS, [orgId, ids]);
    return inOrder(ids, rows);
  });
  const mine = ctx.load<string, RoleRecord>('myCustomRole', async (ids) =>
    inOrder(
      ids,
      (await ctx.query<CustomRow>(MINE)).map((row) => ({ ...row, scope: 'organization', archivedAt: null })),
    ),
  );
  return {
    /** The role, archived or not; `null` when it is missing or foreign. Batched. */
    find: (id: RoleId): Promise<RoleRecord | null> => {
      const builtIn = builtInRole(id, locale);
      return builtIn || !isId(id) ? Promise.resolve(builtIn) : custom.load(id);
    },

    /** The role as it is after a change. */
    findAgain(id: RoleId): Promise<RoleRecord | null> {
      custom.clear(id);
      return custom.load(id);
    },

    /** A role that the reader has in one of their Organizations, whichever the request acts in. Batched. */
    findOwn: (id: RoleId): Promise<RoleRecord | null> => {
      const builtIn = builtInRole(id, locale);
      return builtIn || !isId(id) ? Promise.resolve(builtIn) : mine.load(id);
    },

    /** Built-in roles in the order of the catalogue, then the Organization's own by name. */
    async list(includeArchived: boolean): Promise<readonly RoleRecord[]> {
      const rows = await ctx.query<CustomRow>(LIST, [orgId, includeArchived]);
      return [...builtInRoles(locale), ...rows.map(toRole)];
    },
  };
}

function inOrder(ids: readonly string[], rows: readonly CustomRow[]): (RoleRecord | null)[] {
  const found = new Map(rows.map((row) => [row.id, toRole(row)]));
  return ids.map((id) => found.get(id) ?? null);
}

function toRole(row: CustomRow): RoleRecord {
  return {
    ...row,
    isBuiltIn: false,
    permissions: PERMISSION_NAMES.filter((name) => row.permissions.includes(name)),
  };
}

/** The queries of {@link roleRepository}. */
export type RoleRepository = ReturnType<typeof roleRepository>;
