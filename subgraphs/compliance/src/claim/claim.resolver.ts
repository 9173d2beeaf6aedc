import { Arg, Ctx, Directive, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '#runtime/graphql/context.js';
import type { Page } from '#runtime/graphql/page.js';
import type { ComplianceServices } from '../services.js';
import { askAgain, askForRuns, boardOf, historyOf, requestOf } from './board-requests.js';
import { ClaimBoard, ClaimRequest, ClaimRun, ClaimRunConnection, RunClaimChecksInput } from './claim.type.js';
import { presentBoard, presentRun } from './claim.presenter.js';

/** The claims board: public reading, the operator's history, running checks now. */
@Resolver()
export class ClaimResolver {
  @Query(() => ClaimBoard, { description: 'What the operator claims and what was measured of it; public.' })
  async claimBoard(@Ctx() ctx: Context<ComplianceServices>): Promise<ClaimBoard> {
    return presentBoard(await boardOf(ctx), ctx.actor.locale);
  }

  @Query(() => ClaimRunConnection, { description: 'Runs of some checks with their figures, newest first.' })
  claimRuns(
    @Ctx() ctx: Context<ComplianceServices>,
    @Arg('checkIds', () => [ID]) checkIds: string[],
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<Page<ClaimRun>> {
    return historyOf(ctx, checkIds, first, after, (run) => presentRun(run, ctx.actor.locale));
  }

  @Query(() => ClaimRequest, { nullable: true, description: 'How far the asked checks have come.' })
  async claimRequest(
    @Ctx() ctx: Context<ComplianceServices>,
    @Arg('id', () => ID) id: string,
  ): Promise<ClaimRequest | null> {
    const state = await requestOf(ctx, id);
    return state && Object.assign(new ClaimRequest(), state);
  }

  @Mutation(() => ClaimRequest, { description: 'The operator has checks run now.' })
  @Directive('@audit(action: "claim.run", subject: "ClaimRequest")')
  async runClaimChecks(
    @Ctx() ctx: Context<ComplianceServices>,
    @Arg('input', () => RunClaimChecksInput) input: RunClaimChecksInput,
  ): Promise<ClaimRequest> {
    return Object.assign(new ClaimRequest(), await askForRuns(ctx, input.checkIds ?? null));
  }

  @Mutation(() => ClaimRequest, {
    description: 'Anybody has an open check run again, once a minute at most.',
  })
  @Directive('@audit(action: "claim.recheck", subject: "ClaimRequest")')
  async recheckClaim(
    @Ctx() ctx: Context<ComplianceServices>,
    @Arg('checkId', () => ID) checkId: string,
  ): Promise<ClaimRequest> {
    return Object.assign(new ClaimRequest(), await askAgain(ctx, checkId));
  }
}
