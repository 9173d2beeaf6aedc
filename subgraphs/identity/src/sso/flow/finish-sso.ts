import type { Keyring } from '#runtime/crypto/keyring.js';
import { KopexaError } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import type { RequestInfo } from '#runtime/actor/actor.js';
import type { Origin } from '../../ports.js';
import { networkOf } from '../../session/network-of.js';
import { hashToken, newToken } from '../../session/session-token.js';
import type { StartedSession } from '../../sign-in/sign-in.js';
import type { AttemptRepository } from '../../sign-in/attempt.repository.js';
import { ssoKeys } from '../../sign-in/throttle.js';
import type { Connection } from '../connection.js';
import { roleFor } from '../connections/newcomer-role.js';
import type { Assertion } from '../protocol.js';
import { REFUSE, refusalParameters, type FlowBeside } from './flow-beside.js';
import type { Claimed, FlowRepository, SeenArrival } from './flow.repository.js';
import { openConnection } from './open-connection.js';
import { openJudged, sealPeerName } from './sealed.js';

/** What finishing needs. */
export interface FinishTools {
  readonly flow: FlowRepository;
  readonly keyring: Keyring;
  readonly attempts: Pick<AttemptRepository, 'release'>;
  readonly ssoBeside: Pick<FlowBeside, 'checkToTell'>;
  readonly origin: Origin;
  readonly request: RequestInfo;
  readonly locale: 'de' | 'en';
  readonly change: Pick<Change, 'onFailure'>;
}

/** What came of it for the page. */
export type Finished =
  /** Nobody here began it: is this who the person means to be? */
  | { readonly step: 'CONFIRM'; readonly name: string }
  /** The address has an account that belongs to more than this Organization. */
  | { readonly step: 'LINK'; readonly name: string; readonly returnPath: string }
  | {
      readonly step: 'ENTERED';
      readonly session: StartedSession;
      readonly returnPath: string;
      readonly connectionId: string;
      readonly email: string | null;
      readonly name: string;
      readonly isNew: boolean;
      readonly isLinked: boolean;
      /** The id of a membership that began just now. */
      readonly joined: { readonly memberId: string; readonly how: string } | null;
    };

/** An arrival with everything that is known of it. */
interface Opened {
  readonly seen: SeenArrival;
  readonly connection: Connection;
  readonly assertion: Assertion;
  readonly claimed: Claimed;
}

/**
 * Turns what a counterpart asserted into a session that opens the connection's Organization alone, with an account that is
 * known, is made, or is linked; the database decides which, in one function.
 *
 * Throws LINK_EXPIRED for an arrival that is unknown, taken or too old, and SSO_REFUSED whatever else failed: which check
 * it was stands in the Organization's trail.
 */
export async function finishSso(
  tools: FinishTools,
  { arrival, isConfirmed }: { readonly arrival: string; readonly isConfirmed: boolean },
): Promise<Finished> {
  const opened = await openArrival(tools, arrival);
  const { seen, assertion, connection, claimed } = opened;
  const name = nameOf(assertion);
  if (seen.needsConsent && !isConfirmed) return { step: 'CONFIRM', name: assertion.email ?? name };
  const { token, hash } = newToken();
  const [accountId, sessionId] = [newId(), newId()];
  const arrived = await tools.flow.arrive({
    ...claimed,
    name,
    locale: tools.locale,
    strength: strengthOf(connection, assertion),
    peerSession: assertion.peerSession ? hashToken(assertion.peerSession) : null,
    peerName: assertion.peerName && sealPeerName(tools.keyring, connection.id, assertion.peerName),
    authenticatedAt: dateOf(assertion.authenticatedAt),
    notAfter: dateOf(assertion.notAfter),
    accountId,
    session: { id: sessionId, tokenHash: hash },
    userAgent: tools.origin.userAgent,
    network: networkOf(tools.origin.ip),
    request: { ...tools.request },
  });
  if (arrived.outcome === 'link')
    return { step: 'LINK', name: assertion.email ?? name, returnPath: seen.returnPath };
  if (arrived.outcome !== 'signed_in' || !arrived.accountId)
    throw refused(tools, connection.id, arrived.outcome);
  await tools.attempts.release(ssoKeys(tools.origin.ip));
  const next =
    arrived.assurance === 2 ? 'DONE' : arrived.enrolled ? 'VERIFY_SECOND_FACTOR' : 'ENROL_SECOND_FACTOR';
  const expiresAt = new Date(Number(arrived.until) * 1000);
  return {
    step: 'ENTERED',
    session: { accountId: arrived.accountId, sessionId, token, expiresAt, next },
    returnPath: seen.returnPath,
    connectionId: connection.id,
    email: assertion.email,
    name,
    isNew: arrived.isNew === true,
    isLinked: arrived.isLinked === true,
    joined: arrived.joined ? { memberId: claimed.memberId, how: arrived.joined } : null,
  };
}

