import { noteBrowser } from './browser-cookie.js';
import { checkHost } from './host.js';
import { refuseCrossSite } from './cross-site.js';
import { stripForgedHeaders } from './forged-headers.js';
import { noteLocale } from './locale.js';
import { limitRate } from './rate-limit.js';
import { giveRequestId } from './request-id.js';
import { addSecurityHeaders } from './security-headers.js';
import { placeServiceToken } from './service-token.js';
import type { EdgeStep } from './edge-step.js';

/** What happens to every request, in this order, before its route is asked. */
export const EDGE_STEPS: readonly EdgeStep[] = [
  giveRequestId,
  noteLocale,
  addSecurityHeaders,
  stripForgedHeaders,
  noteBrowser,
  checkHost,
  limitRate,
  refuseCrossSite,
  placeServiceToken,
];
