import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { notFound } from '#runtime/errors/catalogue.js';
import { line, parse } from '#runtime/graphql/parse.js';
import { User } from '../account/account.type.js';
import { findPerson } from '../account/find-person.js';
import { accountIdOf, dependenciesOf, type IdentityContext } from '../dependencies.js';
import { mayApprove, mayCancel, stateOf } from './factor-reset.policy.js';
import { FactorReset, FactorResetStateEnum, ResetFactorsInput, toFactorReset } from './factor-reset.type.js';
import { approveFactorReset, askFactorReset, cancelFactorReset, redeemFactorReset } from './reset-factors.js';

const resetSchema = z.object({ userId: z.string(), reason: line({ max: 500 }) });
const token = z.string().min(1).max(200);

/** Break-glass for people who lost every second factor. */
@Resolver(() => FactorReset)
export class FactorResetResolver {
  @Query(() => [FactorReset], {
    description: 'Resets of second factors in the Organization, newest first; for owners.',
  })
  async factorResets(@Ctx() ctx: IdentityContext): Promise<FactorReset[]> {
    return (await dependenciesOf(ctx).factorResets.list()).map(toFactorReset);
  }

  @Mutation(() => FactorReset, {
    description:
      'Resets the second factors of a member who belongs to this Organization alone: at once, or for an owner when a second owner agrees. Needs a fresh second factor, else STEP_UP_REQUIRED.',
  })
  @Directive('@audit(action: "factor_reset.ask", subject: "FactorReset")')
  async resetMemberFactors(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => ResetFactorsInput) input: ResetFactorsInput,
  ): Promise<FactorReset> {
    return found(ctx, await askFactorReset(resettingOf(ctx), parse(resetSchema, input)));
  }

  @Mutation(() => FactorReset, {
    description: 'Agrees as a second owner. Needs a fresh second factor, else STEP_UP_REQUIRED.',
  })
  @Directive('@audit(action: "factor_reset.approve", subject: "FactorReset")')
  async approveFactorReset(
    @Ctx() ctx: IdentityContext,
    @Arg('resetId', () => ID) resetId: string,
  ): Promise<FactorReset> {
    await approveFactorReset(resettingOf(ctx), resetId);
    return found(ctx, resetId);
  }

  @Mutation(() => FactorReset, { description: 'Takes a request back, or refuses it.' })
  @Directive('@audit(action: "factor_reset.cancel", subject: "FactorReset")')
  async cancelFactorReset(
    @Ctx() ctx: IdentityContext,
    @Arg('resetId', () => ID) resetId: string,
  ): Promise<FactorReset> {
    await cancelFactorReset(resettingOf(ctx), resetId);
    return found(ctx, resetId);
  }

  @Mutation(() => Boolean, {
    description: 'Opens the enrolment of a new second factor by the link that was mailed after a reset.',
  })
  @Directive('@audit(action: "factor_reset.redeem", subject: "Account")')
  async redeemFactorReset(
    @Ctx() ctx: IdentityContext,
    @Arg('token', () => String) raw: string,
  ): Promise<boolean> {
    ctx.change.subject(accountIdOf(ctx));
    await redeemFactorReset(dependenciesOf(ctx), parse(token, raw, 'token'));
    return true;
  }

  @FieldResolver(() => User, { nullable: true, description: 'Whose factors are meant.' })
  user(@Ctx() ctx: IdentityContext, @Root() { record }: FactorReset): Promise<User | null> {
    return findPerson(ctx, record.userId);
  }

  @FieldResolver(() => User, { nullable: true })
  askedBy(@Ctx() ctx: IdentityContext, @Root() { record }: FactorReset): Promise<User | null> {
    return findPerson(ctx, record.askedBy);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who agreed, or refused.' })
  decidedBy(@Ctx() ctx: IdentityContext, @Root() { record }: FactorReset): Promise<User | null> {
    const id = record.doneBy ?? record.cancelledBy;
    return id === null ? Promise.resolve(null) : findPerson(ctx, id);
  }

  @FieldResolver(() => FactorResetStateEnum)
  state(@Ctx() ctx: IdentityContext, @Root() { record }: FactorReset): FactorResetStateEnum {
    return FactorResetStateEnum[stateOf(record, ctx.services.nowMs())];
  }

  @FieldResolver(() => Boolean)
  viewerMayApprove(@Ctx() ctx: IdentityContext, @Root() { record }: FactorReset): boolean {
    return mayApprove(ctx.actor, record, ctx.services.nowMs());
  }

  @FieldResolver(() => Boolean)
  viewerMayCancel(@Ctx() ctx: IdentityContext, @Root() { record }: FactorReset): boolean {
    return mayCancel(ctx.actor, record, ctx.services.nowMs());
  }
}

const resettingOf = (ctx: IdentityContext) => ({ ...dependenciesOf(ctx), change: ctx.change });

async function found(ctx: IdentityContext, id: string): Promise<FactorReset> {
  const record = (await dependenciesOf(ctx).factorResets.list()).find((each) => each.id === id);
  if (!record) throw notFound('FactorReset', id);
  return toFactorReset(record);
}
