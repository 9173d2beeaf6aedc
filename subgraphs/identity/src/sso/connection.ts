import { z } from 'zod';

const url = z.url({ protocol: /^https$/ }).max(2000);
const name = z.string().min(1).max(200);
const pem = z.string().max(10_000);

/** Where a person's mail, name and groups stand among what the counterpart asserts. */
const mapping = z.strictObject({ email: name, name: name.nullable(), groups: name.nullable() });

/** Which role somebody gets who arrives for the first time; none is ever above `ceiling`. */
const newcomers = z.strictObject({
  /** Whether people who are unknown here get an account at all. */
  allowed: z.boolean(),
  role: z.string(),
  ceiling: z.string(),
  /** The first rule that fits decides. */
  rules: z.array(z.strictObject({ attribute: name, value: z.string().max(500), role: z.string() })).max(50),
});

/** What every kind of connection has. */
const common = {
  mapping,
  newcomers,
  /**
   * What counts as a second factor when the counterpart asserts it, for example `amr:mfa`, `acr:…` or
   * `context:urn:…`; nothing does until it is chosen.
   */
  acceptedAssurance: z.array(z.string().min(5).max(300)).max(20),
};

/** SAML 2.0: what we know of the identity provider (SAML Metadata §2.4.3). */
export const samlConfig = z.strictObject({
  ...common,
  idpEntityId: z.string().min(1).max(1024),
  ssoUrl: url,
  ssoBinding: z.enum(['redirect', 'post']),
  sloUrl: url.nullable(),
  /** Of the identity provider, PEM; two while they are rolled over. */
  certificates: z.array(pem).min(1).max(4),
  /** Where metadata came from, fetched again every day; `null` when a file was given. */
  metadataUrl: url.nullable(),
  allowIdpInitiated: z.boolean(),
  requireEncryption: z.boolean(),
  /** RequestedAuthnContext; empty for none. */
  requestedContexts: z.array(z.string().max(300)).max(10),
  /** Our own certificates, PEM, for the metadata; their keys lie in the secret. */
  ownCertificates: z.array(pem).max(2),
  /** While ours are renewed: those that will sign, published already. */
  nextCertificates: z.array(pem).max(2).default([]),
  /** While ours are renewed: those that signed before, published still. */
  pastCertificates: z.array(pem).max(2).default([]),
});

/** OpenID Connect: the issuer and what its discovery document said when it was saved. */
export const oidcConfig = z.strictObject({
  ...common,
  issuer: url,
  clientId: z.string().min(1).max(300),
  scopes: z.array(z.string().min(1).max(100)).min(1).max(20),
  /** The discovery document (OpenID Connect Discovery 1.0 §4.2), as far as it is used. */
  metadata: z.record(z.string(), z.unknown()),
});

/** OAuth 2.0 without OpenID Connect: addresses come from a built-in provider, never from people. */
export const oauthConfig = z.strictObject({
  ...common,
  provider: z.enum(['github']),
  clientId: z.string().min(1).max(300),
});

/** {@link samlConfig}, read. */
export type SamlConfig = z.infer<typeof samlConfig>;
/** {@link oidcConfig}, read. */
export type OidcConfig = z.infer<typeof oidcConfig>;
/** {@link oauthConfig}, read. */
export type OauthConfig = z.infer<typeof oauthConfig>;

/** A connection as sign-in needs it. */
interface Base {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  /** The version of the configuration that this is. */
  readonly version: number;
  /** JSON: client secret, or our own private keys (PEM); opened by the keyring. `null` where none was given. */
  readonly secret: Readonly<Record<string, string>> | null;
}

/** A set-up way from an Organization's identity provider to us, at one version of its configuration. */
export type Connection = Base &
  (
    | { readonly kind: 'saml'; readonly config: SamlConfig }
    | { readonly kind: 'oidc'; readonly config: OidcConfig }
    | { readonly kind: 'oauth'; readonly config: OauthConfig }
  );

/** A connection of one kind. */
export type ConnectionOf<Kind extends Connection['kind']> = Extract<Connection, { kind: Kind }>;
