import type { Endpoint, ForwardedRoute } from './endpoint.js';

/** What goes back to a browser that comes from, or is sent to, an identity provider. */
const sso = (name: string, operation: string, body: ForwardedRoute['body'] = 'none'): ForwardedRoute => ({
  ...{ subgraph: 'identity', name, operation, body },
  answerHeaders: ['location', 'cache-control', 'content-disposition'],
});

/** A page of a room's own, under a policy of its own for what it may load and where it may post. */
const page = (name: string, operation: string): ForwardedRoute => ({
  ...{ subgraph: 'identity', name, operation, body: 'none' },
  answerHeaders: ['content-security-policy', 'cache-control'],
});

/**
 * Where identity providers send browsers back to, and say themselves that a session has ended. Each takes its proof with
 * it (a state, a signature); a cookie counts for nothing here.
 */
export const SSO_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/sso/oidc/:id/callback',
    authentication: 'none',
    purpose:
      'OpenID Connect and OAuth 2.0 providers send the browser back here with a code; each connection has its own.',
    route: sso('sso-callback', 'ReceiveSso'),
  },
  {
    method: 'POST',
    path: '/sso/saml/:id/acs',
    authentication: 'none',
    purpose: 'SAML identity providers have the browser post their signed response here.',
    route: sso('saml-acs', 'ReceiveSso', 'form'),
  },
  {
    method: 'GET',
    path: '/sso/saml/:id/request',
    authentication: 'none',
    purpose: 'A page that posts our signed request to a SAML identity provider that takes no redirect.',
    route: page('saml-request', 'BeginSso'),
  },
  {
    method: 'GET',
    path: '/sso/saml/:id/metadata',
    authentication: 'none',
    purpose: 'What a SAML identity provider has to know of us; public certificates and addresses.',
    route: sso('saml-metadata', 'ReadSsoMetadata'),
  },
  {
    method: 'GET',
    path: '/sso/saml/:id/logout',
    authentication: 'none',
    purpose: 'Signed SAML logout messages by way of the browser’s address line.',
    route: sso('saml-logout', 'EndSsoSession'),
  },
  {
    method: 'POST',
    path: '/sso/saml/:id/logout',
    authentication: 'none',
    purpose: 'Signed SAML logout messages that the browser posts.',
    route: sso('saml-logout', 'EndSsoSession', 'form'),
  },
  {
    method: 'POST',
    path: '/sso/oidc/:id/logout',
    authentication: 'none',
    purpose:
      'OpenID Connect providers say themselves, signed, that a session has ended (back-channel logout).',
    route: sso('oidc-logout', 'EndSsoSession', 'form'),
  },
];
