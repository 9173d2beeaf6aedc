import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';

/** An issuer that says the least that it has to: its discovery document and one key. */
export function oidcAnswers(issuer: string): OutgoingFetch {
  const documents: Readonly<Record<string, object>> = {
    [`${issuer}/.well-known/openid-configuration`]: {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
    },
    [`${issuer}/keys`]: { keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }] },
  };
  return (url) => {
    const found = documents[url instanceof Request ? url.url : String(url)];
    return Promise.resolve(found ? Response.json(found) : new Response('', { status: 404 }));
  };
}
