import type { Bilingual } from './permissions.js';
import { OIDC_GUIDES } from './sso-guides-oidc.js';
import { SAML_GUIDES } from './sso-guides-saml.js';

/** One step at the identity provider: what to click there and what to copy where. */
export type GuideStep = Bilingual;

/** A kind of identity provider with a protocol: where things stand there, and what it usually sends. */
export interface Preset {
  readonly kind: 'saml' | 'oidc' | 'oauth';
  /** Product names are the same in both languages. */
  readonly provider: string;
  /** Where mail, name and groups stand among what it asserts. */
  readonly mapping: { readonly email: string; readonly name: string | null; readonly groups: string | null };
  /** For OpenID Connect: what is asked for. */
  readonly scopes?: readonly string[];
  /** An example of its issuer, or of the address of its metadata. */
  readonly example: string;
  /** Values that usually mean a second factor there. They are offered, never accepted by themselves. */
  readonly usualFactors: readonly string[];
  readonly guide: readonly GuideStep[];
}

const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const MULTIPLE = 'context:http://schemas.microsoft.com/claims/multipleauthn';
const SCOPES = ['openid', 'email', 'profile'];
const named = { email: 'email', name: 'name', groups: null };

/** Every preset, by its lasting key. */
export const SSO_PRESETS = {
  okta: {
    kind: 'oidc',
    provider: 'Okta',
    mapping: { ...named, groups: 'groups' },
    scopes: [...SCOPES, 'groups'],
    example: 'https://company.okta.com',
    usualFactors: ['amr:mfa', 'amr:hwk', 'amr:phr'],
    guide: OIDC_GUIDES.okta,
  },
  okta_saml: {
    kind: 'saml',
    provider: 'Okta',
    mapping: { email: 'email', name: 'name', groups: 'groups' },
    example: 'https://company.okta.com/app/abc/sso/saml/metadata',
    usualFactors: ['context:https://refeds.org/profile/mfa'],
    guide: SAML_GUIDES.okta,
  },
  entra: {
    kind: 'oidc',
    provider: 'Microsoft Entra ID',
    mapping: { ...named, groups: 'groups' },
    scopes: SCOPES,
    example: 'https://login.microsoftonline.com/TENANT-ID/v2.0',
    usualFactors: ['amr:mfa'],
    guide: OIDC_GUIDES.entra,
  },
  entra_saml: {
    kind: 'saml',
    provider: 'Microsoft Entra ID',
    mapping: {
      email: `${CLAIMS}/emailaddress`,
      name: 'http://schemas.microsoft.com/identity/claims/displayname',
      groups: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
    },
    example: 'https://login.microsoftonline.com/TENANT-ID/federationmetadata/2007-06/federationmetadata.xml',
    usualFactors: [MULTIPLE],
    guide: SAML_GUIDES.entra,
  },
  adfs: {
    kind: 'saml',
    provider: 'Active Directory (AD FS)',
    mapping: {
      email: `${CLAIMS}/emailaddress`,
      name: `${CLAIMS}/name`,
      groups: 'http://schemas.xmlsoap.org/claims/Group',
    },
    example: 'https://adfs.company.com/FederationMetadata/2007-06/FederationMetadata.xml',
    usualFactors: [MULTIPLE],
    guide: SAML_GUIDES.adfs,
  },
  google: {
    kind: 'oidc',
    provider: 'Google Workspace',
    mapping: named,
    scopes: SCOPES,
    example: 'https://accounts.google.com',
    usualFactors: [],
    guide: OIDC_GUIDES.google,
  },
  google_saml: {
    kind: 'saml',
    provider: 'Google Workspace',
    mapping: { email: 'NameID', name: 'name', groups: 'groups' },
    example: 'https://accounts.google.com/o/saml2?idpid=…',
    usualFactors: [],
    guide: SAML_GUIDES.google,
  },
  keycloak: {
    kind: 'oidc',
    provider: 'Keycloak',
    mapping: { ...named, groups: 'groups' },
    scopes: SCOPES,
    example: 'https://sso.company.com/realms/company',
    usualFactors: ['amr:otp', 'amr:hwk', 'acr:2', 'acr:gold'],
    guide: OIDC_GUIDES.keycloak,
  },
  keycloak_saml: {
    kind: 'saml',
    provider: 'Keycloak',
    mapping: { email: 'email', name: 'name', groups: 'groups' },
    example: 'https://sso.company.com/realms/company/protocol/saml/descriptor',
    usualFactors: ['context:urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken'],
    guide: SAML_GUIDES.keycloak,
  },
  github: {
    kind: 'oauth',
    provider: 'GitHub',
    mapping: named,
    example: 'https://github.com',
    usualFactors: [],
    guide: OIDC_GUIDES.github,
  },
  oidc: {
    kind: 'oidc',
    provider: 'OpenID Connect',
    mapping: named,
    scopes: SCOPES,
    example: 'https://idp.company.com',
    usualFactors: ['amr:mfa', 'amr:otp', 'amr:hwk'],
    guide: OIDC_GUIDES.oidc,
  },
  saml: {
    kind: 'saml',
    provider: 'SAML 2.0',
    mapping: { email: 'email', name: 'name', groups: null },
    example: 'https://idp.company.com/metadata',
    usualFactors: ['context:https://refeds.org/profile/mfa', MULTIPLE],
    guide: SAML_GUIDES.saml,
  },
} as const satisfies Record<string, Preset>;

/** The key of a preset. */
export type SsoPreset = keyof typeof SSO_PRESETS;

/** All keys, in the order in which they are offered. */
export const SSO_PRESET_KEYS = Object.keys(SSO_PRESETS) as SsoPreset[];
