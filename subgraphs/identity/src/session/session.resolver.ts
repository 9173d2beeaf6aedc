import { Arg, Ctx, Directive, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { KopexaError } from '#runtime/errors/catalogue.js';
import { AssuranceLevel } from '../account/account.type.js';
import { accountIdOf, dependenciesOf, type IdentityContext } from '../dependencies.js';
import { deviceOf } from './device.js';
import { noteSession } from './note-session.js';
import { revokeSession } from './revoke-session.js';
import { Session } from './session.type.js';

/** One's own sessions. */
@Resolver(() => Session)
export class SessionResolver {
  @Query(() => [Session], { description: 'Where one is signed in, this session first.' })
  async sessions(@Ctx() ctx: IdentityContext): Promise<Session[]> {
    const own = await dependenciesOf(ctx).sessions.listOwn();
    return own.map((session) => ({
      ...session,
      device: deviceOf(session.userAgent),
      assurance: session.assurance === 2 ? AssuranceLevel.MFA : AssuranceLevel.PASSWORD,
    }));
  }

  @Mutation(() => Boolean)
  @Directive('@audit(action: "session.sign_out", subject: "Account")')
  async signOut(@Ctx() ctx: IdentityContext): Promise<boolean> {
    ctx.change.subject(accountIdOf(ctx));
    const ended = await dependenciesOf(ctx).sessions.revoke(currentIdOf(ctx));
    noteSession(ctx, { ended });
    ctx.effects.clearSession();
    return true;
  }

  @Mutation(() => Boolean)
  @Directive('@audit(action: "session.revoke", subject: "Session")')
  async revokeSession(
    @Ctx() ctx: IdentityContext,
    @Arg('sessionId', () => ID) sessionId: string,
  ): Promise<boolean> {
    const ended = await revokeSession(dependenciesOf(ctx), sessionId);
    ctx.change.subject(ended);
    noteSession(ctx, { ended: [ended] });
    if (ended === ctx.actor.sessionId) ctx.effects.clearSession();
    return true;
  }

  @Mutation(() => Int, { description: 'Ends every session but this one and says how many.' })
  @Directive('@audit(action: "session.revoke_others", subject: "Account")')
  async revokeOtherSessions(@Ctx() ctx: IdentityContext): Promise<number> {
    ctx.change.subject(accountIdOf(ctx));
    const ended = await dependenciesOf(ctx).sessions.revokeOthers(currentIdOf(ctx));
    noteSession(ctx, { ended });
    return ended.length;
  }
}

function currentIdOf(ctx: IdentityContext): string {
  if (ctx.actor.sessionId === null) throw new KopexaError('UNAUTHENTICATED');
  return ctx.actor.sessionId;
}
