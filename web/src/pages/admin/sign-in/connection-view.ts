import type { ConnectionPageQuery, ConnectionsQuery, DomainsQuery } from '../../../gql/graphql.ts';
import { SSO_PRESETS, type Preset, type SsoPreset } from '#schema/sso-presets.js';

/** A connection as the list shows it. */
export type ConnectionItem = ConnectionsQuery['connections'][number];

/** A connection with everything that its page shows. */
export type ConnectionView = NonNullable<ConnectionPageQuery['connection']>;

/** A domain of the Organization. */
export type DomainView = DomainsQuery['domains'][number];

/** The preset that a connection was made from; the plain one of its protocol when it is known no more. */
export function presetOf({ preset, kind }: Pick<ConnectionItem, 'preset' | 'kind'>): Preset {
  if (Object.hasOwn(SSO_PRESETS, preset)) return SSO_PRESETS[preset as SsoPreset];
  return kind === 'SAML' ? SSO_PRESETS.saml : SSO_PRESETS.oidc;
}

const DAY_MS = 86_400_000;

/** When the last certificate of a SAML provider ends, if that is within sixty days; otherwise null. */
export function certificateEnd(
  connection: { readonly saml?: { readonly certificates: readonly { readonly endsAt: string }[] } | null },
  nowMs: number,
): string | null {
  const ends = (connection.saml?.certificates ?? []).map(({ endsAt }) => endsAt).sort();
  const last = ends.at(-1);
  return last && Date.parse(last) - nowMs < 60 * DAY_MS ? last : null;
}

/** When the first of our own certificates ends; `null` without any. */
function firstEnd(certificates: readonly { readonly endsAt: string }[]): string | null {
  return certificates.map(({ endsAt }) => endsAt).sort()[0] ?? null;
}

/** When our own keys of a SAML connection end, if that is within sixty days; otherwise null. */
export function ownKeysEnd(
  connection: { readonly saml?: { readonly ownCertificates: readonly { readonly endsAt: string }[] } | null },
  nowMs: number,
): string | null {
  const first = firstEnd(connection.saml?.ownCertificates ?? []);
  return first && Date.parse(first) - nowMs < 60 * DAY_MS ? first : null;
}

// Protocols have the same names in every language.
const PROTOCOLS = { SAML: 'SAML 2.0', OIDC: 'OpenID Connect', OAUTH: 'OAuth 2.0' } as const;

const KINDS = { saml: 'SAML', oidc: 'OIDC', oauth: 'OAUTH' } as const;

/** A preset in words: the provider, and its protocol where that is not all there is to say. */
export function presetName({ provider, kind }: Pick<Preset, 'provider' | 'kind'>): string {
  const protocol = PROTOCOLS[KINDS[kind]];
  return provider === protocol ? provider : `${provider}, ${protocol}`;
}
