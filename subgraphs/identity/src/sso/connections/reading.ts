import { z } from 'zod';
import type { Keyring } from '#runtime/crypto/keyring.js';
import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import { invalidInput } from '#runtime/errors/catalogue.js';
import { oidcConfig, samlConfig } from '../connection.js';
import { discoverProvider } from '../oidc/metadata.js';
import type { Check } from '../protocol.js';
import { readCertificate } from '../saml/certificate.js';
import { fetchIdpMetadata } from '../saml/fetch-metadata.js';
import { readIdpMetadata, type IdpMetadata } from '../saml/idp-metadata.js';
import type { ConnectionRecord } from './connection-record.js';
import type { samlSourceSchema } from './connection.schema.js';

const PURPOSE = 'sso-reading';

const samlShape = z.strictObject({
  idp: samlConfig.pick({
    idpEntityId: true,
    ssoUrl: true,
    ssoBinding: true,
    sloUrl: true,
    certificates: true,
  }),
  metadataUrl: samlConfig.shape.metadataUrl,
});
const oidcShape = oidcConfig.pick({ issuer: true, metadata: true });

/** What was read of a SAML identity provider. */
export type SamlReading = z.infer<typeof samlShape>;

/** What was read of an OpenID Connect provider. */
export type OidcReading = z.infer<typeof oidcShape>;

/** What reading a counterpart takes; no change is open meanwhile. */
export interface ReadingTools {
  readonly fetch: OutgoingFetch;
  readonly keyring: Keyring;
}

/** Reads what a SAML identity provider says of itself. */
export async function readSaml(
  { fetch, keyring }: ReadingTools,
  connection: ConnectionRecord,
  source: z.infer<typeof samlSourceSchema>,
): Promise<{ readonly metadata: IdpMetadata; readonly sealed: string | null }> {
  const metadata = await metadataFrom(fetch, source);
  if (!metadata.ok) return { metadata, sealed: null };
  const reading: SamlReading = { idp: metadata.idp, metadataUrl: source.url };
  return { metadata, sealed: seal(keyring, connection.id, reading) };
}

/** Reads what an issuer says of itself. */
export async function readOidc(
  { fetch, keyring }: ReadingTools,
  connectionId: string,
  issuer: string,
): Promise<{ readonly checks: readonly Check[]; readonly sealed: string | null }> {
  const { checks, metadata } = await discoverProvider(issuer, fetch);
  const reading = metadata && { issuer: metadata.issuer, metadata };
  return { checks, sealed: reading && seal(keyring, connectionId, reading) };
}

/** What was read before of this very connection. Throws INVALID_INPUT for anything else. */
export function openSamlReading(keyring: Keyring, connectionId: string, sealed: string): SamlReading {
  return open(samlShape, keyring, connectionId, sealed);
}

/** See {@link openSamlReading}. */
export function openOidcReading(keyring: Keyring, connectionId: string, sealed: string): OidcReading {
  return open(oidcShape, keyring, connectionId, sealed);
}

async function metadataFrom(
  fetch: OutgoingFetch,
  { url, xml, byHand }: z.infer<typeof samlSourceSchema>,
): Promise<IdpMetadata> {
  if (url !== null) return fetchIdpMetadata(fetch, url);
  if (xml !== null) return readIdpMetadata(xml);
  if (byHand === null) {
    throw invalidInput(
      'input.url',
      'Geben Sie die Adresse der Metadaten an, oder laden Sie die Datei hoch.',
      'Enter the address of the metadata, or upload the file.',
    );
  }
  const certificates = byHand.certificates.map(readCertificate);
  const pems = certificates.flatMap((each) => (typeof each === 'string' ? [] : [each.pem]));
  if (pems.length < certificates.length) {
    throw invalidInput(
      'input.byHand.certificates',
      'Dieses Zertifikat lässt sich nicht verwenden. Es muss ein X.509-Zertifikat mit einem RSA-Schlüssel von 2048 bis 8192 Bit sein.',
      'This certificate cannot be used. It must be an X.509 certificate with an RSA key of 2048 to 8192 bits.',
    );
  }
  const { idpEntityId, ssoUrl, sloUrl } = byHand;
  return { ok: true, idp: { idpEntityId, ssoUrl, ssoBinding: 'redirect', sloUrl, certificates: pems } };
}

function seal(keyring: Keyring, connectionId: string, reading: SamlReading | OidcReading): string {
  return keyring.seal(PURPOSE, Buffer.from(JSON.stringify(reading)), connectionId).toString('base64url');
}

function open<Schema extends z.ZodType>(
  schema: Schema,
  keyring: Keyring,
  connectionId: string,
  sealed: string,
): z.output<Schema> {
  try {
    const text = keyring.open(PURPOSE, Buffer.from(sealed, 'base64url'), connectionId).toString();
    return schema.parse(JSON.parse(text));
  } catch {
    throw invalidInput(
      'input.reading',
      'Diese Angaben gehören nicht zu dieser Verbindung. Lesen Sie die des Identitätsanbieters noch einmal ein.',
      'These facts do not belong to this connection. Read those of the identity provider once more.',
    );
  }
}
