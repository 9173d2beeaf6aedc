import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { line, mailAddress, parse } from '#runtime/graphql/parse.js';
import { Locale } from '../account/account.type.js';
import { dependenciesOf, type IdentityContext } from '../dependencies.js';
import { secretText } from '../password/password.schema.js';
import { noteSession } from '../session/note-session.js';
import { endPreviousSession } from '../session/end-previous-session.js';
import { signIn, type StartedSession } from './sign-in.js';
import { SignInInput, SignInPayload, SignInStep, SignUpInput, SignUpOffer } from './sign-in.type.js';
import { readSignUpOffer, signUp } from './sign-up.js';

const token = z.string().min(1).max(200);
const signInSchema = z.object({ email: mailAddress, password: secretText });
const signUpSchema = z.object({
  token,
  name: line({ max: 120 }),
  password: secretText,
  locale: z.enum(Locale),
  email: mailAddress.nullish().transform((value) => value ?? undefined),
});

/** The way in, before anybody is known. */
@Resolver()
export class SignInResolver {
  @Query(() => SignUpOffer, {
    description: 'What a sign-up link is good for; LINK_EXPIRED when for nothing.',
  })
  async signUpOffer(
    @Ctx() ctx: IdentityContext,
    @Arg('token', () => String) raw: string,
  ): Promise<SignUpOffer> {
    return { ...(await readSignUpOffer(dependenciesOf(ctx), parse(token, raw, 'token'))) };
  }

  @Mutation(() => SignInPayload, { description: 'Mail address and password; the second factor comes next.' })
  @Directive('@audit(action: "session.sign_in", subject: "Account")')
  async signIn(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => SignInInput) input: SignInInput,
  ): Promise<SignInPayload> {
    return enter(ctx, await signIn(dependenciesOf(ctx), parse(signInSchema, input)));
  }

  @Mutation(() => SignInPayload, { description: 'A new account from an invitation or the first-run link.' })
  @Directive('@audit(action: "account.sign_up", subject: "Account")')
  async signUp(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => SignUpInput) input: SignUpInput,
  ): Promise<SignInPayload> {
    const request = parse(signUpSchema, input);
    const session = await signUp(dependenciesOf(ctx), request);
    const note = {
      entity: 'Account',
      id: session.accountId,
      class: 'personal',
      subjectId: session.accountId,
    } as const;
    ctx.change.note({ ...note, field: 'email', after: session.email });
    ctx.change.note({ ...note, field: 'name', after: request.name });
    return enter(ctx, session);
  }
}

/** Goes on in the new session; whatever session the browser had ends (fixation, THREATS 21). */
async function enter(ctx: IdentityContext, session: StartedSession): Promise<SignInPayload> {
  ctx.change.subject(session.accountId);
  noteSession(ctx, { ended: await endPreviousSession(dependenciesOf(ctx)), begun: session.sessionId });
  ctx.effects.setSession(session.token, session.expiresAt);
  return { next: SignInStep[session.next] };
}
