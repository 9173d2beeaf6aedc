import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import { newId } from '#runtime/graphql/ids.js';
import { parse } from '#runtime/graphql/parse.js';
import { accountIdOf, dependenciesOf, ownDependenciesOf, type IdentityContext } from '../dependencies.js';
import { raiseSession } from '../second-factor/verify-second-factor.js';
import { endPreviousSession } from '../session/end-previous-session.js';
import { goOn } from '../session/go-on.js';
import { SignInPayload, SignInStep } from '../sign-in/sign-in.type.js';
import { passkeyKeys } from '../sign-in/throttle.js';
import { beginAuthentication } from './ceremony.js';
import { shownSchema } from './passkey.schema.js';
import { PasskeyOptions, ShownPasskeyInput } from './passkey.type.js';
import { showPasskey, signInWithPasskey } from './use-passkey.js';

/** A passkey on the way in, and where a fresh second factor is asked for. */
@Resolver()
export class PasskeySignInResolver {
  @Mutation(() => PasskeyOptions, {
    description:
      'Begins to show a passkey: one of the session’s account, or without a session whichever the person picks.',
  })
  @Directive('@audit(action: "passkey.begin", subject: "Passkey")')
  async beginPasskey(@Ctx() ctx: IdentityContext): Promise<PasskeyOptions> {
    ctx.change.subject(newId());
    const deps = dependenciesOf(ctx);
    if (ctx.actor.userId === null) await deps.throttle.reserve(passkeyKeys(deps.origin.ip));
    return { json: JSON.stringify(await beginAuthentication(deps, ctx.actor.userId !== null)) };
  }

  @Mutation(() => SignInPayload, { description: 'Signs in by a passkey alone: it counts for both factors.' })
  @Directive('@audit(action: "session.sign_in_with_passkey", subject: "Account")')
  async signInWithPasskey(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => ShownPasskeyInput) input: ShownPasskeyInput,
  ): Promise<SignInPayload> {
    const deps = dependenciesOf(ctx);
    const session = await signInWithPasskey(
      { ...deps, change: ctx.change },
      parse(shownSchema, input).response,
    );
    ctx.change.subject(session.accountId);
    await goOn(ctx, session, await endPreviousSession(deps));
    return { next: SignInStep[session.next] };
  }

  @Mutation(() => SignInPayload, { description: 'Takes a passkey as the second factor, after the password.' })
  @Directive('@audit(action: "session.verify_passkey", subject: "Account")')
  async verifyPasskey(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => ShownPasskeyInput) input: ShownPasskeyInput,
  ): Promise<SignInPayload> {
    ctx.change.subject(accountIdOf(ctx));
    const deps = ownDependenciesOf(ctx);
    await showPasskey({ ...deps, change: ctx.change }, parse(shownSchema, input).response);
    await goOn(ctx, await raiseSession(deps, 'password+passkey'), [ctx.actor.sessionId]);
    return { next: SignInStep.DONE };
  }

  @Mutation(() => Boolean, {
    description: 'Shows a passkey once more in this session, for steps that answered STEP_UP_REQUIRED.',
  })
  @Directive('@audit(action: "second_factor.confirm_passkey", subject: "Account")')
  async confirmPasskey(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => ShownPasskeyInput) input: ShownPasskeyInput,
  ): Promise<boolean> {
    ctx.change.subject(accountIdOf(ctx));
    const deps = ownDependenciesOf(ctx);
    await showPasskey({ ...deps, change: ctx.change }, parse(shownSchema, input).response);
    await deps.sessions.refreshFactor();
    return true;
  }
}
