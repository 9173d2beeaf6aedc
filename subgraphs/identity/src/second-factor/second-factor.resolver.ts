import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import { KopexaError } from '#runtime/errors/catalogue.js';
import { parse } from '#runtime/graphql/parse.js';
import { notify } from '../account/notify.js';
import { accountIdOf, ownDependenciesOf, type IdentityContext } from '../dependencies.js';
import { goOn } from '../session/go-on.js';
import { SignInPayload, SignInStep } from '../sign-in/sign-in.type.js';
import { codeSchema } from './code.schema.js';
import { beginTotpEnrolment, confirmTotpEnrolment, regenerateRecoveryCodes } from './enrol-totp.js';
import { noteRecoveryCode } from './note-recovery-code.js';
import { CodeInput, TotpConfirmation, TotpEnrolmentType } from './second-factor.type.js';
import { verifySecondFactor } from './verify-second-factor.js';

/** The second factor: enrolling it, showing it, and the way back in without it. */
@Resolver()
export class SecondFactorResolver {
  @Mutation(() => SignInPayload, { description: 'Takes a code of the authenticator app or a recovery code.' })
  @Directive('@audit(action: "session.verify_second_factor", subject: "Account")')
  async verifySecondFactor(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => CodeInput) input: CodeInput,
  ): Promise<SignInPayload> {
    ctx.change.subject(accountIdOf(ctx));
    const { session, method } = await verifySecondFactor(
      ownDependenciesOf(ctx),
      parse(codeSchema, input).code,
    );
    if (method === 'password+recovery_code') await noteRecoveryCode(ctx, session.accountId);
    await goOn(ctx, session, [ctx.actor.sessionId]);
    return { next: SignInStep[session.next] };
  }

  @Mutation(() => TotpEnrolmentType, {
    description: 'A secret for an authenticator app, if there is none yet.',
  })
  @Directive('@audit(action: "second_factor.begin_enrolment", subject: "Account")')
  async beginTotpEnrolment(@Ctx() ctx: IdentityContext): Promise<TotpEnrolmentType> {
    ctx.change.subject(accountIdOf(ctx));
    const deps = ownDependenciesOf(ctx);
    const own = await deps.accounts.own();
    if (!own) throw new KopexaError('UNAUTHENTICATED');
    return { ...(await beginTotpEnrolment(deps, own)) };
  }

  @Mutation(() => TotpConfirmation, { description: 'Confirms the authenticator app with its first code.' })
  @Directive('@audit(action: "second_factor.enrol", subject: "Account")')
  async confirmTotpEnrolment(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => CodeInput) input: CodeInput,
  ): Promise<TotpConfirmation> {
    ctx.change.subject(accountIdOf(ctx));
    const { recoveryCodes, ...session } = await confirmTotpEnrolment(
      ownDependenciesOf(ctx),
      parse(codeSchema, input).code,
    );
    ctx.change.note({
      entity: 'Account',
      id: session.accountId,
      field: 'second_factor',
      class: 'technical',
      after: 'totp',
    });
    await goOn(ctx, session, [ctx.actor.sessionId]);
    return { next: SignInStep[session.next], recoveryCodes };
  }

  @Mutation(() => TotpConfirmation, {
    description: 'New recovery codes; the old ones end. Takes a fresh code of the app.',
    deprecationReason: 'Until 2026-12-23: renewRecoveryCodes takes any second factor that is fresh.',
  })
  @Directive('@audit(action: "second_factor.regenerate_recovery_codes", subject: "Account")')
  async regenerateRecoveryCodes(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => CodeInput) input: CodeInput,
  ): Promise<TotpConfirmation> {
    ctx.change.subject(accountIdOf(ctx));
    const recoveryCodes = await regenerateRecoveryCodes(
      ownDependenciesOf(ctx),
      parse(codeSchema, input).code,
    );
    await notify(ctx.change, accountIdOf(ctx), 'recovery_codes_replaced');
    ctx.change.note({
      entity: 'Account',
      id: accountIdOf(ctx),
      field: 'recovery_codes',
      class: 'secret',
      before: true,
      after: true,
    });
    return { recoveryCodes, next: SignInStep.DONE };
  }
}
