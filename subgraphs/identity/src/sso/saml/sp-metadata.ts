import { BINDING, NS, type OwnAddresses } from './names.js';

const ENCRYPTION_METHODS = [
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
];

/** Our certificates, PEM, those in use first; several while they are renewed. */
export interface PublishedKeys {
  readonly signing: readonly string[];
  readonly encryption: readonly string[];
}

/**
 * What an identity provider has to know of us (SAML Metadata §2.4.4): per connection an entity id, addresses and
 * certificates of its own. The certificate for encryption is in it only where the connection demands encryption, because
 * some providers (AD FS) encrypt as soon as they see one.
 */
export function spMetadata({ signing, encryption }: PublishedKeys, own: OwnAddresses): string {
  const keys = [
    ...signing.map((pem) => keyDescriptor('signing', pem, [])),
    ...encryption.map((pem) => keyDescriptor('encryption', pem, ENCRYPTION_METHODS)),
  ];
  const logout = (binding: string): string =>
    `    <SingleLogoutService Binding="${binding}" Location="${escaped(own.logoutUrl)}"/>\n`;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<EntityDescriptor xmlns="${NS.metadata}" xmlns:ds="${NS.signature}" entityID="${escaped(own.entityId)}">\n` +
    `  <SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" protocolSupportEnumeration="${NS.protocol}">\n` +
    keys.join('') +
    logout(BINDING.redirect) +
    logout(BINDING.post) +
    '    <NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</NameIDFormat>\n' +
    `    <AssertionConsumerService Binding="${BINDING.post}" Location="${escaped(own.acsUrl)}" index="0" isDefault="true"/>\n` +
    '  </SPSSODescriptor>\n' +
    '</EntityDescriptor>\n'
  );
}

function keyDescriptor(use: string, pem: string, methods: readonly string[]): string {
  const body = pem.replace(/-----(BEGIN|END) CERTIFICATE-----/g, '').replace(/\s/g, '');
  return (
    `    <KeyDescriptor use="${use}"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${body}</ds:X509Certificate>` +
    '</ds:X509Data></ds:KeyInfo>' +
    methods.map((method) => `<EncryptionMethod Algorithm="${method}"/>`).join('') +
    '</KeyDescriptor>\n'
  );
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
