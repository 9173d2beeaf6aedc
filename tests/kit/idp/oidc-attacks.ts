import { createHmac } from 'node:crypto';
import { exportSPKI, importJWK, SignJWT } from 'jose';
import type { Forgery, HostileKeys } from './hostile-op.js';
import { OIDC_CLIENT } from './oidc.js';

/** One thing that a provider, or whoever sits between, does wrong; `check` is the reason that the trail must give. */
export interface OidcAttack {
  readonly title: string;
  readonly check: string;
  readonly forgery: Forgery;
  /** The product asked for a new sign-in. */
  readonly isFresh?: boolean;
}

const now = (): number => Math.floor(Date.now() / 1000);
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const HOUR = 3600;

type Claims = Readonly<Record<string, unknown>>;

const unsigned = (alg: string) => (claims: Claims) => `${encode({ alg, typ: 'JWT' })}.${encode(claims)}.`;

function hmac(secret: string | Buffer): (claims: Claims) => string {
  return (claims) => {
    const text = `${encode({ alg: 'HS256', kid: 'first' })}.${encode(claims)}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
}

/** The public key of the provider taken for a secret: what everybody knows would then sign (RFC 8725 §2.1). */
async function hmacByPublicKey(claims: Claims, { ownPublic }: HostileKeys): Promise<string> {
  const key = await importJWK({ ...ownPublic, ext: true }, 'RS256');
  return hmac(await exportSPKI(key as Parameters<typeof exportSPKI>[0]))(claims);
}

const byForeignKey =
  (header: (keys: HostileKeys) => object) =>
  (claims: Claims, keys: HostileKeys): Promise<string> =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', ...header(keys) }).sign(keys.foreign);

async function altered(claims: Claims, { own }: HostileKeys): Promise<string> {
  const token = await new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'first' }).sign(own);
  const [header, , signature] = token.split('.');
  return `${header}.${encode({ ...claims, sub: 'somebody-else' })}.${signature}`;
}

async function withoutSignature(claims: Claims, { own }: HostileKeys): Promise<string> {
  const token = await new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'first' }).sign(own);
  return `${token.split('.').slice(0, 2).join('.')}.`;
}

const attack = (check: string, title: string, forgery: Forgery, isFresh = false): OidcAttack => ({
  ...{ title, check, forgery, isFresh },
});

const ofRedirect: readonly OidcAttack[] = [
  attack('flow.state', 'a state that nobody was given', { redirect: { state: 'guessed' } }),
  attack('flow.state', 'no state', { redirect: { state: undefined } }),
  attack('oidc.response_issuer', 'no issuer, though the provider says that it names it', {
    redirect: { iss: undefined },
  }),
  attack('oidc.response_issuer', 'another issuer (mix-up)', { redirect: { iss: 'https://evil.example' } }),
  attack('oidc.response', 'no code', { redirect: { code: undefined } }),
  attack('oidc.response', 'an error', { redirect: { code: undefined, error: 'access_denied' } }),
  attack('oidc.response', 'an error beside a code', { redirect: { error: 'access_denied' } }),
  attack('oidc.response', 'an ID token in the redirect', { redirect: { id_token: 'a.b.c' } }),
];

const ofExchange: readonly OidcAttack[] = [
  attack('oidc.exchange', 'a code that was never given', { redirect: { code: 'guessed' } }),
  attack('oidc.exchange', 'no ID token', { tokens: { id_token: undefined } }),
  attack('oidc.exchange', 'no access token', { tokens: { access_token: undefined } }),
  attack('oidc.exchange', 'a token endpoint that redirects inwards', {
    tokenEndpoint: (response) => void response.writeHead(307, { location: 'http://169.254.169.254/' }).end(),
  }),
  attack('oidc.exchange', 'a token endpoint that answers in HTML', {
    tokenEndpoint: (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
  }),
  attack('oidc.exchange', 'an endless answer', {
    tokenEndpoint: (response) => void response.writeHead(200).end(Buffer.alloc(2_000_000, 32)),
  }),
];

const ofSignature: readonly OidcAttack[] = [
  attack('oidc.id_token', 'a text instead of a token', { token: () => 'nonsense' }),
  attack('oidc.id_token', 'an encrypted token', {
    token: () => `${encode({ alg: 'dir', enc: 'A256GCM' })}....`,
  }),
  attack('oidc.algorithm', 'alg none', { token: unsigned('none') }),
  attack('oidc.algorithm', 'alg nOnE', { token: unsigned('nOnE') }),
  attack('oidc.algorithm', 'HS256 by the public key (key confusion)', { token: hmacByPublicKey }),
  attack('oidc.algorithm', 'HS256 by the client secret', { token: hmac(OIDC_CLIENT.secret) }),
  attack('oidc.algorithm', 'HS256 by an empty secret', { token: hmac('') }),
  attack('oidc.algorithm', 'an algorithm that the provider does not name', {
    header: { alg: 'PS256' },
    token: unsigned('PS256'),
  }),
  attack('oidc.algorithm', 'a critical extension', {
    token: (claims, keys) => byForeignKey(() => ({ crit: ['b64'], b64: true }))(claims, keys),
  }),
  attack('oidc.algorithm', 'a logout token', { header: { typ: 'logout+jwt' } }),
  attack('oidc.algorithm', 'an access token', { header: { typ: 'at+jwt' } }),
  attack('oidc.signature', 'a key that is not published', { isForeignKey: true }),
  attack('oidc.signature', 'an unknown kid', { header: { kid: 'second' } }),
  attack('oidc.signature', 'a key in the header', {
    token: byForeignKey(({ foreignPublic }) => ({ jwk: foreignPublic })),
  }),
  attack('oidc.signature', 'keys at an address in the header', {
    token: byForeignKey(() => ({ jku: 'https://evil.example/jwks', kid: 'first' })),
  }),
  attack('oidc.signature', 'another subject under an old signature', { token: altered }),
  attack('oidc.signature', 'no signature', { token: withoutSignature }),
];

const claim = (check: string, title: string, claims: () => Claims, isFresh = false): OidcAttack => ({
  ...attack(check, title, {}, isFresh),
  get forgery() {
    return { claims: claims() };
  },
});

const ofClaims: readonly OidcAttack[] = [
  claim('oidc.issuer', 'another issuer', () => ({ iss: 'https://evil.example' })),
  claim('oidc.issuer', 'no issuer', () => ({ iss: undefined })),
  claim('oidc.audience', 'another audience', () => ({ aud: 'another-client' })),
  claim('oidc.audience', 'no audience', () => ({ aud: undefined })),
  claim('oidc.audience', 'an audience that contains ours as a part', () => ({ aud: `${OIDC_CLIENT.id}-2` })),
  claim('oidc.authorized_party', 'several audiences, made for none', () => ({
    aud: [OIDC_CLIENT.id, 'another-client'],
  })),
  claim('oidc.authorized_party', 'made for another', () => ({ azp: 'another-client' })),
  claim('oidc.expiry', 'expired', () => ({ exp: now() - 120 })),
  claim('oidc.expiry', 'no end', () => ({ exp: undefined })),
  claim('oidc.expiry', 'an end in words', () => ({ exp: '2099-01-01' })),
  claim('oidc.not_before', 'not yet valid', () => ({ nbf: now() + 600 })),
  claim('oidc.issued_at', 'issued in the future', () => ({ iat: now() + 600 })),
  claim('oidc.issued_at', 'issued long ago', () => ({ iat: now() - 2 * HOUR })),
  claim('oidc.issued_at', 'issued at no time', () => ({ iat: undefined })),
  claim('oidc.nonce', 'another nonce', () => ({ nonce: 'guessed' })),
  claim('oidc.nonce', 'no nonce', () => ({ nonce: undefined })),
  claim('oidc.auth_time', 'an older sign-in than was asked for', () => ({ auth_time: now() - HOUR }), true),
  claim('oidc.auth_time', 'a sign-in that lies ahead', () => ({ auth_time: now() + HOUR })),
  claim('oidc.subject', 'nobody', () => ({ sub: '' })),
  claim('oidc.subject', 'a number for a subject', () => ({ sub: 17 })),
  claim('oidc.subject', 'an endless subject', () => ({ sub: 'x'.repeat(256) })),
  claim('oidc.email', 'email_verified: false', () => ({ email_verified: false })),
  claim('oidc.email', 'email_verified: "false"', () => ({ email_verified: 'false' })),
  claim('oidc.email', 'email_verified: "true"', () => ({ email_verified: 'true' })),
  claim('oidc.email', 'email_verified: 1', () => ({ email_verified: 1 })),
];

const ofUserInfo: readonly OidcAttack[] = [
  attack('oidc.userinfo', 'UserInfo about somebody else', { userInfo: { sub: 'somebody-else' } }),
  attack('oidc.userinfo', 'UserInfo about nobody', { userInfo: { sub: undefined } }),
  attack('oidc.userinfo', 'UserInfo that fails', {
    userInfoEndpoint: (response) => void response.writeHead(500).end(),
  }),
];

/** The corpus; what goes over several attempts or connections stands in its test. */
export const OIDC_ATTACKS: readonly OidcAttack[] = [
  ...ofRedirect,
  ...ofExchange,
  ...ofSignature,
  ...ofClaims,
  ...ofUserInfo,
];
