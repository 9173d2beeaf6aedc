import { claimsOf, signedMessage, tampering, type Attack } from './saml-attack-world.js';
import { ENCRYPTED_ID } from './saml-encrypted-id.js';
import { ENCRYPTION } from './saml-encryption.js';
import { assertionXml, encode, responseXml, sign } from './saml-forge.js';
import { STATEMENTS } from './saml-statements.js';
import { WRAPPING } from './saml-wrapping.js';

const MARKUP: readonly Attack[] = [
  tampering(
    'a comment in the NameID',
    'saml.markup',
    (xml, { attacker }) =>
      xml.replace(
        `>${attacker.nameId}<`,
        `>${attacker.nameId.slice(0, 4)}<!---->${attacker.nameId.slice(4)}<`,
      ),
    { passesLibrary: true },
  ),
  tampering(
    'a comment in the mail address',
    'saml.markup',
    (xml, { attacker }) =>
      xml.replace(
        `>${attacker.email}<`,
        `>${attacker.email.slice(0, 4)}<!-- x -->${attacker.email.slice(4)}<`,
      ),
    { passesLibrary: true },
  ),
  tampering('a processing instruction in the NameID', 'saml.markup', (xml, { attacker }) =>
    xml.replace(`>${attacker.nameId}<`, `>${attacker.nameId.slice(0, 4)}<?x y?>${attacker.nameId.slice(4)}<`),
  ),
  tampering(
    'a CDATA section in the NameID',
    'saml.markup',
    (xml, { attacker }) => xml.replace(`>${attacker.nameId}<`, `><![CDATA[${attacker.nameId}]]><`),
    { passesLibrary: true },
  ),
  tampering('a document type', 'saml.markup', (xml) => `<!DOCTYPE Response>${xml}`, { passesLibrary: true }),
  tampering(
    'an entity of its own',
    'saml.markup',
    (xml, { attacker }) =>
      `<!DOCTYPE r [<!ENTITY v "victim">]>${xml.replace(`>${attacker.nameId}<`, '>&v;<')}`,
  ),
  tampering(
    'entities within entities',
    'saml.markup',
    (xml) => `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${xml}`,
  ),
  tampering('a style sheet', 'saml.markup', (xml) => `<?xml-stylesheet href="https://e.example/"?>${xml}`, {
    passesLibrary: true,
  }),
  tampering('text before the document', 'saml.markup', (xml) => `x${xml}`, { passesLibrary: true }),
  tampering('two documents', 'saml.markup', (xml) => `${xml}${xml}`),
  tampering('an attribute twice', 'saml.markup', (xml, { own }) =>
    xml.replace('<samlp:Response ', `<samlp:Response Destination="${own.acsUrl}" `),
  ),
  tampering(
    'a prefix without a namespace',
    'saml.markup',
    (xml) => xml.replace('<samlp:Status>', '<e:x/><samlp:Status>'),
    { passesLibrary: true },
  ),
  tampering(
    'too deep',
    'saml.markup',
    (xml) => xml.replace('<samlp:Status>', `${'<x>'.repeat(300)}${'</x>'.repeat(300)}<samlp:Status>`),
    { passesLibrary: true },
  ),
  {
    name: 'not UTF-8',
    reason: 'saml.markup',
    make: (world) => Buffer.from(`\uFEFF${signedMessage(world)}`, 'utf16le').toString('base64'),
  },
  {
    name: 'larger than a message may be',
    reason: 'saml.markup',
    passesLibrary: true,
    make: (world) =>
      encode(signedMessage(world).replace('<samlp:Status>', `${' '.repeat(300_000)}<samlp:Status>`)),
  },
  {
    name: 'base64 with other characters in it',
    reason: 'saml.message',
    passesLibrary: true,
    make: (world) =>
      `${encode(signedMessage(world)).slice(0, 40)}!*${encode(signedMessage(world)).slice(40)}`,
  },
  { name: 'not a message', reason: 'saml.markup', make: () => encode('hello') },
  { name: 'nothing', reason: 'saml.message', make: () => '' },
];

const SIGNATURE: readonly Attack[] = [
  {
    name: 'not signed',
    reason: 'saml.signature',
    make: (world) => encode(responseXml(claimsOf(world), assertionXml(claimsOf(world)))),
  },
  {
    name: 'the Response signed, the assertion not',
    reason: 'saml.signature',
    make: (world) =>
      encode(sign(responseXml(claimsOf(world), assertionXml(claimsOf(world))), world.forge, 'Response')),
  },
  tampering('another NameID after signing', 'saml.signature', (xml, { attacker, victim }) =>
    xml.replace(`>${attacker.nameId}<`, `>${victim.nameId}<`),
  ),
  tampering('another mail address after signing', 'saml.signature', (xml, { attacker, victim }) =>
    xml.replace(`>${attacker.email}<`, `>${victim.email}<`),
  ),
  {
    name: 'signed by an impostor whose certificate lies in KeyInfo',
    reason: 'saml.signature',
    make: (world) => encode(signedMessage({ ...world, forge: world.impostor })),
  },
  {
    name: 'signed by an impostor, the right certificate in KeyInfo',
    reason: 'saml.signature',
    make: (world) =>
      encode(
        signedMessage({ ...world, forge: world.impostor }, {}, { shownCertificate: world.forge.certificate }),
      ),
  },
  {
    name: 'signed by the identity provider of another Organization under its own name',
    reason: 'saml.response_issuer',
    make: (world) => encode(signedMessage({ ...world, forge: world.stranger })),
  },
  {
    name: 'signed by the identity provider of another Organization under this one’s name',
    reason: 'saml.signature',
    make: (world) =>
      encode(signedMessage({ ...world, forge: { ...world.stranger, entityId: world.forge.entityId } })),
  },
  {
    name: 'signed with SHA-1',
    reason: 'saml.algorithms',
    passesLibrary: true,
    make: (world) =>
      encode(signedMessage(world, {}, { method: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' })),
  },
  {
    name: 'a digest by SHA-1',
    reason: 'saml.algorithms',
    passesLibrary: true,
    make: (world) => encode(signedMessage(world, {}, { digest: 'http://www.w3.org/2000/09/xmldsig#sha1' })),
  },
  tampering('HMAC with the certificate as its key', 'saml.algorithms', (xml) =>
    xml.replace('xmldsig-more#rsa-sha256', 'xmldsig-more#hmac-sha256'),
  ),
  tampering('an XPath transform', 'saml.algorithms', (xml) =>
    xml.replace(
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/TR/1999/REC-xpath-19991116',
    ),
  ),
  {
    name: 'canonicalization with comments',
    reason: 'saml.algorithms',
    passesLibrary: true,
    make: (world) =>
      encode(
        signedMessage(
          world,
          {},
          {
            transforms: [
              'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
              'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
            ],
          },
        ),
      ),
  },
  tampering('an empty signature value', 'saml.signature', (xml) =>
    xml.replace(/<ds:SignatureValue>[^<]+</, '<ds:SignatureValue><'),
  ),
];

/** Messages that must all be refused, each with its reason; replay is tried apart, for it takes two. */
export const SAML_ATTACKS: readonly Attack[] = [
  ...WRAPPING,
  ...MARKUP,
  ...SIGNATURE,
  ...STATEMENTS,
  ...ENCRYPTION,
  ...ENCRYPTED_ID,
];
