import type { Bilingual } from '#schema/permissions.js';
import type { SamlConfig } from '../connection.js';
import { readCertificate } from './certificate.js';
import { BINDING, NS } from './names.js';
import { childrenOf, everyElement, isNamed, onlyChild, readXml, type XmlElement } from './xml.js';
import { XmlRefused } from './xml-text.js';

/** What metadata says of an identity provider, in the words of the configuration. */
export type IdpFacts = Pick<SamlConfig, 'idpEntityId' | 'ssoUrl' | 'ssoBinding' | 'sloUrl' | 'certificates'>;

/** What came of reading metadata. */
export type IdpMetadata =
  { readonly ok: true; readonly idp: IdpFacts } | { readonly ok: false; readonly problem: Bilingual };

const LIMITS = { maxBytes: 1_048_576, maxElements: 4000, comments: true };
const MAX_CERTIFICATES = 4;

class Unfit extends Error {
  constructor(readonly problem: Bilingual) {
    super(problem.en);
  }
}

/** Reads metadata of an identity provider (SAML Metadata §2.4.3), as it is uploaded or fetched; never throws. */
export function readIdpMetadata(xml: string): IdpMetadata {
  try {
    const root = readXml(Buffer.from(xml.replace(/^\uFEFF/, '')), LIMITS);
    return { ok: true, idp: factsOf(root) };
  } catch (error) {
    if (error instanceof Unfit) return { ok: false, problem: error.problem };
    if (error instanceof XmlRefused) return { ok: false, problem: unreadable(error.message) };
    throw error;
  }
}

function factsOf(root: XmlElement): IdpFacts {
  const entity = entityOf(root);
  const idp = onlyChild(entity, NS.metadata, 'IDPSSODescriptor');
  const idpEntityId = entity.attributes.get('entityID')?.trim() ?? '';
  if (!idp || idpEntityId === '' || idpEntityId.length > 1024) {
    throw new Unfit({
      en: 'The metadata describes no identity provider (IDPSSODescriptor). Take the metadata that your identity provider offers for this application.',
      de: 'Die Metadaten beschreiben keinen Identity Provider (IDPSSODescriptor). Verwenden Sie die Metadaten, die Ihr Identity Provider für diese Anwendung anbietet.',
    });
  }
  const redirected = locationOf(idp, 'SingleSignOnService', 'redirect');
  const ssoUrl = redirected ?? locationOf(idp, 'SingleSignOnService', 'post');
  if (ssoUrl === null) {
    throw new Unfit({
      en: 'The metadata names no https address for sign-in by HTTP-Redirect or HTTP-POST (SingleSignOnService). Switch one of these bindings on at your identity provider.',
      de: 'Die Metadaten nennen keine https-Adresse für die Anmeldung per HTTP-Redirect oder HTTP-POST (SingleSignOnService). Schalten Sie eines dieser Bindings bei Ihrem Identity Provider ein.',
    });
  }
  const sloUrl = locationOf(idp, 'SingleLogoutService', 'redirect');
  // Where both are offered the redirect stays: it needs no page in between.
  const ssoBinding = redirected === null ? 'post' : 'redirect';
  return { idpEntityId, ssoUrl, ssoBinding, sloUrl, certificates: certificatesOf(idp) };
}

/** One entity, or the only identity provider among several. */
function entityOf(root: XmlElement): XmlElement {
  const entities = [...everyElement(root)].filter((each) => isNamed(each, NS.metadata, 'EntityDescriptor'));
  const providers = entities.filter((each) => onlyChild(each, NS.metadata, 'IDPSSODescriptor') !== null);
  const [entity] = providers.length > 0 ? providers : entities;
  if (providers.length > 1) {
    throw new Unfit({
      en: 'The metadata describes several identity providers. Take the file of the one that you want to connect.',
      de: 'Die Metadaten beschreiben mehrere Identity Provider. Verwenden Sie die Datei dessen, den Sie verbinden möchten.',
    });
  }
  return entity ?? root;
}

function locationOf(idp: XmlElement, service: string, binding: keyof typeof BINDING): string | null {
  const found = childrenOf(idp, NS.metadata, service).find(
    ({ attributes }) => attributes.get('Binding') === BINDING[binding],
  );
  const location = found?.attributes.get('Location')?.trim() ?? '';
  const url = URL.parse(location);
  return url?.protocol === 'https:' && url.username === '' && location.length <= 2000 ? location : null;
}

function certificatesOf(idp: XmlElement): string[] {
  const texts = childrenOf(idp, NS.metadata, 'KeyDescriptor')
    .filter(({ attributes }) => attributes.get('use') !== 'encryption')
    .flatMap((descriptor) => [...everyElement(descriptor)])
    .filter((each) => isNamed(each, NS.signature, 'X509Certificate'))
    .map(({ text }) => readCertificate(text));
  const usable = texts.flatMap((each) => (typeof each === 'string' ? [] : [each.pem]));
  const pems = [...new Set(usable)].slice(0, MAX_CERTIFICATES);
  if (pems.length > 0) return pems;
  throw new Unfit({
    en: 'The metadata has no certificate for signing that can be used. It must hold an RSA key of 2048 to 8192 bits.',
    de: 'Die Metadaten enthalten kein brauchbares Zertifikat zum Signieren. Es muss einen RSA-Schlüssel mit 2048 bis 8192 Bit enthalten.',
  });
}

function unreadable(reason: string): Bilingual {
  return {
    en: `The metadata cannot be read: ${reason}. Download it again from your identity provider and do not edit it.`,
    de: `Die Metadaten lassen sich nicht lesen: ${reason}. Laden Sie sie erneut bei Ihrem Identity Provider herunter und ändern Sie sie nicht.`,
  };
}
