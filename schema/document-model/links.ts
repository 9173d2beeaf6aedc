import { BODY_LIMITS } from './limits.js';
import { hasForbiddenCharacter } from './text.js';

const ABSOLUTE = /^(https?:\/\/|mailto:)/i;
const INTERNAL = /^\/(?![/\\])/;

/**
 * Whether a link may be stored and shown: `http:`, `https:`, `mailto:`, or a path of this site (`/o/…`).
 *
 * Everything else is refused, `javascript:` and `data:` above all, as are addresses with credentials,
 * white space or back slashes in them, which browsers read differently from people (THREATS 33).
 */
export function isAllowedHref(href: unknown): href is string {
  if (typeof href !== 'string' || href.length === 0 || href.length > BODY_LIMITS.href) return false;
  if (hasForbiddenCharacter(href) || /[\s\\<>"`]/.test(href)) return false;
  if (INTERNAL.test(href)) return true;
  if (!ABSOLUTE.test(href) || !URL.canParse(href)) return false;
  const url = new URL(href);
  if (url.protocol === 'mailto:') return url.pathname.includes('@');
  return url.username === '' && url.password === '' && url.hostname !== '';
}
