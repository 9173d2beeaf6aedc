import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '#runtime/graphql/context.js';
import { pageArgs, toConnection, type Page } from '#runtime/graphql/page.js';
import { searchDocuments } from './search-documents.js';
import { SearchConnection, toSearchHit, type SearchHit } from './search.type.js';

/** Search over documents. */
@Resolver()
export class SearchResolver {
  @Query(() => SearchConnection, {
    description:
      'Finds documents that the viewer may read, best first, 200 at most. Words, "phrases", -not; the last word may be unfinished.',
  })
  async search(
    @Ctx() ctx: Context,
    @Arg('query', () => String) query: string,
    @Arg('spaceIds', () => [ID], { nullable: true }) spaceIds?: string[] | null,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<Page<SearchHit>> {
    const page = pageArgs(first ?? 20, after, 1);
    const skip = Math.max(0, Math.trunc(Number(page.after?.[0] ?? 0)) || 0);
    const hits = await searchDocuments(ctx, { query, spaceIds: spaceIds ?? null, skip, first: page.first });
    return toConnection(
      hits,
      page,
      (hit) => [String(hit.place)],
      (hit) => toSearchHit(ctx.actor, hit),
    );
  }
}
