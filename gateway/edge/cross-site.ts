import type { EdgeStep } from './edge-step.js';
import { isScimAddress } from './scim-address.js';
import { Refusal } from './refusal.js';

const NAVIGABLE = /^\/(?!graphql(\?|$)|people\/|o\/[^/]+\/(audit-exports|files|uploads|ai)(\/|\?|$))/;

/**
 * Where identity providers have browsers post signed messages, or post them themselves: what comes there proves itself,
 * and the visitor's cookie counts for nothing.
 */
const POSTED_FROM_ELSEWHERE = /^\/sso\/(saml\/[\w-]+\/(acs|logout)|oidc\/[\w-]+\/logout)(\?|$)/;

/**
 * Refuses requests that another site's page makes with the visitor's cookie (THREATS 36).
 *
 * Fetch Metadata where the browser sends it, else `Origin`; `/graphql`, and whatever changes something, also asks for
 * a header of ours, which a page elsewhere cannot send without a preflight that nobody answers. Plain pages may be linked to from anywhere.
 */
export const refuseCrossSite: EdgeStep = (request, _reply, settings) => {
  if (request.method === 'GET' && NAVIGABLE.test(request.url)) return;
  if (request.method === 'POST' && POSTED_FROM_ELSEWHERE.test(request.url)) return;
  // Directories prove themselves by a token; a cookie counts for nothing there.
  if (isScimAddress(request.url)) return;
  const site = request.headers['sec-fetch-site'];
  const isApi = /^\/graphql(\?|$)/.test(request.url);
  const trusted = isApi || request.method !== 'GET' ? ['same-origin'] : ['same-origin', 'none'];
  if (site !== undefined && !trusted.includes(String(site))) throw new Refusal(403, 'CROSS_SITE_REFUSED');
  const from = request.headers.origin;
  if (site === undefined && from !== undefined && from !== settings.site().origin)
    throw new Refusal(403, 'CROSS_SITE_REFUSED');
  const changes = request.method !== 'GET' && request.method !== 'HEAD';
  if ((isApi || changes) && !request.headers['x-kopexa-client']) throw new Refusal(403, 'CROSS_SITE_REFUSED');
};
