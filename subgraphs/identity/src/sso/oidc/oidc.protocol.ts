import * as client from 'openid-client';
import { listChecks, reasonOf, shown, type CheckList } from '../checks.js';
import type { ConnectionOf } from '../connection.js';
import type { Begun, BeginOptions, Protocol, Received } from '../protocol.js';
import type { Claims } from './check-id-token.js';
import { assertionOf, GOOGLE } from './claims.js';
import { callbackUrl, configurationOf, metadataOf } from './configuration.js';
import { exchangeCode, type Exchanged, type Kept } from './exchange.js';
import type { OidcCheckName } from './names.js';

const NO_FETCH = (): Promise<never> => Promise.reject(new Error('Nothing is fetched here.'));

/**
 * OpenID Connect Core 1.0 by the code flow with PKCE (RFC 7636), as RFC 9700 wants it: state, nonce, a redirect URI of
 * the connection's own and the issuer of the answer (RFC 9207) bind it to this browser, attempt and provider.
 */
export const oidcProtocol: Protocol<'oidc'> = {
  begin: async (connection, options) => begin(connection, options),

  complete: async (connection, received) => {
    const { checks, outcome } = await listChecks<OidcCheckName, ReturnType<typeof assertionOf>>(
      async (list) => {
        const kept = checkResponse(connection, received, list);
        const exchanged = await exchangeCode(connection, received, kept, list);
        const userInfo = await askUserInfo(connection, exchanged, list);
        return assertionOf(connection, exchanged.claims, userInfo, list);
      },
    );
    return outcome ? { ok: true, assertion: outcome, checks } : { ok: false, checks };
  },

  logoutUrl: (connection, { subject, origin }) => {
    if (metadataOf(connection).end_session_endpoint === undefined) return Promise.resolve(null);
    const url = client.buildEndSessionUrl(configurationOf(connection, NO_FETCH), {
      logout_hint: subject,
      post_logout_redirect_uri: new URL('/sign-in', origin).href,
    });
    return Promise.resolve(url.href);
  },
};

async function begin(connection: ConnectionOf<'oidc'>, options: BeginOptions): Promise<Begun> {
  const { issuer, scopes } = connection.config;
  const [nonce, verifier] = [client.randomNonce(), client.randomPKCECodeVerifier()];
  // Google knows no new sign-in on demand, but lets people choose the account.
  const isGoogle = issuer === GOOGLE;
  const fresh: Record<string, string> = isGoogle
    ? { prompt: 'select_account' }
    : { prompt: 'login', max_age: '0' };
  const url = client.buildAuthorizationUrl(configurationOf(connection, NO_FETCH), {
    redirect_uri: callbackUrl(options.origin, connection.id),
    scope: [...new Set(['openid', ...scopes])].join(' '),
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: options.state,
    nonce,
    ...(options.loginHint === null ? {} : { login_hint: options.loginHint }),
    ...(options.isFresh ? fresh : {}),
  });
  const freshSince = options.isFresh && !isGoogle ? String(Math.floor(Date.now() / 1000)) : '';
  const kept: Kept = { state: options.state, nonce, verifier, freshSince };
  return { redirectUrl: url.href, kept: { ...kept } };
}

/** Looks at the redirect before anything is sent anywhere: a code goes to nobody but the issuer that it came from. */
function checkResponse(
  connection: ConnectionOf<'oidc'>,
  { fields, kept }: Received,
  list: CheckList<OidcCheckName>,
): Kept {
  const { issuer } = connection.config;
  list.demand('oidc.state', kept?.state !== undefined && fields.state === kept.state, 'compared');
  const isAdvertised = metadataOf(connection).authorization_response_iss_parameter_supported === true;
  const isIssuer = fields.iss === undefined ? !isAdvertised : fields.iss === issuer;
  list.demand('oidc.response_issuer', isIssuer, shown(fields.iss ?? 'not said'));
  const problem = [fields.error, fields.error_description].filter((each) => each !== undefined).join(': ');
  const isCode =
    problem === '' && (fields.code ?? '') !== '' && !('id_token' in fields || 'response' in fields);
  list.demand('oidc.response', isCode, problem === '' ? 'a code' : shown(problem));
  const { state, nonce, verifier, freshSince } = kept as Record<string, string>;
  return { state: state ?? '', nonce: nonce ?? '', verifier: verifier ?? '', freshSince: freshSince ?? '' };
}

/** What the provider says besides; about the same person, or not at all. */
async function askUserInfo(
  connection: ConnectionOf<'oidc'>,
  { configuration, accessToken, claims }: Exchanged,
  list: CheckList<OidcCheckName>,
): Promise<Claims> {
  if (metadataOf(connection).userinfo_endpoint === undefined) return {};
  const answer = await client
    .fetchUserInfo(configuration, accessToken, client.skipSubjectCheck)
    .catch((error: unknown) => list.refuse('oidc.userinfo', reasonOf(error)));
  list.demand('oidc.userinfo', answer.sub === claims.sub, `sub ${shown(answer.sub)}`);
  return { ...answer };
}
