import type { Context } from '#runtime/graphql/context.js';

const COUNT = `SELECT count(*)::int AS documents FROM content.document
  WHERE space_id = $1 AND archived_at IS NULL AND trashed_at IS NULL`;

/** The only queries of exports; row-level security leaves what the reader may read. */
export function exportRepository(ctx: Pick<Context, 'query'>) {
  return {
    /** Documents of a Space that the reader may read, without archive and trash. */
    count: async (spaceId: string): Promise<number> => {
      const [row] = await ctx.query<{ documents: number }>(COUNT, [spaceId]);
      return row?.documents ?? 0;
    },
  };
}
