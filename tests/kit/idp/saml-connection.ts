import { makeForge, type Forge } from './saml-forge.js';

/** Our own keys of a connection, PEM: certificates for signing and for encryption, and their private keys. */
export interface GivenKeys {
  readonly certificates: readonly [string, string];
  readonly secret: { readonly signingKey: string; readonly encryptionKey: string };
}

/** Keys as a connection has them. */
export async function giveKeys(): Promise<GivenKeys> {
  const [signing, encryption] = await Promise.all([makeForge('signing'), makeForge('encryption')]);
  return {
    certificates: [signing.certificate, encryption.certificate],
    secret: { signingKey: signing.key, encryptionKey: encryption.key },
  };
}

interface Rule {
  readonly attribute: string;
  readonly value: string;
  readonly role: string;
}

function usualSettings(forge: Forge, keys: GivenKeys) {
  return {
    mapping: { email: 'email', name: 'name' as string | null, groups: null as string | null },
    newcomers: {
      ...{ allowed: true, role: 'organization.member', ceiling: 'organization.member' },
      rules: [] as Rule[],
    },
    acceptedAssurance: [] as string[],
    idpEntityId: forge.entityId,
    ssoUrl: 'https://idp.acme.example/sso',
    ssoBinding: 'redirect' as 'redirect' | 'post',
    sloUrl: null as string | null,
    certificates: [forge.certificate],
    metadataUrl: null as string | null,
    allowIdpInitiated: false,
    requireEncryption: false,
    requestedContexts: [] as string[],
    ownCertificates: [...keys.certificates],
    nextCertificates: [] as string[],
    pastCertificates: [] as string[],
  };
}

/** What a test says of a connection; the rest is usual. */
export type SamlChange = Partial<ReturnType<typeof usualSettings>>;

/** The configuration of a connection to an identity provider. */
export function samlSettings(forge: Forge, keys: GivenKeys, change: SamlChange = {}) {
  return { ...usualSettings(forge, keys), ...change };
}

/** The connection itself, as sign-in has it. */
export function samlConnection(
  forge: Forge,
  keys: GivenKeys,
  { id, ...change }: SamlChange & { readonly id: string },
) {
  return {
    ...{ id, organizationId: '00000000-0000-4000-8000-0000000000aa', name: 'Acme', version: 1 },
    secret: { ...keys.secret },
    kind: 'saml' as const,
    config: samlSettings(forge, keys, change),
  };
}
