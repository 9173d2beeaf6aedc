import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { newId } from '#runtime/graphql/ids.js';
import { mailAddress, parse } from '#runtime/graphql/parse.js';
import { notify } from '../../account/notify.js';
import { accountIdOf, dependenciesOf, type IdentityContext } from '../../dependencies.js';
import { goOn } from '../../session/go-on.js';
import { optionKeys } from '../../sign-in/throttle.js';
import { finishSso, linkSso, type Finished, type FinishTools } from './finish-sso.js';
import { finishTest } from './finish-test.js';
import { leaveSso } from './leave-sso.js';
import { startSso, startTest, type StartTools } from './start-sso.js';
import {
  FinishSsoInput,
  FinishSsoPayload,
  LinkSsoPayload,
  SignInConnection,
  SignInOptions,
  SsoStart,
  SsoStep,
  StartSsoInput,
  TestConnectionInput,
} from './sso.type.js';

const path = z.string().max(2000);
const handle = z.string().min(1).max(200);
const startSchema = z.object({
  connectionId: z.string(),
  returnPath: path.nullish().transform((value) => value ?? null),
  loginHint: mailAddress.nullish().transform((value) => value ?? null),
  fresh: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
});
const testSchema = z.object({ connectionId: z.string(), returnPath: path });
const finishSchema = z.object({
  arrival: handle,
  confirmed: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
});

/** The way in by a connection of an Organization. */
@Resolver()
export class SsoResolver {
  @Query(() => SignInOptions, {
    description: 'What an address may sign in by: its domain decides, whether or not there is an account.',
  })
  async signInOptions(
    @Ctx() ctx: IdentityContext,
    @Arg('email', () => String) raw: string,
  ): Promise<SignInOptions> {
    const { throttle, origin, flow } = dependenciesOf(ctx);
    await throttle.reserve(optionKeys(origin.ip));
    const connections = await flow.offeredFor(parse(mailAddress, raw, 'email'));
    return { password: true, connections };
  }

  @Query(() => [SignInConnection], {
    description: 'The connections of an Organization that one is a member of; none of any other.',
  })
  ssoConnections(
    @Ctx() ctx: IdentityContext,
    @Arg('slug', () => String) slug: string,
  ): Promise<SignInConnection[]> {
    return dependenciesOf(ctx).flow.offeredTo(slug);
  }

  @Query(() => String, {
    nullable: true,
    description: 'Where the browser goes after signing out, to sign out over there too.',
  })
  ssoLogoutUrl(@Ctx() ctx: IdentityContext): Promise<string | null> {
    return leaveSso(dependenciesOf(ctx));
  }

  @Mutation(() => SsoStart, {
    description: 'Begins a sign-in by a connection; the answer says where the browser goes.',
  })
  @Directive('@audit(action: "session.start_sso", subject: "Connection")')
  async startSso(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => StartSsoInput) input: StartSsoInput,
  ): Promise<SsoStart> {
    const { fresh: isFresh, ...request } = parse(startSchema, input);
    ctx.change.subject(request.connectionId);
    const redirectUrl = await startSso(startToolsOf(ctx), { ...request, isFresh });
    ctx.effects.knowBrowser();
    return { redirectUrl };
  }

  @Mutation(() => SsoStart, { description: 'Begins a test run of a connection’s newest version.' })
  @Directive('@audit(action: "connection.begin_test", subject: "Connection")')
  async testConnection(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => TestConnectionInput) input: TestConnectionInput,
  ): Promise<SsoStart> {
    const request = parse(testSchema, input);
    ctx.change.subject(request.connectionId);
    const redirectUrl = await startTest(startToolsOf(ctx), { ...request, loginHint: null, isFresh: true });
    ctx.effects.knowBrowser();
    return { redirectUrl };
  }

  @Mutation(() => FinishSsoPayload, {
    description:
      'Turns what a counterpart asserted into a session of its Organization, or says what comes first.',
  })
  @Directive('@audit(action: "session.sign_in_by_sso", subject: "Account")')
  async finishSso(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => FinishSsoInput) input: FinishSsoInput,
  ): Promise<FinishSsoPayload> {
    const { arrival, confirmed } = parse(finishSchema, input);
    const finished = await finishSso(finishToolsOf(ctx), { arrival, isConfirmed: confirmed });
    return answer(ctx, finished);
  }

  @Mutation(() => LinkSsoPayload, {
    description: 'Says that an arrival belongs to one’s own account; from then on the connection opens it.',
  })
  @Directive('@audit(action: "account.link_sso", subject: "Account")')
  async linkSso(
    @Ctx() ctx: IdentityContext,
    @Arg('arrival', () => String) raw: string,
  ): Promise<LinkSsoPayload> {
    const accountId = accountIdOf(ctx);
    ctx.change.subject(accountId);
    const linked = await linkSso(finishToolsOf(ctx), { arrival: parse(handle, raw, 'arrival') });
    noteMember(ctx, accountId, linked);
    await notify(ctx.change, accountId, 'sso_linked');
    return { returnPath: linked.returnPath };
  }

  @Mutation(() => ID, { description: 'Keeps what came of a test run; returns its id.' })
  @Directive('@audit(action: "connection.test", subject: "Connection")')
  finishConnectionTest(
    @Ctx() ctx: IdentityContext,
    @Arg('arrival', () => String) raw: string,
  ): Promise<string> {
    return finishTest(
      { ...dependenciesOf(ctx), change: ctx.change, accountId: accountIdOf(ctx) },
      parse(handle, raw, 'arrival'),
    );
  }
}

function finishToolsOf(ctx: IdentityContext): FinishTools {
  return {
    ...dependenciesOf(ctx),
    request: ctx.request,
    locale: ctx.actor.locale,
    change: ctx.change,
  };
}

/** Goes on in the new session, if one began; whatever session the browser had ends (fixation, THREATS 21). */
async function answer(ctx: IdentityContext, finished: Finished): Promise<FinishSsoPayload> {
  if (finished.step !== 'ENTERED') {
    ctx.change.subject(newId());
    const path = finished.step === 'LINK' ? finished.returnPath : '/';
    return { next: SsoStep[finished.step], name: finished.name, returnPath: path };
  }
  const { session, isNew, isLinked, returnPath } = finished;
  const { accountId } = session;
  ctx.change.subject(accountId);
  noteMember(ctx, accountId, finished);
  if (isNew) {
    const account = { entity: 'Account', id: accountId, class: 'personal', subjectId: accountId } as const;
    ctx.change.note({ ...account, field: 'email', after: finished.email });
    ctx.change.note({ ...account, field: 'name', after: finished.name });
  }
  if (isLinked) await notify(ctx.change, accountId, 'sso_linked');
  await goOn(ctx, session, [ctx.actor.sessionId]);
  return { next: SsoStep[session.next], name: null, returnPath };
}

function noteMember(
  ctx: IdentityContext,
  accountId: string,
  { connectionId, joined }: Pick<Extract<Finished, { step: 'ENTERED' }>, 'connectionId' | 'joined'>,
): void {
  ctx.change.note({
    ...{ entity: 'Account', id: accountId, field: 'connection_id', class: 'technical' },
    after: connectionId,
  });
  if (!joined) return;
  const member = { entity: 'Member', id: joined.memberId, class: 'technical' } as const;
  ctx.change.note({ ...member, field: 'account_id', after: accountId });
  ctx.change.note({ ...member, field: 'joined_by', after: joined.how });
}

function startToolsOf(ctx: IdentityContext): StartTools {
  return { ...dependenciesOf(ctx), nowMs: ctx.services.nowMs };
}
