import {
  constants,
  createCipheriv,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
  webcrypto,
  X509Certificate,
} from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';
import { SignedXml } from 'xml-crypto';

/** An identity provider that signs whatever a test wants. */
export interface Forge {
  readonly entityId: string;
  /** PKCS #8, PEM. */
  readonly key: string;
  readonly certificate: string;
}

/** Makes one, with an RSA key of 2048 bits. */
export async function makeForge(entityId: string, bits = 2048): Promise<Forge> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign']);
  const jwk = privateKey.export({ format: 'jwk' });
  const open = { kty: 'RSA', n: jwk.n ?? '', e: jwk.e ?? '' };
  const publicKey = await webcrypto.subtle.importKey('jwk', open, algorithm, true, ['verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: ['Identity provider of a test'] }],
    keys: { privateKey: signingKey, publicKey },
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + 365 * 86_400_000),
  });
  return { entityId, key, certificate: certificate.toString('pem') };
}

/** What a message says; everything has a value that is right. */
export interface Claims {
  readonly issuer: string;
  readonly responseIssuer: string | null;
  readonly acsUrl: string;
  readonly recipient: string | null;
  readonly destination: string | null;
  readonly audience: string | null;
  readonly requestId: string | null;
  readonly confirmedRequestId: string | null;
  readonly status: string;
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly assertionId: string;
  readonly responseId: string;
  readonly nowMs: number;
  readonly notBeforeMs: number;
  readonly notOnOrAfterMs: number;
  readonly confirmedUntilMs: number | null;
  readonly sessionUntilMs: number | null;
  readonly sessionIndex: string;
  readonly method: string;
  readonly context: string;
  readonly authnStatement: boolean;
  readonly version: string;
  readonly attributes: string;
  readonly extraCondition: string;
}

/** A message that is right in every part. */
export function rightClaims(
  issuer: string,
  own: { acsUrl: string; entityId: string },
  requestId: string | null,
  person: { nameId: string; email: string; name: string },
): Claims {
  const nowMs = Date.now();
  return {
    ...{ issuer, responseIssuer: issuer, acsUrl: own.acsUrl, recipient: own.acsUrl },
    ...{ destination: own.acsUrl, audience: own.entityId, requestId, confirmedRequestId: requestId },
    status: 'urn:oasis:names:tc:SAML:2.0:status:Success',
    nameId: person.nameId,
    nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    assertionId: `_a${randomBytes(16).toString('hex')}`,
    responseId: `_r${randomBytes(16).toString('hex')}`,
    nowMs,
    notBeforeMs: nowMs - 60_000,
    notOnOrAfterMs: nowMs + 300_000,
    confirmedUntilMs: nowMs + 300_000,
    sessionUntilMs: null,
    sessionIndex: `_s${randomBytes(16).toString('hex')}`,
    method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
    context: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
    authnStatement: true,
    version: '2.0',
    attributes: attribute('email', person.email) + attribute('name', person.name),
    extraCondition: '',
  };
}

/** An Attribute of one value. */
export function attribute(name: string, value: string): string {
  return `<saml:Attribute Name="${name}"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`;
}

const SAML_NS = 'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';
const iso = (ms: number): string => new Date(ms).toISOString();
const given = (name: string, value: string | null): string => (value === null ? '' : ` ${name}="${value}"`);

/** The assertion that says this, not signed. */
export function assertionXml(claims: Claims): string {
  const { nowMs } = claims;
  const until = claims.confirmedUntilMs === null ? '' : given('NotOnOrAfter', iso(claims.confirmedUntilMs));
  const session =
    claims.sessionUntilMs === null ? '' : given('SessionNotOnOrAfter', iso(claims.sessionUntilMs));
  const audience =
    claims.audience === null
      ? ''
      : `<saml:AudienceRestriction><saml:Audience>${claims.audience}</saml:Audience></saml:AudienceRestriction>`;
  return (
    `<saml:Assertion ${SAML_NS} ID="${claims.assertionId}" Version="${claims.version}" IssueInstant="${iso(nowMs)}">` +
    `<saml:Issuer>${claims.issuer}</saml:Issuer>` +
    `<saml:Subject><saml:NameID Format="${claims.nameIdFormat}">${claims.nameId}</saml:NameID>` +
    `<saml:SubjectConfirmation Method="${claims.method}"><saml:SubjectConfirmationData` +
    `${given('Recipient', claims.recipient)}${until}${given('InResponseTo', claims.confirmedRequestId)}/>` +
    '</saml:SubjectConfirmation></saml:Subject>' +
    `<saml:Conditions NotBefore="${iso(claims.notBeforeMs)}" NotOnOrAfter="${iso(claims.notOnOrAfterMs)}">` +
    `${audience}${claims.extraCondition}</saml:Conditions>` +
    (claims.authnStatement
      ? `<saml:AuthnStatement AuthnInstant="${iso(nowMs)}" SessionIndex="${claims.sessionIndex}"${session}>` +
        `<saml:AuthnContext><saml:AuthnContextClassRef>${claims.context}</saml:AuthnContextClassRef>` +
        '</saml:AuthnContext></saml:AuthnStatement>'
      : '') +
    (claims.attributes === ''
      ? ''
      : `<saml:AttributeStatement>${claims.attributes}</saml:AttributeStatement>`) +
    '</saml:Assertion>'
  );
}

