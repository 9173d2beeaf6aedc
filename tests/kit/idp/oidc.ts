import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import { startBrowser } from './https-browser.js';
import type { LocalPeer, TestAuthority } from './tls.js';

/** Somebody who has an account at the provider, with the claims that it knows of them. */
export interface OidcPerson {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
  /** How they sign in there. */
  readonly amr?: readonly string[];
}

/** A client of the provider: what an administrator enters on either side. */
export const OIDC_CLIENT = { id: 'kopexa', secret: 'secret-of-kopexa-at-the-provider' } as const;

/** A real OpenID Connect provider (`oidc-provider`) over TLS on this machine. */
export interface OidcPeer {
  readonly issuer: string;
  readonly peer: LocalPeer;
  /** Logout tokens that it sent, newest last. */
  readonly logouts: readonly { readonly url: string; readonly token: string }[];
  /** Its own sessions (`sid`) of those who signed in, newest last. */
  readonly sessions: readonly string[];
  /** Enters one more address to which browsers may be sent back, letter by letter. */
  allow(redirectUri: string): void;
  /** Who signs in next, without being asked: as somebody who is signed in there already. */
  signsIn(person: OidcPerson): void;
  /** Goes where the product sent a new browser, and on, until the provider sends it back: the address with the code. */
  visit(redirectUrl: string): Promise<string>;
  /** Ends a session of the provider, of which it tells the product. */
  logOut(subject: string, sid: string): Promise<void>;
  close(): Promise<void>;
}

interface State {
  person: OidcPerson;
  readonly people: Map<string, OidcPerson>;
  readonly logouts: { readonly url: string; readonly token: string }[];
  readonly sessions: string[];
}

interface Registration {
  readonly redirectUris?: readonly string[];
  readonly postLogoutUris?: readonly string[];
  readonly logoutUri?: string;
}

/**
 * Starts a provider that knows one client, whose browsers come back to `redirectUris` (and what is allowed later) and whose logout tokens go to
 * `logoutUri`: they are kept in {@link OidcPeer.logouts}, not sent.
 */
export async function startOidcPeer(
  authority: TestAuthority,
  registration: Registration = {},
): Promise<OidcPeer> {
  let answer = (_request: IncomingMessage, response: ServerResponse): void =>
    void response.writeHead(503).end();
  const peer = await authority.serve((request, response) => answer(request, response));
  const state: State = { person: { sub: 'nobody' }, people: new Map(), logouts: [], sessions: [] };
  const provider = new Provider(peer.origin, await configurationOf(registration, state));
  provider.on('authorization.success', (ctx) => {
    const sid = ctx.oidc.session?.sidFor(OIDC_CLIENT.id);
    if (sid) state.sessions.push(sid);
  });
  const allowed = new Set(registration.redirectUris);
  const { prototype } = provider.Client as unknown as {
    prototype: { redirectUriAllowed(value: string): boolean };
  };
  prototype.redirectUriAllowed = (value) => allowed.has(value);
  const callback = provider.callback();
  answer = (request, response) => {
    if (request.url?.startsWith('/interaction/')) void finish(provider, state.person, request, response);
    else void callback(request, response);
  };
  return {
    issuer: peer.origin,
    peer,
    logouts: state.logouts,
    sessions: state.sessions,
    allow: (redirectUri) => void allowed.add(redirectUri),
    signsIn: (person) => {
      state.person = person;
      state.people.set(person.sub, person);
    },
    visit: (redirectUrl) => startBrowser(authority.ca).follow(redirectUrl, peer.origin),
    logOut: async (subject, sid) => {
      const client = (await provider.Client.find(OIDC_CLIENT.id)) as unknown as {
        backchannelLogout(subject: string, sid: string): Promise<void>;
      };
      await client.backchannelLogout(subject, sid);
    },
    close: () => peer.close(),
  };
}

async function configurationOf(registration: Registration, state: State): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    clients: [
      {
        client_id: OIDC_CLIENT.id,
        client_secret: OIDC_CLIENT.secret,
        // One at least; the others are allowed as they come.
        redirect_uris: registration.redirectUris?.slice(0, 1) ?? ['https://nowhere.invalid/'],
        post_logout_redirect_uris: [...(registration.postLogoutUris ?? [])],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        ...(registration.logoutUri
          ? { backchannel_logout_uri: registration.logoutUri, backchannel_logout_session_required: true }
          : {}),
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'first', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['a key of a test'] },
    claims: {
      openid: ['sub', 'sid', 'auth_time', 'acr', 'amr'],
      email: ['email', 'email_verified'],
      profile: ['name', 'groups'],
    },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true },
    },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, accountId) => ({
      accountId,
      claims: () => ({ ...(state.people.get(accountId) as object), sub: accountId }),
    }),
    loadExistingGrant: async (ctx) => {
      const { provider, session, client } = ctx.oidc;
      if (!session?.accountId || !client) return undefined;
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
    fetch: (url: string | URL, options?: RequestInit) => {
      const token = new URLSearchParams(bodyOf(options)).get('logout_token') ?? '';
      state.logouts.push({ url: url.toString(), token });
      return Promise.resolve(new Response(null, { status: 200 }));
    },
  } as Configuration;
}

function bodyOf(options: RequestInit | undefined): string {
  const { body } = options ?? {};
  if (typeof body === 'string') return body;
  return body instanceof URLSearchParams ? body.toString() : '';
}

/** The person signs in and agrees, without a page. */
async function finish(
  provider: Provider,
  { sub, amr }: OidcPerson,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: sub, ...(amr ? { amr: [...amr] } : {}) } },
    { mergeWithLastSubmission: false },
  );
}
