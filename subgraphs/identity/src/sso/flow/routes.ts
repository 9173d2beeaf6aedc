import type { RouteHandler } from '#runtime/graphql/route.js';
import type { IdentityServices } from '../../services.js';
import { receiveAnswer } from './receive.js';

/** Where OpenID Connect and OAuth 2.0 providers send the browser back to. */
export const ssoCallback: RouteHandler<IdentityServices> = (request) =>
  receiveAnswer(request, {
    state: request.query['state'] ?? null,
    connectionId: request.params['id'] ?? '',
    kinds: ['oidc', 'oauth'],
    fields: request.query,
    bringsBrowser: true,
    mayComeUnasked: false,
  });

/** Where SAML identity providers have the browser post their response to (SAML Bindings §3.5). */
export const samlAcs: RouteHandler<IdentityServices> = async (request) => {
  const fields = formFields(await request.http.text());
  return receiveAnswer(request, {
    state: fields['RelayState'] || null,
    connectionId: request.params['id'] ?? '',
    kinds: ['saml'],
    fields,
    bringsBrowser: false,
    mayComeUnasked: true,
  });
};

/** The fields of a form; one that comes twice has no value, because readers differ in which of the two they take. */
export function formFields(body: string): Record<string, string> {
  const all = new URLSearchParams(body);
  const once = [...all].filter(([name]) => all.getAll(name).length === 1);
  return Object.fromEntries(once);
}