/** A Response around something, not signed. */
export function responseXml(claims: Claims, inner: string): string {
  return (
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ${SAML_NS} ID="${claims.responseId}"` +
    ` Version="2.0" IssueInstant="${iso(claims.nowMs)}"${given('Destination', claims.destination)}` +
    `${given('InResponseTo', claims.requestId)}>` +
    (claims.responseIssuer === null ? '' : `<saml:Issuer>${claims.responseIssuer}</saml:Issuer>`) +
    `<samlp:Status><samlp:StatusCode Value="${claims.status}"/></samlp:Status>${inner}</samlp:Response>`
  );
}

/** How something is signed. */
export interface SignOptions {
  readonly method?: string;
  readonly digest?: string;
  readonly canonical?: string;
  readonly transforms?: readonly string[];
  /** Into KeyInfo, whatever the key is. */
  readonly shownCertificate?: string;
}

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** Signs the element of this name in a document, after its Issuer, as identity providers do. */
export function sign(
  xml: string,
  forge: Forge,
  element: 'Assertion' | 'Response',
  options: SignOptions = {},
): string {
  const path = `//*[local-name(.)='${element}']`;
  const signer = new SignedXml({
    privateKey: forge.key,
    publicCert: options.shownCertificate ?? forge.certificate,
    signatureAlgorithm: options.method ?? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: options.canonical ?? EXCLUSIVE,
  });
  signer.addReference({
    xpath: path,
    transforms: [
      ...(options.transforms ?? ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', EXCLUSIVE]),
    ],
    digestAlgorithm: options.digest ?? 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signer.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: `${path}/*[local-name(.)='Issuer']`, action: 'after' },
  });
  return signer.getSignedXml();
}

/** How something is encrypted. */
export interface EncryptOptions {
  readonly method?: 'aes128-gcm' | 'aes256-gcm' | 'aes256-cbc';
  readonly transport?: string;
}

const METHODS = {
  'aes128-gcm': { uri: 'http://www.w3.org/2009/xmlenc11#aes128-gcm', bytes: 16, nonce: 12 },
  'aes256-gcm': { uri: 'http://www.w3.org/2009/xmlenc11#aes256-gcm', bytes: 32, nonce: 12 },
  'aes256-cbc': { uri: 'http://www.w3.org/2001/04/xmlenc#aes256-cbc', bytes: 32, nonce: 16 },
} as const;

/** An EncryptedAssertion for the holder of a certificate. */
export function encrypt(xml: string, certificate: string, options: EncryptOptions = {}): string {
  const name = options.method ?? 'aes256-gcm';
  const { uri, bytes, nonce: length } = METHODS[name];
  const [key, nonce] = [randomBytes(bytes), randomBytes(length)];
  const transport = options.transport ?? 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p';
  const isOld = transport.endsWith('rsa-1_5');
  const wrapped = publicEncrypt(
    {
      key: new X509Certificate(certificate).publicKey,
      ...(isOld
        ? { padding: constants.RSA_PKCS1_PADDING }
        : { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }),
    },
    key,
  );
  const content = name.endsWith('gcm')
    ? gcm(name === 'aes128-gcm' ? 'aes-128-gcm' : 'aes-256-gcm', key, nonce, xml)
    : cbc(key, nonce, xml);
  const value = (data: Buffer): string =>
    `<xenc:CipherData><xenc:CipherValue>${data.toString('base64')}</xenc:CipherValue></xenc:CipherData>`;
  return (
    `<saml:EncryptedAssertion ${SAML_NS}><xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"` +
    ` Type="http://www.w3.org/2001/04/xmlenc#Element"><xenc:EncryptionMethod Algorithm="${uri}"/>` +
    '<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey>' +
    `<xenc:EncryptionMethod Algorithm="${transport}"/>${value(wrapped)}</xenc:EncryptedKey></ds:KeyInfo>` +
    `${value(Buffer.concat([nonce, content]))}</xenc:EncryptedData></saml:EncryptedAssertion>`
  );
}

function gcm(cipherName: 'aes-128-gcm' | 'aes-256-gcm', key: Buffer, nonce: Buffer, text: string): Buffer {
  const cipher = createCipheriv(cipherName, key, nonce);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function cbc(key: Buffer, nonce: Buffer, text: string): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, nonce);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
}

/** A message as the form sends it. */
export function encode(xml: string): string {
  return Buffer.from(xml).toString('base64');
}
