import * as client from 'openid-client';
import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import { listChecks, reasonOf, shown, type CheckList } from '../checks.js';
import type { ConnectionOf } from '../connection.js';
import { addressOf } from '../oidc/claims.js';
import { callbackUrl } from '../oidc/configuration.js';
import type { Assertion, Protocol, Received } from '../protocol.js';
import { OAUTH_PROVIDERS, type OauthPerson } from './providers.js';

/** The checks of a sign-in by OAuth 2.0, each with its clause. */
export const OAUTH_CHECKS = {
  'oauth.state': 'RFC 9700 §4.7',
  'oauth.response_issuer': 'RFC 9207 §2.4',
  'oauth.response': 'RFC 6749 §4.1.2',
  'oauth.exchange': 'RFC 6749 §4.1.3, RFC 7636 §4.5',
  'oauth.profile': 'the documentation of the provider',
  'oauth.email': 'a main address that the provider verified',
} as const;

type OauthCheckName = keyof typeof OAUTH_CHECKS;

const NO_FETCH = (): Promise<never> => Promise.reject(new Error('Nothing is fetched here.'));

/**
 * OAuth 2.0 providers without OpenID Connect, by a typed mapping: the code flow with PKCE and state (RFC 9700), then the
 * provider's own words on the person over TLS. Nobody comes in without a main address that the provider verified.
 */
export const oauthProtocol: Protocol<'oauth'> = {
  begin: async (connection, options) => {
    const verifier = client.randomPKCECodeVerifier();
    const url = client.buildAuthorizationUrl(configurationOf(connection, NO_FETCH), {
      redirect_uri: callbackUrl(options.origin, connection.id),
      scope: OAUTH_PROVIDERS[connection.config.provider].scopes.join(' '),
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: options.state,
      ...(options.loginHint === null ? {} : { login: options.loginHint }),
      ...(options.isFresh ? { prompt: 'select_account' } : {}),
    });
    return { redirectUrl: url.href, kept: { state: options.state, verifier } };
  },

  complete: async (connection, received) => {
    const { checks, outcome } = await listChecks<OauthCheckName, Assertion>(async (list) => {
      checkResponse(connection, received, list);
      const configuration = configurationOf(connection, received.fetch);
      const accessToken = await exchange(connection.id, configuration, received, list);
      return assertionOf(await ask(connection, configuration, accessToken, list), list);
    });
    return outcome ? { ok: true, assertion: outcome, checks } : { ok: false, checks };
  },

  logoutUrl: () => Promise.resolve(null),
};

function configurationOf(
  { config, secret }: ConnectionOf<'oauth'>,
  fetch: OutgoingFetch,
): client.Configuration {
  const { issuer, authorizationUrl, tokenUrl } = OAUTH_PROVIDERS[config.provider];
  if (!secret?.clientSecret) throw new Error('This connection has no client secret.');
  const configuration = new client.Configuration(
    { issuer, authorization_endpoint: authorizationUrl, token_endpoint: tokenUrl },
    config.clientId,
    { client_secret: secret.clientSecret },
    client.ClientSecretPost(secret.clientSecret),
  );
  configuration[client.customFetch] = (url, options) => fetch(url, options);
  return configuration;
}

function checkResponse(
  { config }: ConnectionOf<'oauth'>,
  { fields, kept }: Received,
  list: CheckList<OauthCheckName>,
): void {
  list.demand('oauth.state', kept?.state !== undefined && fields.state === kept.state, 'compared');
  const { issuer } = OAUTH_PROVIDERS[config.provider];
  const isIssuer = fields.iss === undefined || fields.iss === issuer;
  list.demand('oauth.response_issuer', isIssuer, shown(fields.iss ?? 'not said'));
  const problem = [fields.error, fields.error_description].filter((each) => each !== undefined).join(': ');
  const isCode = problem === '' && (fields.code ?? '') !== '';
  list.demand('oauth.response', isCode, problem === '' ? 'a code' : shown(problem));
}

async function exchange(
  connectionId: string,
  configuration: client.Configuration,
  { origin, fields, kept }: Received,
  list: CheckList<OauthCheckName>,
): Promise<string> {
  const url = new URL(callbackUrl(origin, connectionId));
  url.searchParams.set('code', fields.code ?? '');
  url.searchParams.set('state', fields.state ?? '');
  const tokens = await client
    .authorizationCodeGrant(configuration, url, {
      pkceCodeVerifier: kept?.verifier ?? '',
      expectedState: kept?.state ?? '',
    })
    .catch((error: unknown) => list.refuse('oauth.exchange', reasonOf(error)));
  list.demand('oauth.exchange', true, 'an access token');
  return tokens.access_token;
}

async function ask(
  { config }: ConnectionOf<'oauth'>,
  configuration: client.Configuration,
  accessToken: string,
  list: CheckList<OauthCheckName>,
): Promise<OauthPerson> {
  const { resources, read } = OAUTH_PROVIDERS[config.provider];
  const headers = new Headers({ accept: 'application/json', 'user-agent': 'Kopexa' });
  try {
    const answers = await Promise.all(
      Object.entries(resources).map(async ([name, address]) => {
        const url = new URL(address);
        const answer = await client.fetchProtectedResource(
          configuration,
          accessToken,
          url,
          'GET',
          null,
          headers,
        );
        if (answer.status !== 200) throw new Error(`${url.pathname}: HTTP ${answer.status}`);
        return [name, await answer.json()] as const;
      }),
    );
    const person = read(Object.fromEntries(answers));
    list.demand('oauth.profile', true, person.subject);
    return person;
  } catch (error) {
    return list.refuse(
      'oauth.profile',
      error instanceof Error && error.name === 'ZodError' ? 'unexpected' : reasonOf(error),
    );
  }
}

function assertionOf(person: OauthPerson, list: CheckList<OauthCheckName>): Assertion {
  const email = addressOf(person.verifiedEmail);
  list.demand(
    'oauth.email',
    email !== null,
    email === null ? 'no main address that is verified' : 'verified',
  );
  return {
    ...{ subject: person.subject, email, isEmailVerified: true, name: person.name },
    attributes: person.attributes,
    ...{ assurance: [], authenticatedAt: null, peerSession: null, peerName: null, notAfter: null },
  };
}
