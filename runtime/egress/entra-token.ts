import { z } from 'zod';
import type { AiConfig } from '../config/outside.js';
import { ChatFailure } from './chat-model.js';
import type { OutgoingFetch } from './outgoing-fetch.js';

/** An application of Entra ID that signs in with its secret. */
export type EntraCredentials = Extract<
  Extract<AiConfig, { kind: 'azure' }>['credentials'],
  { readonly kind: 'entra' }
>;

const SCOPE = 'https://cognitiveservices.azure.com/.default';
const ANSWER_MS = 10_000;
/** A token is not used in its last minutes: the service's clock may differ. */
const MARGIN_MS = 5 * 60_000;

const tokenShape = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/**
 * Fetches tokens for Azure OpenAI by client credentials (RFC 6749 §4.4) and keeps one until shortly before it ends;
 * several askers share one request. The token is held in memory only. The function throws {@link ChatFailure}.
 */
export function createEntraTokens(
  credentials: EntraCredentials,
  fetch: OutgoingFetch,
  clock: () => number = Date.now,
): () => Promise<string> {
  let kept: { readonly token: string; readonly until: number } | null = null;
  let asking: Promise<string> | null = null;
  const ask = async (): Promise<string> => {
    const { access_token: token, expires_in: seconds } = await requestToken(credentials, fetch);
    kept = { token, until: clock() + seconds * 1000 - Math.min(MARGIN_MS, (seconds * 1000) / 2) };
    return token;
  };
  return () => {
    if (kept && kept.until > clock()) return Promise.resolve(kept.token);
    asking ??= ask().finally(() => (asking = null));
    return asking;
  };
}

async function requestToken(
  { authority, tenantId, clientId, clientSecret }: EntraCredentials,
  fetch: OutgoingFetch,
): Promise<z.output<typeof tokenShape>> {
  const url = new URL(`/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`, authority);
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: SCOPE,
  });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
    signal: AbortSignal.timeout(ANSWER_MS),
  }).catch((cause: unknown) => {
    throw new ChatFailure('unavailable', { cause });
  });
  const text = await response.text();
  if (!response.ok)
    throw new ChatFailure(
      response.status >= 500 || response.status === 429 ? 'unavailable' : 'misconfigured',
      {
        cause: new Error(`The token endpoint answered ${response.status}.`),
      },
    );
  try {
    return tokenShape.parse(JSON.parse(text));
  } catch {
    // Not the error itself: it may repeat a part of the token.
    throw new ChatFailure('broken', { cause: new Error('The token endpoint answered something else.') });
  }
}
