import { claimsOf, signedAssertion, type Attack, type AttackWorld } from './saml-attack-world.js';
import { assertionXml, encode, responseXml, sign } from './saml-forge.js';

interface Pieces {
  /** The assertion that the identity provider signed for the attacker. */
  readonly signed: string;
  /** The same without its signature. */
  readonly bare: string;
  readonly signature: string;
  /** Says that the victim has come; nobody signed it. */
  readonly evil: string;
  readonly around: (inner: string) => string;
}

const SIGNATURE = /<ds:Signature[ >].*?<\/ds:Signature>/s;

function pieces(world: AttackWorld): Pieces {
  const claims = claimsOf(world);
  const signed = sign(assertionXml(claims), world.forge, 'Assertion');
  const signature = SIGNATURE.exec(signed)?.[0] ?? '';
  const evil = assertionXml({ ...claimsOf(world, {}, world.victim), assertionId: '_evil' });
  return {
    signed,
    signature,
    evil,
    bare: signed.replace(signature, ''),
    around: (inner) => responseXml(claims, inner),
  };
}

/** After the Issuer, where a signature stands. */
const inside = (assertion: string, what: string): string =>
  assertion.replace('</saml:Issuer>', `</saml:Issuer>${what}`);
const atEnd = (assertion: string, what: string): string =>
  assertion.replace(/<\/saml:Assertion>$/, `${what}</saml:Assertion>`);
const withObject = (signature: string, what: string): string =>
  signature.replace('</ds:Signature>', `<ds:Object>${what}</ds:Object></ds:Signature>`);

const wrapping = (
  name: string,
  make: (pieces: Pieces, world: AttackWorld) => string,
  reason = 'saml.structure',
): Attack => ({
  name: `signature wrapping: ${name}`,
  reason,
  make: (world) => encode(make(pieces(world), world)),
});

/** A Response signed as a whole, taken apart. */
function signedResponse(world: AttackWorld): { xml: string; signature: string; bare: string; evil: string } {
  const claims = claimsOf(world);
  const xml = sign(responseXml(claims, signedAssertion(world)), world.forge, 'Response');
  const signature = SIGNATURE.exec(xml)?.[0] ?? '';
  const evilClaims = { ...claimsOf(world, {}, world.victim), responseId: '_evilr', assertionId: '_evila' };
  const evil = responseXml(evilClaims, assertionXml(evilClaims));
  return { xml, signature, bare: xml.replace(signature, ''), evil };
}

/** Signature wrapping 1 to 8 (Somorovsky et al., "On Breaking SAML", 2012) and variants. */
export const WRAPPING: readonly Attack[] = [
  wrapping('1, the signed Response inside the signature of another', (_pieces, world) => {
    const { signature, bare, evil } = signedResponse(world);
    return inside(evil, withObject(signature, bare));
  }),
  wrapping('2, the signed Response beside its signature in another', (_pieces, world) => {
    const { signature, bare, evil } = signedResponse(world);
    return inside(evil, `${bare}${signature}`);
  }),
  wrapping('3, another assertion before the signed one', ({ around, evil, signed }) => around(evil + signed)),
  wrapping('4, the signed assertion inside of another', ({ around, evil, signed }) =>
    around(atEnd(evil, signed)),
  ),
  wrapping(
    '5, the signature moved to another, the signed one at the end',
    ({ around, evil, signature, bare }) => around(inside(evil, signature) + bare),
  ),
  wrapping('6, the signed one inside the moved signature', ({ around, evil, signature, bare }) =>
    around(inside(evil, signature.replace('</ds:Signature>', `${bare}</ds:Signature>`))),
  ),
  {
    ...wrapping('7, another assertion in Extensions', ({ around, evil, signed }) =>
      around(`<samlp:Extensions>${evil}</samlp:Extensions>${signed}`),
    ),
    passesLibrary: true,
  },
  wrapping('8, the signed one in an Object of the moved signature', ({ around, evil, signature, bare }) =>
    around(inside(evil, withObject(signature, bare))),
  ),
  wrapping('the signed one in Advice', ({ around, evil, signed }) =>
    around(atEnd(evil, `<saml:Advice>${signed}</saml:Advice>`)),
  ),
  wrapping('another assertion after the signed one', ({ around, evil, signed }) => around(signed + evil)),
  wrapping(
    'another with the same ID',
    ({ around, evil, signed }) => {
      const id = / ID="([^"]+)"/.exec(signed)?.[1] ?? '';
      return around(evil.replace('_evil', id) + signed);
    },
    'saml.markup',
  ),
  wrapping('the signed one in StatusDetail', ({ around, evil, signed }) =>
    around(evil).replace(
      '</samlp:Status>',
      `<samlp:StatusDetail>${signed}</samlp:StatusDetail></samlp:Status>`,
    ),
  ),
  wrapping('the signed one in KeyInfo', ({ around, evil, signature, bare }) =>
    around(inside(evil, signature.replace('</ds:KeyInfo>', `${bare}</ds:KeyInfo>`))),
  ),
  wrapping('two signatures of one assertion', ({ around, signed, signature }) =>
    around(signed.replace(signature, signature + signature)),
  ),
  wrapping('a reference to the document instead of the assertion', ({ around, signed }) =>
    around(signed.replace(/URI="#[^"]+"/, 'URI=""')),
  ),
  wrapping('two references in one signature', ({ around, signed }) => {
    const reference = /<ds:Reference .*?<\/ds:Reference>/s.exec(signed)?.[0] ?? '';
    return around(signed.replace(reference, reference + reference));
  }),
  wrapping('the signature outside of the assertion', ({ around, signature, bare }) =>
    around(signature + bare),
  ),
  wrapping('an assertion of another namespace beside the signed one', ({ around, evil, signed }) =>
    around(evil.replaceAll('urn:oasis:names:tc:SAML:2.0:assertion', 'urn:other') + signed),
  ),
  wrapping('a NameID of another namespace inside', ({ around, signed, signature }) =>
    around(signed.replace(signature, `${signature}<o:NameID xmlns:o="urn:other">victim</o:NameID>`)),
  ),
  wrapping('the assertion as the whole message', ({ signed }) => signed),
];
