import { SignedXml } from 'xml-crypto';
import type { Forge } from './saml-forge.js';

/** What a LogoutRequest says. */
export interface LogoutClaims {
  readonly id: string;
  readonly issuer: string;
  readonly destination: string;
  readonly nameId: string;
  readonly sessionIndexes: readonly string[];
  readonly issuedMs: number;
  readonly untilMs?: number;
}

/** The LogoutRequest that says this, not signed. */
export function logoutXml(claims: LogoutClaims): string {
  const { untilMs } = claims;
  const until = untilMs === undefined ? '' : ` NotOnOrAfter="${new Date(untilMs).toISOString()}"`;
  return (
    '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"' +
    ` xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${claims.id}" Version="2.0"` +
    ` IssueInstant="${new Date(claims.issuedMs).toISOString()}" Destination="${claims.destination}"${until}>` +
    `<saml:Issuer>${claims.issuer}</saml:Issuer><saml:NameID>${claims.nameId}</saml:NameID>` +
    claims.sessionIndexes.map((each) => `<samlp:SessionIndex>${each}</samlp:SessionIndex>`).join('') +
    '</samlp:LogoutRequest>'
  );
}

/** Signs it as identity providers do that post it. */
export function signLogout(xml: string, forge: Forge): string {
  const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
  const signer = new SignedXml({
    privateKey: forge.key,
    publicCert: forge.certificate,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: exclusive,
  });
  signer.addReference({
    xpath: "/*[local-name(.)='LogoutRequest']",
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signer.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: "/*/*[local-name(.)='Issuer']", action: 'after' },
  });
  return signer.getSignedXml();
}
