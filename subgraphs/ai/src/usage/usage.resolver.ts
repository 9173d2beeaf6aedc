import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '#runtime/graphql/context.js';
import type { AiServices } from '../services.js';
import { readUsage } from './read-usage.js';
import { AiUsage, toUsage } from './usage.type.js';

/** What was asked of the model, counted. */
@Resolver()
export class AiUsageResolver {
  @Query(() => AiUsage, {
    description:
      'Requests and tokens by day, person and kind: the viewer’s own, everybody’s with settings.read. Days as YYYY-MM-DD, inclusive; this month by default.',
  })
  async aiUsage(
    @Ctx() ctx: Context<AiServices>,
    @Arg('from', () => String, { nullable: true }) from?: string | null,
    @Arg('to', () => String, { nullable: true }) to?: string | null,
  ): Promise<AiUsage> {
    return toUsage(await readUsage(ctx, { from, to, now: ctx.services.clock() }));
  }
}
