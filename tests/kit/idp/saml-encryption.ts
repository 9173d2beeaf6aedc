import { claimsOf, signedAssertion, type Attack } from './saml-attack-world.js';
import { assertionXml, encode, encrypt, responseXml } from './saml-forge.js';

/** The content of an EncryptedAssertion. */
const contentOf = (encrypted: string): string =>
  /<xenc:EncryptedData.*<\/xenc:EncryptedData>/s.exec(encrypted)?.[0] ?? '';

/** Encrypted for us, and still not to be taken. */
export const ENCRYPTION: readonly Attack[] = [
  {
    name: 'encrypted for somebody else',
    reason: 'saml.encryption',
    make: (world) =>
      encode(responseXml(claimsOf(world), encrypt(signedAssertion(world), world.stranger.certificate))),
  },
  {
    name: 'encrypted, not signed',
    reason: 'saml.signature',
    make: (world) =>
      encode(
        responseXml(claimsOf(world), encrypt(assertionXml(claimsOf(world)), world.encryptionCertificate)),
      ),
  },
  {
    name: 'encrypted with a comment in the NameID',
    reason: 'saml.markup',
    passesLibrary: true,
    make: (world) => {
      const { nameId } = world.attacker;
      const signed = signedAssertion(world).replace(
        `>${nameId}<`,
        `>${nameId.slice(0, 4)}<!---->${nameId.slice(4)}<`,
      );
      return encode(responseXml(claimsOf(world), encrypt(signed, world.encryptionCertificate)));
    },
  },
  {
    name: 'encrypted, two assertions',
    reason: 'saml.structure',
    make: (world) => {
      const evil = assertionXml({ ...claimsOf(world, {}, world.victim), assertionId: '_evil' });
      const wrapped = evil.replace(
        '</saml:Issuer>',
        `</saml:Issuer><saml:Advice>${signedAssertion(world)}</saml:Advice>`,
      );
      return encode(responseXml(claimsOf(world), encrypt(wrapped, world.encryptionCertificate)));
    },
  },
  {
    name: 'encrypted by CBC, the Response not signed',
    reason: 'saml.signature',
    passesLibrary: true,
    make: (world) =>
      encode(
        responseXml(
          claimsOf(world),
          encrypt(signedAssertion(world), world.encryptionCertificate, { method: 'aes256-cbc' }),
        ),
      ),
  },
  {
    name: 'encrypted by CBC, behind something encrypted by GCM',
    reason: 'saml.encryption',
    passesLibrary: true,
    make: (world) => {
      const [cbc = '', gcm = ''] = (['aes256-cbc', 'aes256-gcm'] as const).map((method) =>
        encrypt(signedAssertion(world), world.encryptionCertificate, { method }),
      );
      const both = gcm.replace('<xenc:EncryptedData', `<x>${contentOf(cbc)}</x>$&`);
      return encode(responseXml(claimsOf(world), both));
    },
  },
  {
    name: 'encrypted, its key by RSA 1.5',
    reason: 'saml.encryption',
    passesLibrary: true,
    make: (world) =>
      encode(
        responseXml(
          claimsOf(world),
          encrypt(signedAssertion(world), world.encryptionCertificate, {
            transport: 'http://www.w3.org/2001/04/xmlenc#rsa-1_5',
          }),
        ),
      ),
  },
];
