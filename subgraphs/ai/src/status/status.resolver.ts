import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '#runtime/graphql/context.js';
import type { AiServices } from '../services.js';
import { readStatus } from './read-status.js';
import { AiStatus, toStatus } from './status.type.js';

/** Whether AI can be used. */
@Resolver()
export class AiStatusResolver {
  @Query(() => AiStatus, {
    description: 'Whether AI can be used here by the viewer, and what keeps it from that.',
  })
  async aiStatus(@Ctx() ctx: Context<AiServices>): Promise<AiStatus> {
    return toStatus(await readStatus(ctx));
  }
}
