import { isLoopback } from '../listener.js';
import type { EdgeStep } from './edge-step.js';

/**
 * No inline script or style, nothing from elsewhere, no framing (CSP Level 3; OWASP ASVS 5.0 V3.4). The client is
 * built for it: styles are files, QR codes are data images.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** On every answer, whatever happened. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  // Routes that serve immutable files say otherwise.
  'cache-control': 'no-store',
};

/**
 * Two years of HTTPS only (RFC 6797), when we speak HTTPS. Not for localhost: a browser would keep to it on every
 * port, whatever else is developed there.
 */
const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains';

/** Puts the security headers on every answer, refusals included. */
export const addSecurityHeaders: EdgeStep = (_request, reply, { tls, site }) => {
  reply.headers(SECURITY_HEADERS);
  if (tls && !isLoopback(site().host.replace(/:\d+$/, '')))
    reply.header('strict-transport-security', STRICT_TRANSPORT);
};
