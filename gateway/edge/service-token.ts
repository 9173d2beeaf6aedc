import type { FastifyRequest } from 'fastify';
import { serviceTokenHash } from '#runtime/actor/service-token.js';
import type { EdgeStep } from './edge-step.js';
import { Refusal } from './refusal.js';
import { isScimAddress } from './scim-address.js';
import { sessionCookieName } from './session-cookie.js';

const BEARER = /^bearer\s+(\S+)$/i;

/** The client whose operations service accounts run, and nobody else. */
export const TOOLS = 'tools';

/** A request of a service account. */
export interface SentToken {
  /** SHA-256 of the token; `null` for what cannot be one. */
  readonly hash: Buffer | null;
}

/** The token that a request carries (RFC 6750 §2.1); `null` for a request without one. */
export function sentToken(request: Pick<FastifyRequest, 'headers'>): SentToken | null {
  const sent = request.headers.authorization;
  if (sent === undefined || !/^bearer\b/i.test(sent)) return null;
  const [, token = ''] = BEARER.exec(sent.trim()) ?? [];
  return { hash: serviceTokenHash(token) };
}

/**
 * Refuses a token anywhere but at `POST /graphql` and where directories call, and beside a session's cookie: who asks is one or the other.
 */
export const placeServiceToken: EdgeStep = (request, _reply, settings) => {
  if (!sentToken(request)) return;
  const isGraphql = request.method === 'POST' && /^\/graphql(\?|$)/.test(request.url);
  if (!isGraphql && !isScimAddress(request.url))
    throw new Refusal(403, 'FORBIDDEN', { message: ONLY_GRAPHQL });
  const name = sessionCookieName({ tls: settings.tls, port: settings.site().port });
  const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim());
  if (cookies.some((part) => part.startsWith(`${name}=`)))
    throw new Refusal(400, 'INVALID_INPUT', { message: ONE_OF_BOTH });
};

/**
 * Tools run the operations of tools, people those of the client they use.
 *
 * @throws Refusal PERSISTED_ID_FOREIGN; UNAUTHENTICATED for a tool's operation without a token
 */
export function assertClientOf(operation: { readonly client: string }, request: FastifyRequest): void {
  const isTools = operation.client === TOOLS;
  if (sentToken(request)) {
    if (!isTools) throw new Refusal(403, 'PERSISTED_ID_FOREIGN');
  } else if (isTools) {
    throw request.headers.cookie === undefined
      ? new Refusal(401, 'UNAUTHENTICATED', { message: TOKEN_MISSING })
      : new Refusal(403, 'PERSISTED_ID_FOREIGN');
  }
}

/** What every token that is not accepted is told: nobody learns whether there is an account behind it. */
export const TOKEN_REFUSED = {
  de: 'Dieser Schlüssel wird nicht angenommen: Er ist unbekannt, abgelaufen oder beendet, oder diese Adresse ist nicht zugelassen. Das Protokoll der Organization nennt den Grund.',
  en: 'This token is not accepted: it is unknown, has expired or was ended, or this address is not allowed. The audit trail of the Organization says why.',
};

/** For an account whose operations were chosen. */
export const OPERATION_REFUSED = {
  de: 'Dieses Dienstkonto darf diese Operation nicht ausführen. Wer es verwaltet, kann sie freigeben.',
  en: 'This service account may not run this operation. Whoever manages it can allow it.',
};

const ONLY_GRAPHQL = {
  de: 'Schlüssel von Dienstkonten gelten nur für POST /graphql und für Verzeichnisse (SCIM).',
  en: 'Tokens of service accounts are good for POST /graphql and for directories (SCIM) only.',
};
const ONE_OF_BOTH = {
  de: 'Senden Sie entweder einen Schlüssel oder eine Sitzung, nicht beides.',
  en: 'Send either a token or a session, not both.',
};
const TOKEN_MISSING = {
  de: 'Werkzeuge weisen sich mit dem Schlüssel eines Dienstkontos aus (Authorization: Bearer kpx_…).',
  en: 'Tools identify themselves with the token of a service account (Authorization: Bearer kpx_…).',
};
