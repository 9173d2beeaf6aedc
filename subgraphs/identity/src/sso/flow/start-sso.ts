import type { Keyring } from '#runtime/crypto/keyring.js';
import { KopexaError, notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { Origin } from '../../ports.js';
import { newToken } from '../../session/session-token.js';
import { ssoKeys, type Throttle } from '../../sign-in/throttle.js';
import { speak, type Protocols } from '../protocols.js';
import type { ConnectionRow } from './open-connection.js';
import { openConnection } from './open-connection.js';
import type { FlowRepository } from './flow.repository.js';
import { formUrl } from './posted-form.js';
import { returnPath } from './return-path.js';
import { sealKept } from './sealed.js';

/** What beginning needs. */
export interface StartTools {
  readonly flow: FlowRepository;
  readonly protocols: Protocols;
  readonly keyring: Keyring;
  readonly throttle: Throttle;
  readonly origin: Origin;
  readonly site: { readonly origin: string };
  readonly nowMs: () => number;
}

/** How somebody begins. */
export interface StartRequest {
  readonly connectionId: string;
  readonly returnPath: string | null;
  readonly loginHint: string | null;
  readonly isFresh: boolean;
}

/**
 * Begins a sign-in by a connection that is in force; returns where the browser goes. The attempt belongs to this browser,
 * can be returned with once, and for ten minutes.
 *
 * Throws NOT_FOUND for a connection that is not in force or never was, TOO_MANY_ATTEMPTS.
 */
export async function startSso(tools: StartTools, request: StartRequest): Promise<string> {
  await tools.throttle.reserve(ssoKeys(tools.origin.ip));
  const row = isId(request.connectionId) ? await tools.flow.open(request.connectionId) : null;
  if (row?.status !== 'active') throw notFound('Connection', request.connectionId);
  return begin(tools, row, 'sign_in', request);
}

/** Begins a test run of a connection's newest version, as the person of the context. */
export async function startTest(tools: StartTools, request: StartRequest): Promise<string> {
  const row = isId(request.connectionId) ? await tools.flow.openForTest(request.connectionId) : null;
  if (!row) throw notFound('Connection', request.connectionId);
  return begin(tools, row, 'test', request);
}

async function begin(
  tools: StartTools,
  row: ConnectionRow,
  purpose: 'sign_in' | 'test',
  request: StartRequest,
): Promise<string> {
  const { browser } = tools.origin;
  // A tool has no browser that could be sent anywhere.
  if (!browser) throw new KopexaError('FORBIDDEN');
  const connection = openConnection(tools.keyring, row);
  const { token: state, hash: stateHash } = newToken();
  const speaking = await speak(tools.protocols, connection);
  const { origin } = tools.site;
  const begun = await speaking.begin({
    state,
    origin,
    loginHint: request.loginHint,
    isFresh: request.isFresh || purpose === 'test',
  });
  await tools.flow.begin({
    stateHash,
    connectionId: connection.id,
    version: connection.version,
    purpose,
    browser,
    kept: sealKept(tools.keyring, stateHash, begun.kept),
    returnPath: returnPath(request.returnPath),
  });
  const { form, redirectUrl } = begun;
  const page = { keyring: tools.keyring, origin, nowMs: tools.nowMs() };
  return form ? formUrl(page, connection.id, form) : redirectUrl;
}
