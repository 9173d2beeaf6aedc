import type { TenancyContext } from '../services.js';

/** A deleted Space, as it is seen by those who may bring it back. */
export interface DeletedSpaceRecord {
  readonly id: string;
  readonly name: string;
  readonly deletedAt: Date;
  readonly deletedById: string | null;
  readonly deletesAt: Date;
  readonly documents: number;
  readonly files: number;
}

/** What would go with a Space, in numbers. */
export interface SpaceNumbers {
  /** People and groups who would lose their access. */
  readonly grants: number;
  readonly documents: number;
  readonly versions: number;
  readonly files: number;
  /** Bytes of all versions of all files. */
  readonly fileBytes: number;
  readonly openRequests: number;
}

const DELETED = `SELECT space_id AS id, name, deleted_at AS "deletedAt", deleted_by AS "deletedById", deletes_at AS "deletesAt",
    documents::int, files::int FROM tenancy.deleted_spaces()`;
const NUMBERS = `SELECT asked.id, people::int AS grants, documents::int, versions::int, files::int, file_bytes::float8 AS "fileBytes",
    requests::int AS "openRequests" FROM unnest($1::uuid[]) asked (id) CROSS JOIN LATERAL tenancy.space_in_numbers(asked.id)`;
const DELETE = 'SELECT ended_grants AS ids FROM tenancy.delete_space($1)';
const RESTORE = 'SELECT new_grants AS ids FROM tenancy.restore_space($1, $2)';

/** Deleting Spaces and bringing them back; the functions decide at the statement (1453). */
export function spaceLifeRepository(ctx: TenancyContext) {
  const numbers = ctx.load<string, SpaceNumbers | null>('spaceInNumbers', async (ids) => {
    const rows = await ctx.query<SpaceNumbers & { readonly id: string }>(NUMBERS, [ids]);
    return ids.map((id) => rows.find((row) => row.id === id) ?? null);
  });
  return {
    /** Deleted Spaces that the reader may bring back, newest first; at most 500. */
    deleted: (): Promise<DeletedSpaceRecord[]> => ctx.query<DeletedSpaceRecord>(DELETED),

    /** What deleting a Space would remove, or `null` when the reader may not delete it; batched. */
    numbers: async (spaceId: string): Promise<SpaceNumbers | null> => (await numbers.load(spaceId)) ?? null,

    /** Deletes a Space; ids of the grants that ended. Throws NOT_FOUND and FORBIDDEN. */
    async delete(spaceId: string): Promise<readonly string[]> {
      const [row] = await ctx.change.query<{ ids: string[] }>(DELETE, [spaceId]);
      return row?.ids ?? [];
    },

    /** Brings a Space back; ids of its new grants. Throws NOT_FOUND, FORBIDDEN, INVALID_INPUT (nobody to manage it). */
    async restore(spaceId: string, takesOver: boolean): Promise<readonly string[]> {
      const [row] = await ctx.change.query<{ ids: string[] }>(RESTORE, [spaceId, takesOver]);
      return row?.ids ?? [];
    },
  };
}

/** The queries of {@link spaceLifeRepository}. */
export type SpaceLifeRepository = ReturnType<typeof spaceLifeRepository>;
