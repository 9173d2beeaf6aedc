import { claimsOf, type Attack, type AttackWorld, type Person } from './saml-attack-world.js';
import { assertionXml, encode, encrypt, responseXml, sign, type EncryptOptions } from './saml-forge.js';

const SAML_NS = 'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';
const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const NAME_ID = /<saml:NameID [^>]*>[^<]*<\/saml:NameID>/;

/** A NameID as it stands alone. */
export const nameIdXml = (value: string, format = PERSISTENT): string =>
  `<saml:NameID ${SAML_NS} Format="${format}">${value}</saml:NameID>`;

/** An EncryptedID for the holder of a certificate. */
export function encryptId(xml: string, certificate: string, options: EncryptOptions = {}): string {
  return encrypt(xml, certificate, options).replaceAll('saml:EncryptedAssertion', 'saml:EncryptedID');
}

/** A Response whose assertion, signed, has this in the place of its NameID. */
export function namedBy(world: AttackWorld, naming: string, person: Person = world.attacker): string {
  const claims = claimsOf(world, {}, person);
  const signed = sign(assertionXml(claims).replace(NAME_ID, naming), world.forge, 'Assertion');
  return responseXml(claims, signed);
}

/** The attacker's own name, encrypted as it should be. */
const rightId = (world: AttackWorld, options: EncryptOptions = {}): string =>
  encryptId(nameIdXml(world.attacker.nameId), world.encryptionCertificate, options);

/** An attack whose assertion, signed by the right identity provider, names the person by this. */
const naming = (
  name: string,
  reason: string,
  make: (world: AttackWorld) => string,
  more: { passesLibrary?: true } = { passesLibrary: true },
): Attack => ({ name, reason, ...more, make: (world) => encode(namedBy(world, make(world))) });

const sealed = (world: AttackWorld, xml: string): string => encryptId(xml, world.encryptionCertificate);

/** Names that are encrypted, and still not to be taken. */
export const ENCRYPTED_ID: readonly Attack[] = [
  {
    name: 'the victim’s EncryptedID in the place of one’s own, after signing',
    reason: 'saml.signature',
    make: (world) => {
      const theirs = sealed(world, nameIdXml(world.victim.nameId));
      const own = namedBy(world, rightId(world));
      return encode(own.replace(/<saml:EncryptedID .*<\/saml:EncryptedID>/s, theirs));
    },
  },
  naming('an EncryptedID for somebody else', 'saml.encryption', (world) =>
    encryptId(nameIdXml(world.attacker.nameId), world.stranger.certificate),
  ),
  naming('an EncryptedID, its key by RSA 1.5', 'saml.encryption', (world) =>
    rightId(world, { transport: 'http://www.w3.org/2001/04/xmlenc#rsa-1_5' }),
  ),
  naming(
    'a NameID of the victim beside an EncryptedID',
    'saml.structure',
    (world) => nameIdXml(world.victim.nameId) + rightId(world),
  ),
  naming(
    'two EncryptedIDs',
    'saml.structure',
    (world) => sealed(world, nameIdXml(world.victim.nameId)) + rightId(world),
  ),
  naming('an EncryptedID outside of the place that names the subject', 'saml.structure', (world) => {
    const wrapped = sealed(world, nameIdXml(world.victim.nameId));
    return `${nameIdXml(world.attacker.nameId)}<saml:SubjectConfirmation Method="x">${wrapped}</saml:SubjectConfirmation>`;
  }),
  naming('an EncryptedID that holds an assertion', 'saml.markup', (world) =>
    sealed(world, assertionXml(claimsOf(world, {}, world.victim))),
  ),
  naming('an EncryptedID that holds something that is no NameID', 'saml.structure', (world) =>
    sealed(world, `<saml:BaseID ${SAML_NS}>${world.victim.nameId}</saml:BaseID>`),
  ),
  naming('an EncryptedID that holds a NameID in a namespace that is not its own', 'saml.structure', (world) =>
    sealed(world, `<NameID xmlns="urn:else">${world.victim.nameId}</NameID>`),
  ),
  naming('an EncryptedID with a comment in its NameID', 'saml.markup', (world) => {
    const { nameId } = world.attacker;
    return sealed(world, nameIdXml(`${nameId.slice(0, 4)}<!---->${nameId.slice(4)}`));
  }),
  naming('an EncryptedID with an element in its NameID', 'saml.markup', (world) =>
    sealed(world, nameIdXml(`${world.victim.nameId}<x/>`)),
  ),
  naming('an EncryptedID whose NameID is transient', 'saml.subject', (world) =>
    sealed(world, nameIdXml(world.attacker.nameId, 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient')),
  ),
  naming('an EncryptedID with a second content that the library would read', 'saml.encryption', (world) => {
    const theirs = /<xenc:EncryptedData.*<\/xenc:EncryptedData>/s.exec(
      sealed(world, nameIdXml(world.victim.nameId)),
    );
    return rightId(world).replace('<xenc:EncryptedData', `<x>${theirs?.[0] ?? ''}</x>$&`);
  }),
];
