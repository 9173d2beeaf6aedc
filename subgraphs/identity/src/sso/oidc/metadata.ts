import { z } from 'zod';
import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import { listChecks, reasonOf, shown, type CheckList } from '../checks.js';
import type { Check } from '../protocol.js';

/**
 * How ID tokens and logout tokens may be signed: asymmetric alone. `none` and the HS family, by which a key that
 * everybody knows becomes a secret, are not among them (RFC 8725 §3.1, §3.2).
 */
export const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'] as const;

/** How we show that we are who we say at the token endpoint. */
const CLIENT_AUTHENTICATION = ['client_secret_basic', 'client_secret_post'] as const;

const endpoint = z.url({ protocol: /^https$/ }).max(2000);
const texts = z.array(z.string().max(200)).max(200);

/** The discovery document as far as it is used (OpenID Connect Discovery 1.0 §3, RFC 8414 §2, RFC 9207 §3). */
export const oidcMetadata = z.object({
  issuer: endpoint,
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  jwks_uri: endpoint,
  userinfo_endpoint: endpoint.optional(),
  end_session_endpoint: endpoint.optional(),
  id_token_signing_alg_values_supported: texts.optional(),
  token_endpoint_auth_methods_supported: texts.optional(),
  code_challenge_methods_supported: texts.optional(),
  acr_values_supported: texts.optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
  backchannel_logout_supported: z.boolean().optional(),
});

/** What is kept of a discovery document. */
export type OidcMetadata = z.infer<typeof oidcMetadata>;

/** The checks of a set-up, each with its clause. */
export const DISCOVERY_CHECKS = {
  'discovery.address': 'OpenID Connect Discovery 1.0 §2',
  'discovery.document': 'OpenID Connect Discovery 1.0 §4.2',
  'discovery.issuer': 'OpenID Connect Discovery 1.0 §4.3',
  'discovery.endpoints': 'OpenID Connect Discovery 1.0 §3',
  'discovery.algorithms': 'RFC 8725 §3.1',
  'discovery.authentication': 'OpenID Connect Core 1.0 §9',
  'discovery.pkce': 'RFC 9700 §2.1.1',
  'discovery.keys': 'RFC 7517 §5',
} as const;

type DiscoveryCheck = keyof typeof DISCOVERY_CHECKS;

/** The issuer's name as it is compared: nothing of it is changed but the space around it. */
export function issuerOf(text: string): string {
  return text.trim().replace(/\/\.well-known\/openid-configuration\/?$/, '');
}

/**
 * Fetches what an issuer says of itself, for the set-up of a connection; `metadata` is null when a check failed, and
 * the last check says why. The document must name the very issuer that was asked: one issuer cannot speak for another.
 */
export async function discoverProvider(
  entered: string,
  fetch: OutgoingFetch,
): Promise<{ readonly checks: readonly Check[]; readonly metadata: OidcMetadata | null }> {
  const issuer = issuerOf(entered);
  const { checks, outcome } = await listChecks<DiscoveryCheck, OidcMetadata>(
    async (list: CheckList<DiscoveryCheck>) => {
      const address = URL.canParse(issuer) ? new URL(issuer) : null;
      list.demand('discovery.address', isIssuer(address), shown(issuer));
      const place = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
      const document = await read(place, fetch, list, 'discovery.document');
      const said = typeof document === 'object' && document && 'issuer' in document ? document.issuer : null;
      list.demand('discovery.issuer', said === issuer, `${shown(said)}, expected ${issuer}`);
      const parsed = oidcMetadata.safeParse(document);
      if (!parsed.success)
        list.refuse('discovery.endpoints', parsed.error.issues.map(({ path }) => path.join('.')).join(', '));
      list.demand('discovery.endpoints', true, 'https');
      const metadata = parsed.data;
      judgeAbilities(metadata, list);
      await judgeKeys(metadata, fetch, list);
      return metadata;
    },
  );
  return { checks, metadata: outcome };
}

function isIssuer(address: URL | null): boolean {
  return address?.protocol === 'https:' && address.search === '' && address.hash === '';
}

function judgeAbilities(metadata: OidcMetadata, list: CheckList<DiscoveryCheck>): void {
  const algorithms = metadata.id_token_signing_alg_values_supported ?? ['RS256'];
  list.demand('discovery.algorithms', usableAlgorithms(metadata).length > 0, algorithms.join(', '));
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  list.demand('discovery.authentication', authenticationOf(metadata) !== null, methods.join(', '));
  const challenges = metadata.code_challenge_methods_supported;
  list.demand('discovery.pkce', challenges?.includes('S256') ?? true, challenges?.join(', ') ?? 'not said');
}

async function judgeKeys(
  metadata: OidcMetadata,
  fetch: OutgoingFetch,
  list: CheckList<DiscoveryCheck>,
): Promise<void> {
  const keys = await read(metadata.jwks_uri, fetch, list);
  const found = z.object({ keys: z.array(z.object({ kty: z.enum(['RSA', 'EC', 'OKP']) })) }).safeParse(keys);
  const count = found.success ? found.data.keys.length : 0;
  list.demand('discovery.keys', count > 0, String(count));
}

/** The JSON at an address; the check is noted when it is the document itself that is asked for. */
async function read(
  place: string,
  fetch: OutgoingFetch,
  list: CheckList<DiscoveryCheck>,
  check?: DiscoveryCheck,
): Promise<unknown> {
  const failed = check ?? 'discovery.keys';
  const answer = await fetch(place, { headers: { accept: 'application/json' } }).catch((error: unknown) =>
    list.refuse(failed, reasonOf(error)),
  );
  if (answer.status !== 200) list.refuse(failed, `${place}: HTTP ${answer.status}`);
  const document: unknown = await answer
    .json()
    .catch((error: unknown) => list.refuse(failed, `${place}: not JSON (${reasonOf(error)})`));
  if (document === null) list.refuse(failed, `${place}: not JSON`);
  if (check) list.demand(check, true, place);
  return document;
}

/** The ways of signing that both sides know, of those that are safe. */
export function usableAlgorithms(metadata: OidcMetadata): string[] {
  const offered = metadata.id_token_signing_alg_values_supported ?? ['RS256'];
  return ALGORITHMS.filter((each) => offered.includes(each));
}

/** How the client secret is sent; null when the provider takes it in no way that we know. */
export function authenticationOf(metadata: OidcMetadata): (typeof CLIENT_AUTHENTICATION)[number] | null {
  const offered = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return CLIENT_AUTHENTICATION.find((each) => offered.includes(each)) ?? null;
}
