import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { mailAddress, parse } from '#runtime/graphql/parse.js';
import { notify } from '../account/notify.js';
import { dependenciesOf, type IdentityContext } from '../dependencies.js';
import { secretText } from '../password/password.schema.js';
import { endPreviousSession } from '../session/end-previous-session.js';
import { noteSession } from '../session/note-session.js';
import { SignInPayload, SignInStep } from '../sign-in/sign-in.type.js';
import { PasswordResetOffer, RequestPasswordResetInput, ResetPasswordInput } from './password-reset.type.js';
import { requestReset } from './request-reset.js';
import { readResetOffer, resetPassword } from './reset-password.js';

const token = z.string().min(1).max(200);
const requestSchema = z.object({ email: mailAddress });
const resetSchema = z.object({ token, password: secretText });

/** A forgotten password. */
@Resolver()
export class PasswordResetResolver {
  @Query(() => PasswordResetOffer, {
    description: 'Whose password a link replaces; LINK_EXPIRED when it is good for nothing.',
  })
  async passwordResetOffer(
    @Ctx() ctx: IdentityContext,
    @Arg('token', () => String) raw: string,
  ): Promise<PasswordResetOffer> {
    const { email } = await readResetOffer(dependenciesOf(ctx), parse(token, raw, 'token'));
    return { email };
  }

  @Mutation(() => Boolean, {
    description:
      'Mails a link for a new password. The answer is the same whether or not there is an account.',
  })
  @Directive('@audit(action: "account.request_password_reset", subject: "PasswordReset")')
  async requestPasswordReset(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => RequestPasswordResetInput) input: RequestPasswordResetInput,
  ): Promise<boolean> {
    await requestReset({ ...dependenciesOf(ctx), change: ctx.change }, parse(requestSchema, input));
    return true;
  }

  @Mutation(() => SignInPayload, {
    description: 'Replaces a forgotten password and ends every session; the second factor comes next.',
  })
  @Directive('@audit(action: "account.reset_password", subject: "Account")')
  async resetPassword(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => ResetPasswordInput) input: ResetPasswordInput,
  ): Promise<SignInPayload> {
    const deps = dependenciesOf(ctx);
    const { session, ended } = await resetPassword(deps, parse(resetSchema, input));
    const { accountId } = session;
    ctx.change.subject(accountId);
    ctx.change.note({
      ...{ entity: 'Account', id: accountId, field: 'password', class: 'secret' },
      ...{ before: true, after: true },
    });
    await notify(ctx.change, accountId, 'password_reset');
    noteSession(ctx, { ended: [...ended, ...(await endPreviousSession(deps))], begun: session.sessionId });
    ctx.effects.setSession(session.token, session.expiresAt);
    return { next: SignInStep[session.next] };
  }
}