/**
 * Says that an arrival belongs to the account that one has just proven to own; its session stays as it is.
 *
 * Throws like {@link finishSso}.
 */
export async function linkSso(
  tools: FinishTools,
  { arrival }: { readonly arrival: string },
): Promise<{
  readonly returnPath: string;
  readonly connectionId: string;
  readonly joined: { readonly memberId: string; readonly how: string } | null;
}> {
  const { seen, connection, claimed } = await openArrival(tools, arrival);
  const { outcome, joined } = await tools.flow.link(claimed);
  if (outcome !== 'linked') throw refused(tools, connection.id, outcome);
  await tools.attempts.release(ssoKeys(tools.origin.ip));
  const member = joined ? { memberId: claimed.memberId, how: joined } : null;
  return { returnPath: seen.returnPath, connectionId: connection.id, joined: member };
}

async function openArrival(tools: FinishTools, handle: string): Promise<Opened> {
  const { browser } = tools.origin;
  const handleHash = hashToken(handle);
  const seen = browser ? await tools.flow.look(handleHash, browser) : null;
  if (!seen || !browser || seen.purpose !== 'sign_in')
    throw new KopexaError('LINK_EXPIRED', { message: EXPIRED });
  if (!seen.isOwn) throw refused(tools, seen.connectionId, 'flow.browser');
  const row = await tools.flow.open(seen.connectionId, seen.version);
  if (!row) throw refused(tools, seen.connectionId, 'flow.connection');
  const connection = openConnection(tools.keyring, row);
  const judged = openJudged(tools.keyring, handleHash, seen.sealed);
  if (!judged.ok) throw refused(tools, connection.id, 'flow.unknown');
  const { assertion } = judged;
  return {
    seen,
    connection,
    assertion,
    claimed: {
      handleHash,
      browser,
      subject: assertion.subject,
      email: assertion.email,
      isVouched: assertion.isEmailVerified,
      role: roleFor(connection.config.newcomers, assertion.attributes),
      memberId: newId(),
      grantId: newId(),
    },
  };
}

/** One sentence for the browser, whatever failed; the reason for those who set the connection up. */
function refused(tools: FinishTools, connectionId: string, check: string): KopexaError {
  tools.change.onFailure(async (query) => {
    const told = await tools.ssoBeside.checkToTell(connectionId, check, tools.request.ip);
    if (told) await query(REFUSE, refusalParameters(connectionId, told, tools.request));
  });
  return new KopexaError('SSO_REFUSED');
}

/** What the connection accepts of how the person was authenticated there; nothing unless somebody chose it. */
function strengthOf({ config }: Connection, { assurance }: Assertion): 'sso' | 'sso+idp' | 'sso+phr' {
  const accepted = assurance.filter((value) => config.acceptedAssurance.includes(value));
  if (accepted.length === 0) return 'sso';
  return accepted.some((value) => /:(phr|phrh|hwk)$/.test(value)) ? 'sso+phr' : 'sso+idp';
}

/** What a new account is called: the name, else what stands before the @. */
function nameOf({ name, email, subject }: Assertion): string {
  const given = (name ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  return [...(given || email?.split('@')[0] || subject)].slice(0, 120).join('');
}

function dateOf(text: string | null): Date | null {
  const date = text ? new Date(text) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

const EXPIRED = {
  de: 'Diese Anmeldung ist abgelaufen oder wurde schon verwendet. Bitte beginnen Sie noch einmal.',
  en: 'This sign-in has expired or was used already. Please begin again.',
};
