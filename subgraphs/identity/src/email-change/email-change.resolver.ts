import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { KopexaError } from '#runtime/errors/catalogue.js';
import { mailAddress, parse } from '#runtime/graphql/parse.js';
import { notify } from '../account/notify.js';
import { accountIdOf, dependenciesOf, ownDependenciesOf, type IdentityContext } from '../dependencies.js';
import { noteSession } from '../session/note-session.js';
import {
  cancelEmailChange,
  confirmEmailChange,
  readEmailChangeOffer,
  requestEmailChange,
} from './change-email.js';
import {
  ConfirmEmailChangeInput,
  EmailChangeOffer,
  OwnAddress,
  RequestEmailChangeInput,
} from './email-change.type.js';

const token = z.string().min(1).max(200);
const requestSchema = z.object({ email: mailAddress });
const confirmSchema = z.object({ token });

/** Another mail address for one's own account. */
@Resolver()
export class EmailChangeResolver {
  @Query(() => OwnAddress)
  async ownAddress(@Ctx() ctx: IdentityContext): Promise<OwnAddress> {
    return own(ctx);
  }

  @Query(() => EmailChangeOffer, {
    description: 'What a link is good for; LINK_EXPIRED when it is good for nothing.',
  })
  async emailChangeOffer(
    @Ctx() ctx: IdentityContext,
    @Arg('token', () => String) raw: string,
  ): Promise<EmailChangeOffer> {
    return { ...(await readEmailChangeOffer(dependenciesOf(ctx), parse(token, raw, 'token'))) };
  }

  @Mutation(() => OwnAddress, {
    description:
      'Mails a link to another address, good for 30 minutes. The answer is the same whether or not somebody has it. Needs a fresh second factor, else STEP_UP_REQUIRED.',
  })
  @Directive('@audit(action: "account.request_email_change", subject: "Account")')
  async requestEmailChange(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => RequestEmailChangeInput) input: RequestEmailChangeInput,
  ): Promise<OwnAddress> {
    ctx.change.subject(accountIdOf(ctx));
    const { email } = parse(requestSchema, input);
    await requestEmailChange({ ...ownDependenciesOf(ctx), change: ctx.change }, email);
    noteAddress(ctx, 'waiting_email', { after: email });
    return own(ctx);
  }

  @Mutation(() => OwnAddress, { description: 'Withdraws the address that waits; its link is void.' })
  @Directive('@audit(action: "account.cancel_email_change", subject: "Account")')
  async cancelEmailChange(@Ctx() ctx: IdentityContext): Promise<OwnAddress> {
    ctx.change.subject(accountIdOf(ctx));
    noteAddress(ctx, 'waiting_email', { before: await cancelEmailChange(dependenciesOf(ctx)) });
    return own(ctx);
  }

  @Mutation(() => String, {
    description:
      'Changes the address, ends every other session and says the new address. Needs a fresh second factor, else STEP_UP_REQUIRED.',
  })
  @Directive('@audit(action: "account.change_email", subject: "Account")')
  async confirmEmailChange(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => ConfirmEmailChangeInput) input: ConfirmEmailChangeInput,
  ): Promise<string> {
    const accountId = accountIdOf(ctx);
    ctx.change.subject(accountId);
    const { session, revoked, done } = await confirmEmailChange(
      { ...ownDependenciesOf(ctx), change: ctx.change },
      parse(confirmSchema, input).token,
    );
    noteAddress(ctx, 'email', { before: done.oldEmail, after: done.newEmail });
    await notify(ctx.change, accountId, 'email_changed');
    noteSession(ctx, { ended: [...revoked, ctx.actor.sessionId], begun: session.sessionId });
    ctx.effects.setSession(session.token, session.expiresAt);
    return done.newEmail;
  }
}

async function own(ctx: IdentityContext): Promise<OwnAddress> {
  const address = await dependenciesOf(ctx).emailChanges.own();
  if (!address) throw new KopexaError('UNAUTHENTICATED');
  return { ...address };
}

function noteAddress(
  ctx: IdentityContext,
  field: 'email' | 'waiting_email',
  change: { readonly before?: string; readonly after?: string },
): void {
  const id = accountIdOf(ctx);
  ctx.change.note({ entity: 'Account', id, field, class: 'personal', subjectId: id, ...change });
}
