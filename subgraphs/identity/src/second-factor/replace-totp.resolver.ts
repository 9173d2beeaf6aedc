import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import { KopexaError } from '#runtime/errors/catalogue.js';
import { parse } from '#runtime/graphql/parse.js';
import { notify } from '../account/notify.js';
import { accountIdOf, ownDependenciesOf, type IdentityContext } from '../dependencies.js';
import { noteSession } from '../session/note-session.js';
import { SignInStep } from '../sign-in/sign-in.type.js';
import { codeSchema } from './code.schema.js';
import { noteRecoveryCode } from './note-recovery-code.js';
import { beginTotpReplacement, confirmTotpReplacement } from './replace-totp.js';
import { CodeInput, TotpConfirmation, TotpEnrolmentType } from './second-factor.type.js';

/** Another authenticator app for an account that has one, for whoever lost or changed their phone. */
@Resolver()
export class ReplaceTotpResolver {
  @Mutation(() => TotpEnrolmentType, {
    description:
      'A secret for another authenticator app, good for 15 minutes. Takes a fresh code of the present app or a recovery code; the present app goes on working.',
    deprecationReason:
      'Until 2026-12-23: beginAuthenticatorApp adds an app, removeAuthenticatorApp removes one.',
  })
  @Directive('@audit(action: "second_factor.begin_replacement", subject: "Account")')
  async beginTotpReplacement(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => CodeInput) input: CodeInput,
  ): Promise<TotpEnrolmentType> {
    ctx.change.subject(accountIdOf(ctx));
    const deps = ownDependenciesOf(ctx);
    const own = await deps.accounts.own();
    if (!own) throw new KopexaError('UNAUTHENTICATED');
    const { enrolment, method } = await beginTotpReplacement(deps, own, parse(codeSchema, input).code);
    if (method === 'password+recovery_code') await noteRecoveryCode(ctx, deps.accountId);
    return { ...enrolment };
  }

  @Mutation(() => TotpConfirmation, {
    description:
      'Confirms the new authenticator app with its first code. The old app, the old recovery codes and every other session end.',
    deprecationReason:
      'Until 2026-12-23: addAuthenticatorApp adds an app, removeAuthenticatorApp removes one.',
  })
  @Directive('@audit(action: "second_factor.replace", subject: "Account")')
  async confirmTotpReplacement(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => CodeInput) input: CodeInput,
  ): Promise<TotpConfirmation> {
    const id = accountIdOf(ctx);
    ctx.change.subject(id);
    const { session, recoveryCodes, revoked } = await confirmTotpReplacement(
      ownDependenciesOf(ctx),
      parse(codeSchema, input).code,
    );
    const replaced = { entity: 'Account', id, class: 'secret', before: true, after: true } as const;
    ctx.change.note({ ...replaced, field: 'second_factor' });
    ctx.change.note({ ...replaced, field: 'recovery_codes' });
    await notify(ctx.change, id, 'second_factor_replaced');
    noteSession(ctx, { ended: [...revoked, ctx.actor.sessionId], begun: session.sessionId });
    ctx.effects.setSession(session.token, session.expiresAt);
    return { recoveryCodes, next: SignInStep.DONE };
  }
}
