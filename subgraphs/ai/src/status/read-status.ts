import { holds } from '#runtime/actor/actor.js';
import type { Context } from '#runtime/graphql/context.js';
import { mayAsk, missingFor, type Missing } from '../ask/ask.policy.js';
import { textsRepository } from '../ask/texts.repository.js';
import type { AiServices, ModelService } from '../services.js';
import { usageRepository, type Budget } from '../usage/usage.repository.js';

/** Whether AI can be used, and what leaves the building when it is. */
export interface Status {
  readonly missing: readonly Missing[];
  /** `null` when none is set up, or for those who have nothing to do with it. */
  readonly service: ModelService | null;
  readonly budget: Budget | null;
}

/** Reads the two switches and the permission. */
export async function readStatus(ctx: Context<AiServices>): Promise<Status> {
  const { actor, services } = ctx;
  const isConcerned = mayAsk(actor) || holds(actor, 'settings.read');
  const [isEnabled, budget] = await Promise.all([
    textsRepository(ctx).isEnabled(),
    isConcerned ? usageRepository(ctx).budget() : null,
  ]);
  return {
    missing: missingFor(actor, services.model !== null, isEnabled),
    service: isConcerned ? services.model : null,
    budget,
  };
}
