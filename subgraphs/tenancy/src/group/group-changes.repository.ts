import type { TenancyContext } from '../services.js';

/** Somebody who came into a group, or whose time in it changed. */
export interface PlacedInGroup {
  readonly userId: string;
  /** The end that held before; `null` when the person is new. Infinity is a person who was in it for good. */
  readonly previousEnd: Date | number | null;
}

const CREATE = 'SELECT tenancy.create_group($1, $2, $3)';
const UPDATE = 'SELECT tenancy.update_group($1, $2, $3)';
const ARCHIVE = 'SELECT tenancy.archive_group($1)';
const RESTORE = 'SELECT tenancy.restore_group($1)';
const ADD =
  'SELECT account_id AS "userId", previous_end AS "previousEnd" FROM tenancy.add_group_members($1, $2, $3)';
const REMOVE = 'SELECT account_id AS "userId" FROM tenancy.remove_group_members($1, $2)';
const NEST = 'SELECT tenancy.nest_group($1, $2, $3)';
const UNNEST = 'SELECT tenancy.unnest_group($1, $2)';

/** Changes of groups: made by definer functions alone, which decide again. Each throws what the database refuses. */
export function groupChanges(ctx: TenancyContext) {
  const run = async (sql: string, ...params: readonly unknown[]): Promise<void> =>
    void (await ctx.change.query(sql, params));
  return {
    create: (id: string, name: string, description: string) => run(CREATE, id, name, description),
    update: (id: string, name: string, description: string) => run(UPDATE, id, name, description),
    archive: (id: string) => run(ARCHIVE, id),
    restore: (id: string) => run(RESTORE, id),
    nest: (nestingId: string, parentId: string, childId: string) => run(NEST, nestingId, parentId, childId),
    unnest: (parentId: string, childId: string) => run(UNNEST, parentId, childId),

    /** Puts people into a group; answers for those for whom something changed. */
    add: (id: string, userIds: readonly string[], until: Date | null): Promise<PlacedInGroup[]> =>
      ctx.change.query<PlacedInGroup>(ADD, [id, userIds, until]),

    /** Takes people out of a group; answers with those who were in it. */
    remove: async (id: string, userIds: readonly string[]): Promise<readonly string[]> =>
      (await ctx.change.query<{ userId: string }>(REMOVE, [id, userIds])).map(({ userId }) => userId),
  };
}

/** The changes of {@link groupChanges}. */
export type GroupChanges = ReturnType<typeof groupChanges>;
