import { createHash, randomUUID, type webcrypto } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTHeaderParameters } from 'jose';
import { OIDC_CLIENT } from './oidc.js';
import type { LocalPeer, TestAuthority } from './tls.js';

type Key = webcrypto.CryptoKey;

/** The provider's keys, for tokens that a test signs itself. */
export interface HostileKeys {
  /** Published, as `first`. */
  readonly own: Key;
  readonly ownPublic: JWK;
  /** Of somebody else; not published. */
  readonly foreign: Key;
  readonly foreignPublic: JWK;
}

/** What is wrong with one answer; everything else is as it should be. */
export interface Forgery {
  /** Over the right claims; `undefined` takes one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Signs with a key that the provider does not publish. */
  readonly isForeignKey?: boolean;
  /** Makes the ID token, instead of all that. */
  readonly token?: (claims: Readonly<Record<string, unknown>>, keys: HostileKeys) => Promise<string> | string;
  /** The token endpoint's answer: over the right one, or another. */
  readonly tokens?: Readonly<Record<string, unknown>>;
  readonly tokenEndpoint?: (response: ServerResponse) => void;
  /** Over what the UserInfo endpoint says. */
  readonly userInfo?: Readonly<Record<string, unknown>>;
  readonly userInfoEndpoint?: (response: ServerResponse) => void;
  /** Over the parameters of the redirect; `undefined` takes one out. */
  readonly redirect?: Readonly<Record<string, string | undefined>>;
}

/** A provider that does what a test wants; it holds to the protocol (codes once, PKCE, client secret) in all else. */
export interface HostileOp {
  readonly issuer: string;
  readonly peer: LocalPeer;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly keys: HostileKeys;
  /** Who is signed in there. */
  readonly person: Readonly<Record<string, unknown>>;
  /** Every code that its token endpoint was shown, its own or not; newest last. */
  readonly codes: readonly string[];
  /** How many times it was asked for its keys. */
  keyRequests(): number;
  /** Publishes another key in place of the one before, and signs with it. */
  rotate(kid: string): Promise<void>;
  /** What the browser brings back from an authorization request, with everything that is wrong from now on. */
  answer(redirectUrl: string, forgery?: Forgery): URLSearchParams;
  /** A logout token, right but for the forgery. */
  logoutToken(forgery?: Pick<Forgery, 'claims' | 'header' | 'isForeignKey' | 'token'>): Promise<string>;
  close(): Promise<void>;
}

interface Grant {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirectUri: string;
}

const json = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** Starts a hostile provider whose people are all `person`; a silent one does not say in redirects who it is (RFC 9207). */
export async function startHostileOp(
  authority: TestAuthority,
  person: Readonly<Record<string, unknown>>,
  isSilent = false,
): Promise<HostileOp> {
  let [keys, kid, keyRequests] = [await makeKeys(), 'first', 0];
  let forgery: Forgery = {};
  const grants = new Map<string, Grant>();
  const codes: string[] = [];
  const sign = async (
    claims: Readonly<Record<string, unknown>>,
    wrong: Pick<Forgery, 'claims' | 'header' | 'isForeignKey' | 'token'>,
    type: string,
  ): Promise<string> => {
    const all = JSON.parse(JSON.stringify({ ...claims, ...wrong.claims })) as Record<string, unknown>;
    if (wrong.token) return wrong.token(all, keys);
    const header = { alg: 'RS256', kid, typ: type, ...wrong.header } as JWTHeaderParameters;
    return new SignJWT(all).setProtectedHeader(header).sign(wrong.isForeignKey ? keys.foreign : keys.own);
  };
  const answerTokens = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(await textOf(request));
    const code = form.get('code') ?? '';
    codes.push(code);
    const grant = grants.get(code);
    grants.delete(code);
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!isClient(request)) return json(response, 401, { error: 'invalid_client' });
    if (grant?.challenge !== verifier || grant.redirectUri !== form.get('redirect_uri'))
      return json(response, 400, { error: 'invalid_grant' });
    if (forgery.tokenEndpoint) return forgery.tokenEndpoint(response);
    const idToken = await sign({ ...person, ...claimsFor(peer.origin, grant.nonce) }, forgery, 'JWT');
    json(response, 200, {
      access_token: randomUUID(),
      token_type: 'Bearer',
      id_token: idToken,
      ...forgery.tokens,
    });
  };
  const peer = await authority.serve((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'https://localhost');
    if (pathname === '/token') return void answerTokens(request, response);
    if (pathname === '/userinfo') {
      if (forgery.userInfoEndpoint) return forgery.userInfoEndpoint(response);
      return json(response, 200, { ...person, ...forgery.userInfo });
    }
    if (pathname !== '/jwks') return json(response, 404, {});
    keyRequests += 1;
    json(response, 200, { keys: [{ ...keys.ownPublic, kid, use: 'sig', alg: 'RS256' }] });
  });
  return {
    issuer: peer.origin,
    peer,
    codes,
    metadata: { ...metadataOf(peer.origin), authorization_response_iss_parameter_supported: !isSilent },
    get keys() {
      return keys;
    },
    person,
    keyRequests: () => keyRequests,
    rotate: async (next) => void ([keys, kid] = [await makeKeys(), next]),
    answer: (redirectUrl, wrong = {}) => {
      forgery = wrong;
      const asked = new URL(redirectUrl).searchParams;
      const code = randomUUID();
      grants.set(code, {
        nonce: asked.get('nonce') ?? '',
        challenge: asked.get('code_challenge') ?? '',
        redirectUri: asked.get('redirect_uri') ?? '',
      });
      const right = { code, state: asked.get('state') ?? '', iss: isSilent ? undefined : peer.origin };
      const all = Object.entries({ ...right, ...wrong.redirect }).filter(
        (each): each is [string, string] => each[1] !== undefined,
      );
      return new URLSearchParams(all);
    },
    logoutToken: (wrong = {}) => {
      const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
      const { nonce: _nonce, auth_time: _time, ...claims } = claimsFor(peer.origin, '');
      return sign({ ...claims, jti: randomUUID(), sub: person.sub, events }, wrong, 'logout+jwt');
    },
    close: () => peer.close(),
  };
}

/** RFC 6749 §2.3.1: both parts are form-urlencoded before they are joined. */
function isClient({ headers }: IncomingMessage): boolean {
  const [, encoded = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
  const parts = Buffer.from(encoded, 'base64').toString().split(':').map(decodeURIComponent);
  return parts.length === 2 && parts[0] === OIDC_CLIENT.id && parts[1] === OIDC_CLIENT.secret;
}

function metadataOf(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/userinfo`,
    end_session_endpoint: `${issuer}/end`,
    id_token_signing_alg_values_supported: ['RS256', 'ES256', 'HS256', 'none'],
  };
}

function claimsFor(issuer: string, nonce: string) {
  const now = Math.floor(Date.now() / 1000);
  return { iss: issuer, aud: OIDC_CLIENT.id, iat: now, exp: now + 300, auth_time: now, nonce };
}

async function makeKeys(): Promise<HostileKeys> {
  const [own, foreign] = await Promise.all([1, 2].map(() => generateKeyPair('RS256', { extractable: true })));
  return {
    own: own!.privateKey,
    ownPublic: await exportJWK(own!.publicKey),
    foreign: foreign!.privateKey,
    foreignPublic: await exportJWK(foreign!.publicKey),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const part of request) text += String(part);
  return text;
}
