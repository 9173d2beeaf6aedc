import type { CheckList } from '../checks.js';
import { shown } from '../checks.js';
import type { ConnectionOf } from '../connection.js';
import type { Assertion } from '../protocol.js';
import type { Claims } from './check-id-token.js';
import type { OidcCheckName } from './names.js';

const MOST_ATTRIBUTES = 200;
const MOST_VALUES = 500;
const MOST_TEXT = 1000;
const MOST_CHARACTERS = 60_000;
/** Of the transport, not of the person; and a name that is none. */
const PROTOCOL_CLAIMS = new Set([
  '__proto__',
  'nonce',
  'at_hash',
  'c_hash',
  's_hash',
  'jti',
  'rh',
  'uti',
  'aio',
]);
/** Where Microsoft's `xms_edov` is Microsoft's word. */
const MICROSOFT =
  /^https:\/\/(login\.microsoftonline\.com|login\.microsoftonline\.us|login\.partner\.microsoftonline\.cn)\//;

/** Google says `email_verified` of any address that somebody once showed to be theirs; `hd` says who manages it today. */
export const GOOGLE = 'https://accounts.google.com';

/** What an address is worth. */
interface Mail {
  readonly address: string | null;
  /** `undefined`: the provider says nothing. */
  readonly verdict: unknown;
}

/**
 * Who has come, from an ID token whose every check passed and the answer of the UserInfo endpoint.
 *
 * What the token says comes first: it is signed. An address and the word on it come from the same source. Anything but
 * a real `true` as `email_verified` is refused, `"false"` and `"true"` as texts among it; none at all means: not verified.
 */
export function assertionOf(
  { config }: ConnectionOf<'oidc'>,
  token: Claims,
  userInfo: Claims,
  list: CheckList<OidcCheckName>,
): Assertion {
  const claims: Claims = { ...userInfo, ...token };
  const mail = mailOf(token, userInfo);
  list.demand(
    'oidc.email',
    mail.verdict === undefined || mail.verdict === true,
    saidOf(config.issuer, token, mail),
  );
  const isVouched =
    config.issuer === GOOGLE
      ? isGoogleVouching(token, mail)
      : mail.verdict === true || isMicrosoftVouching(config.issuer, token, mail);
  const email = addressOf(claims[config.mapping.email]);
  return {
    subject: String(token.sub),
    email,
    isEmailVerified: email !== null && isVouched && email === mail.address,
    name: textOf(claims[config.mapping.name ?? 'name']),
    attributes: attributesOf(claims),
    assurance: [
      ...listOf(token.amr).map((each) => `amr:${each}`),
      ...listOf(token.acr).map((each) => `acr:${each}`),
    ],
    authenticatedAt:
      typeof token.auth_time === 'number' ? new Date(token.auth_time * 1000).toISOString() : null,
    peerSession: textOf(token.sid),
    peerName: null,
    notAfter: null,
  };
}

function mailOf(token: Claims, userInfo: Claims): Mail {
  const [first, second] = addressOf(token.email) === null ? [userInfo, token] : [token, userInfo];
  const address = addressOf(first.email);
  const isSame = address !== null && address === addressOf(second.email);
  return {
    address,
    verdict: first.email_verified ?? (isSame ? second.email_verified : undefined) ?? undefined,
  };
}

/**
 * Entra ID sends no `email_verified`; its optional claim `xms_edov` says that the domain of `email` was verified by the
 * tenant of the person. In the signed token alone, next to the address that it speaks of.
 */
function isMicrosoftVouching(issuer: string, token: Claims, mail: Mail): boolean {
  const isSaid = [true, 1, '1'].includes(token.xms_edov as never);
  return MICROSOFT.test(issuer) && isSaid && mail.address !== null && mail.address === addressOf(token.email);
}

/**
 * Anybody can have a Google account with an address of their company, and keeps it when they leave. Only an account that
 * a Workspace manages has `hd`, its domain; in the signed token alone, next to the address that it speaks of.
 */
function isGoogleVouching(token: Claims, { address, verdict }: Mail): boolean {
  if (verdict !== true || address === null || address !== addressOf(token.email)) return false;
  return typeof token.hd === 'string' && token.hd.toLowerCase() === address.slice(address.indexOf('@') + 1);
}

/** For those who set the connection up: what was said of the address. */
function saidOf(issuer: string, token: Claims, { verdict }: Mail): string {
  const said = verdict === undefined ? 'not said' : `email_verified: ${JSON.stringify(verdict)}`;
  if (issuer !== GOOGLE) return shown(said);
  return shown(`${said}, hd: ${token.hd === undefined ? 'not said' : JSON.stringify(token.hd)}`);
}

/** An address in lower case; null for what is none. */
export function addressOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const address = value.trim().toLowerCase();
  return address.length <= 254 && /^[^\s@\p{C}]+@[^\s@\p{C}]+\.[^\s@\p{C}]+$/u.test(address) ? address : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, MOST_TEXT) : null;
}

function listOf(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values
    .filter((each): each is string => typeof each === 'string')
    .map((each) => each.slice(0, MOST_TEXT));
}

/** Everything received as lists of texts, within bounds: what goes beyond them is left out. */
export function attributesOf(claims: Claims): Record<string, string[]> {
  const attributes: Record<string, string[]> = {};
  let left = MOST_CHARACTERS;
  for (const [name, value] of Object.entries(claims).slice(0, MOST_ATTRIBUTES)) {
    if (PROTOCOL_CLAIMS.has(name) || value === null || value === undefined) continue;
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    const texts = values.slice(0, MOST_VALUES).map((each) => {
      const text = typeof each === 'string' ? each : (JSON.stringify(each) ?? '');
      return text.slice(0, MOST_TEXT);
    });
    left -= texts.reduce((sum, text) => sum + text.length, name.length);
    if (left < 0) break;
    attributes[name] = texts;
  }
  return attributes;
}
