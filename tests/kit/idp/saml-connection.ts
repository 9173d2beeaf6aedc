import type { ConnectionOf, SamlConfig } from '#subgraphs/identity/src/sso/connection.js';
import type { OwnKeys } from '#subgraphs/identity/src/sso/saml/own-keys.js';
import type { Forge } from './saml-forge.js';

/** The configuration of a connection to an identity provider. */
export function samlSettings(forge: Forge, keys: OwnKeys, change: Partial<SamlConfig> = {}): SamlConfig {
  return {
    mapping: { email: 'email', name: 'name', groups: null },
    newcomers: { allowed: true, role: 'organization.member', ceiling: 'organization.member', rules: [] },
    acceptedAssurance: [],
    idpEntityId: forge.entityId,
    ssoUrl: 'https://idp.acme.example/sso',
    ssoBinding: 'redirect',
    sloUrl: null,
    certificates: [forge.certificate],
    metadataUrl: null,
    allowIdpInitiated: false,
    requireEncryption: false,
    requestedContexts: [],
    ownCertificates: [...keys.certificates],
    ...change,
  };
}

/** The connection itself, as sign-in has it. */
export function samlConnection(
  forge: Forge,
  keys: OwnKeys,
  { id, ...change }: Partial<SamlConfig> & { readonly id: string },
): ConnectionOf<'saml'> {
  return {
    ...{ id, organizationId: '00000000-0000-4000-8000-0000000000aa', name: 'Acme', version: 1 },
    ...{ secret: keys.secret, kind: 'saml', config: samlSettings(forge, keys, change) },
  };
}
