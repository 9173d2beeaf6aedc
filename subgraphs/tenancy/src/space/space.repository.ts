import type { Permission } from '#schema/permissions.js';
import { actingOrganization } from '../acting-organization.js';
import type { RoleId } from '../role/role-id.js';
import type { TenancyContext } from '../services.js';
import { SpaceEntity, type SpaceRow } from './space.entity.js';

/** A Space as its readers see it. */
export interface SpaceRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
}

const COLUMNS = `space_id AS id, name, description, created_at AS "createdAt", archived_at AS "archivedAt"`;
const BY_ID = `SELECT ${COLUMNS} FROM tenancy.space WHERE space_id = ANY($1::uuid[]) AND org_id = $2`;
const ALL = `SELECT ${COLUMNS} FROM tenancy.space
   WHERE space_id = ANY($1::uuid[]) AND org_id = $2 AND ($3 OR archived_at IS NULL) ORDER BY lower(name), space_id LIMIT 500`;
const MY_PERMISSIONS = 'SELECT space_id AS id, permissions FROM tenancy.my_space_permissions()';
const MY_ROLES = 'SELECT space_id AS id, role_key AS role FROM tenancy.my_space_roles()';
const CREATE = 'SELECT tenancy.create_space($1, $2, $3, $4)';

/** Maps a loaded row to what its readers see. */
export function toSpaceRecord(row: SpaceRow): SpaceRecord {
  const { spaceId: id, name, description, createdAt, archivedAt } = row;
  return { id, name, description, createdAt, archivedAt: archivedAt ?? null };
}

/** Spaces, under row-level security: only those that the reader may open are there. */
export function spaceRepository(ctx: TenancyContext) {
  const orgId = actingOrganization(ctx.actor);
  const byId = ctx.load<string, SpaceRecord>('space', async (ids) => {
    const rows = await ctx.query<SpaceRecord>(BY_ID, [ids, orgId]);
    return ids.map((id) => rows.find((row) => row.id === id) ?? null);
  });
  const roles = ctx.load<string, readonly RoleId[]>('spaceRoles', async (ids) => {
    const rows = await ctx.query<{ id: string; role: RoleId }>(MY_ROLES);
    return ids.map((id) => rows.filter((row) => row.id === id).map((row) => row.role));
  });
  const permissions = ctx.load<string, readonly Permission[]>('spacePermissions', async (ids) => {
    const rows = await ctx.query<{ id: string; permissions: readonly Permission[] }>(MY_PERMISSIONS);
    return ids.map((id) => rows.find((row) => row.id === id)?.permissions ?? []);
  });
  return {
    /** The Space, or `null` when it is missing, foreign or closed to the reader; batched. */
    find: (id: string): Promise<SpaceRecord | null> => byId.load(id),

    /** Those of the Spaces that are there, by name; at most 500. */
    all: (ids: readonly string[], includeArchived: boolean): Promise<SpaceRecord[]> =>
      ctx.query<SpaceRecord>(ALL, [ids, orgId, includeArchived]),

    /** The reader's own roles in a Space, held directly or through a group; batched. */
    rolesIn: async (id: string): Promise<readonly RoleId[]> => (await roles.load(id)) ?? [],

    /** What the reader holds in a Space at this statement, however they hold it; batched. */
    permissionsIn: async (id: string): Promise<readonly Permission[]> => (await permissions.load(id)) ?? [],

    /** Creates a Space with the actor as its manager. Throws FORBIDDEN. */
    async create(input: { id: string; grantId: string; name: string; description: string }): Promise<void> {
      await ctx.change.query(CREATE, [input.id, input.name, input.description, input.grantId]);
    },

    /** Loads a Space for a change. */
    forChange: (id: string): Promise<SpaceRow | null> =>
      ctx.change.em.findOne(SpaceEntity, { orgId, spaceId: id }),
  };
}

/** The queries of {@link spaceRepository}. */
export type SpaceRepository = ReturnType<typeof spaceRepository>;
