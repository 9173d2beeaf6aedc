/** Namespaces of SAML 2.0 and of what it is signed and encrypted with. */
export const NS = {
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  encryption: 'http://www.w3.org/2001/04/xmlenc#',
} as const;

/** Bindings, SAML Bindings §3.4 and §3.5. */
export const BINDING = {
  redirect: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  post: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
} as const;

/** StatusCode of an answer that says yes (Core §3.2.2.2). */
export const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** The clocks of two parties may differ by as much. */
export const SKEW_MS = 60_000;

/** The largest message that is read, in bytes. */
export const MAX_MESSAGE_BYTES = 262_144;

/** Our name and addresses towards the identity provider of one connection; no two connections share any. */
export interface OwnAddresses {
  readonly entityId: string;
  readonly acsUrl: string;
  readonly logoutUrl: string;
}

/** The addresses of a connection at an installation. */
export function ownAddresses(origin: string, connectionId: string): OwnAddresses {
  const base = `${origin}/sso/saml/${connectionId}`;
  return { entityId: `${base}/metadata`, acsUrl: `${base}/acs`, logoutUrl: `${base}/logout` };
}
