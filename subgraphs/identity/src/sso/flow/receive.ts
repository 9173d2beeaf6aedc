import type { RouteRequest } from '#runtime/graphql/route.js';
import type { IdentityServices } from '../../services.js';
import { hashToken, newToken } from '../../session/session-token.js';
import type { Connection } from '../connection.js';
import { speak } from '../protocols.js';
import type { Judged } from '../protocol.js';
import type { TakenAttempt } from './flow-beside.js';
import { flowRepository } from './flow.repository.js';
import { openConnection } from './open-connection.js';
import { openKept, sealJudged } from './sealed.js';

/** An answer of a counterpart, as an endpoint took it apart. */
export interface CounterpartAnswer {
  /** OAuth `state`, SAML RelayState; `null` where there is none. */
  readonly state: string | null;
  /** The connection that the address of the endpoint names: an attempt of another one does not end there. */
  readonly connectionId: string;
  readonly kinds: readonly Connection['kind'][];
  /** The query of a redirect, or the fields of a form. */
  readonly fields: Readonly<Record<string, string>>;
  /** A browser that comes by a link brings its cookie; one that posts a form from elsewhere brings none. */
  readonly bringsBrowser: boolean;
  /** A counterpart that begins by itself may send anything along (SAML RelayState); the protocol says whether it may. */
  readonly mayComeUnasked: boolean;
}

type Request = RouteRequest<IdentityServices>;

/** An attempt that is over before anything was looked at: why, and whose it was. */
class Refused extends Error {
  constructor(
    readonly check: string,
    readonly connectionId: string | null,
  ) {
    super(check);
  }
}

/**
 * What every endpoint of single sign-on does with an answer: takes the attempt, has the protocol judge, keeps what came of
 * it for the page that finishes, and sends the browser there. Whatever failed, the browser is sent to the same place; the
 * first check that failed stands in the trail of the connection's Organization.
 */
export async function receiveAnswer(request: Request, answer: CounterpartAnswer): Promise<Response> {
  try {
    return redirect(await judge(request, answer));
  } catch (error) {
    const refused = error instanceof Refused ? error : new Refused('flow.error', answer.connectionId);
    if (refused !== error) request.report(error);
    const { requestId } = request.ctx.request;
    await request.ctx.services.ssoBeside.refuse(refused.connectionId, refused.check, request.ctx.request);
    return redirect(`/sso/refused?id=${encodeURIComponent(requestId)}`);
  }
}

/** The place where the browser goes on. */
async function judge(request: Request, answer: CounterpartAnswer): Promise<string> {
  const { keyring, ssoBeside } = request.ctx.services;
  const { ip } = request.ctx.request;
  const stateHash = answer.state ? hashToken(answer.state) : null;
  const attempt = stateHash ? await takeAttempt(request, stateHash, answer) : null;
  if (!attempt && !answer.mayComeUnasked) throw new Refused('flow.state', null);
  const connection = await findConnection(request, attempt, answer);
  const kept = attempt && stateHash ? openKept(keyring, stateHash, attempt.kept) : null;
  if (!attempt && !(await ssoBeside.mayJudge(ip))) throw new Refused('flow.many', connection.id);
  const judged = await complete(request, connection, answer.fields, kept);
  if (!attempt && judged.ok) await ssoBeside.judgedWell(ip);
  const isTest = attempt?.purpose === 'test';
  if (!judged.ok && !isTest) throw new Refused(firstFailure(judged), connection.id);
  const handle = await keepArrival(request, connection, attempt, judged);
  const place = isTest ? attempt.returnPath : '/sso/finish';
  return `${place}${place.includes('?') ? '&' : '?'}arrival=${handle}`;
}

async function takeAttempt(
  { ctx }: Request,
  stateHash: Buffer,
  { connectionId, bringsBrowser }: CounterpartAnswer,
): Promise<TakenAttempt | null> {
  const attempt = await ctx.services.ssoBeside.takeAttempt(stateHash);
  if (!attempt) return null;
  if (!attempt.isGood) throw new Refused('flow.state', attempt.connectionId);
  if (attempt.connectionId !== connectionId) throw new Refused('flow.connection', connectionId);
  if (bringsBrowser && attempt.browser.toString('base64url') !== ctx.request.browser)
    throw new Refused('flow.browser', attempt.connectionId);
  return attempt;
}

async function findConnection(
  { ctx }: Request,
  attempt: TakenAttempt | null,
  { connectionId: id, kinds }: CounterpartAnswer,
): Promise<Connection> {
  const flow = flowRepository((sql, params) => ctx.query(sql, params));
  const row = await flow.open(id, attempt?.version);
  if (!row) throw new Refused('flow.connection', id);
  if (row.status !== 'active' && attempt?.purpose !== 'test') throw new Refused('arrival.connection', id);
  if (!kinds.includes(row.kind)) throw new Refused('flow.connection', id);
  return openConnection(ctx.services.keyring, row);
}

async function complete(
  { ctx, report }: Request,
  connection: Connection,
  fields: CounterpartAnswer['fields'],
  kept: Readonly<Record<string, string>> | null,
): Promise<Judged> {
  const { protocols, nowMs, customerFetch, ssoBeside } = ctx.services;
  const speaking = await speak(protocols, connection);
  try {
    return await speaking.complete({
      origin: ctx.request.origin,
      nowMs: nowMs(),
      fields,
      kept,
      fetch: customerFetch,
      takeOnce: (id, until) => ssoBeside.takeMessage(connection.id, hashToken(id), until),
    });
  } catch (error) {
    report(error);
    return { ok: false, checks: [{ name: 'flow.error', ok: false, detail: '' }] };
  }
}

async function keepArrival(
  { ctx }: Request,
  connection: Connection,
  attempt: TakenAttempt | null,
  judged: Judged,
): Promise<string> {
  const { token, hash } = newToken();
  await ctx.services.ssoBeside.keepArrival({
    handleHash: hash,
    connectionId: connection.id,
    version: connection.version,
    purpose: attempt?.purpose ?? 'sign_in',
    accountId: attempt?.accountId ?? null,
    browser: attempt?.browser ?? null,
    sealed: sealJudged(ctx.services.keyring, hash, judged),
    returnPath: attempt?.returnPath ?? '/',
  });
  return token;
}

/** The name of the first check that failed: the reason. */
export function firstFailure({ checks }: Pick<Judged, 'checks'>): string {
  return checks.find(({ ok }) => !ok)?.name ?? 'flow.unknown';
}

function redirect(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
