import { describe, expect, it } from 'vitest';
import { listChecks } from '../checks.js';
import type { ConnectionOf } from '../connection.js';
import { assertionOf, attributesOf } from './claims.js';
import type { OidcCheckName } from './names.js';

type Claims = Readonly<Record<string, unknown>>;

function connection(issuer: string, email: string): ConnectionOf<'oidc'> {
  return {
    ...{ id: '1', organizationId: '2', name: 'Firma', version: 1, kind: 'oidc', secret: null },
    config: {
      ...{ issuer, clientId: 'kopexa', scopes: ['openid'], metadata: {}, acceptedAssurance: [] },
      mapping: { email, name: 'name', groups: null },
      newcomers: { allowed: false, role: 'organization.member', ceiling: 'organization.member', rules: [] },
    },
  };
}

async function judge(
  token: Claims,
  userInfo: Claims = {},
  { issuer = 'https://idp.example', email = 'email' } = {},
): Promise<string> {
  const { checks, outcome } = await listChecks<OidcCheckName, ReturnType<typeof assertionOf>>((list) =>
    Promise.resolve(assertionOf(connection(issuer, email), { sub: 's', ...token }, userInfo, list)),
  );
  if (!outcome) return `refused by ${checks.at(-1)?.name}`;
  return `${outcome.email} ${outcome.isEmailVerified ? 'verified' : 'not verified'}`;
}

const ENTRA = { issuer: 'https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0' };
const ADA = 'ada@firma.example';

describe('An address that a provider names', () => {
  it.each<[string, Claims, Claims, string]>([
    ['vouched for', { email: 'Ada@Firma.example', email_verified: true }, {}, `${ADA} verified`],
    ['without a word', { email: ADA }, {}, `${ADA} not verified`],
    ['in UserInfo alone', {}, { email: ADA, email_verified: true }, `${ADA} verified`],
    [
      'whose word stands in UserInfo',
      { email: ADA },
      { email: ADA, email_verified: true },
      `${ADA} verified`,
    ],
    [
      'whose word speaks of another address',
      { email: ADA },
      { email: 'eve@evil.example', email_verified: true },
      `${ADA} not verified`,
    ],
    [
      'refused in the token, vouched for in UserInfo',
      { email: ADA, email_verified: false },
      { email: ADA, email_verified: true },
      'refused by oidc.email',
    ],
    ['refused in UserInfo', {}, { email: ADA, email_verified: false }, 'refused by oidc.email'],
    ['as a list', { email: [ADA], email_verified: true }, {}, 'null not verified'],
    ['with a line break', { email: 'ada@firma.example\nx', email_verified: true }, {}, 'null not verified'],
    [
      'with two at signs',
      { email: 'ada@evil.example@firma.example', email_verified: true },
      {},
      'null not verified',
    ],
  ])('%s', async (_title, token, userInfo, expected) => {
    expect(await judge(token, userInfo)).toBe(expected);
  });

  it.each<[string, Claims, string]>([
    ['says so', { email: ADA, xms_edov: true }, `${ADA} verified`],
    ['says so by a number', { email: ADA, xms_edov: '1' }, `${ADA} verified`],
    ['denies it', { email: ADA, xms_edov: false }, `${ADA} not verified`],
    ['denies it in words', { email: ADA, xms_edov: 'false' }, `${ADA} not verified`],
    ['says nothing', { email: ADA }, `${ADA} not verified`],
  ])('is vouched for by Entra ID when it %s', async (_title, token, expected) => {
    expect(await judge(token, {}, ENTRA)).toBe(expected);
  });

  it('is not vouched for by Microsoft’s word in UserInfo, or in somebody else’s mouth', async () => {
    expect(await judge({ email: ADA }, { xms_edov: true }, ENTRA)).toBe(`${ADA} not verified`);
    expect(await judge({}, { email: ADA, xms_edov: true }, ENTRA)).toBe(`${ADA} not verified`);
    for (const issuer of [
      'https://login.microsoftonline.com.evil.example/x',
      'https://evil.example/login.microsoftonline.com/',
    ])
      expect(await judge({ email: ADA, xms_edov: true }, {}, { issuer })).toBe(`${ADA} not verified`);
  });

  it.each<[string, Claims, Claims, string]>([
    ['of its Workspace', { email: ADA, email_verified: true, hd: 'Firma.example' }, {}, `${ADA} verified`],
    ['of a consumer’s account', { email: ADA, email_verified: true }, {}, `${ADA} not verified`],
    [
      'of another Workspace',
      { email: ADA, email_verified: true, hd: 'evil.example' },
      {},
      `${ADA} not verified`,
    ],
    [
      'of a Workspace above it',
      { email: 'ada@sub.firma.example', email_verified: true, hd: 'firma.example' },
      {},
      'ada@sub.firma.example not verified',
    ],
    ['as a list', { email: ADA, email_verified: true, hd: ['firma.example'] }, {}, `${ADA} not verified`],
    ['without its word', { email: ADA, hd: 'firma.example' }, {}, `${ADA} not verified`],
    [
      'whose Workspace stands in UserInfo alone',
      { email: ADA, email_verified: true },
      { hd: 'firma.example' },
      `${ADA} not verified`,
    ],
    [
      'that it denies',
      { email: ADA, email_verified: false, hd: 'firma.example' },
      {},
      'refused by oidc.email',
    ],
  ])('counts with Google only in its own Workspace: %s', async (_title, token, userInfo, expected) => {
    expect(await judge(token, userInfo, { issuer: 'https://accounts.google.com' })).toBe(expected);
  });

  it('may stand elsewhere, where email_verified does not speak of it', async () => {
    const mapped = { email: 'upn' };
    expect(await judge({ upn: ADA, email: 'x@firma.example', email_verified: true }, {}, mapped)).toBe(
      `${ADA} not verified`,
    );
    expect(await judge({ upn: ADA, email: ADA, email_verified: true }, {}, mapped)).toBe(`${ADA} verified`);
  });
});

describe('What a provider says besides', () => {
  it('is kept within bounds, whatever it is', () => {
    const many = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`a${index}`, 'x'.repeat(5000)]),
    );
    const kept = attributesOf({ groups: ['a', { b: 1 }], nothing: null, nonce: 'n', ...many });
    expect(kept['groups']).toEqual(['a', '{"b":1}']);
    expect(Object.keys(kept)).not.toContain('nonce');
    expect(JSON.stringify(kept).length).toBeLessThan(70_000);
  });

  it('never becomes more than a list of texts', () => {
    const kept = attributesOf(JSON.parse('{"__proto__":{"x":1},"constructor":"c"}') as Claims);
    expect(Object.values(kept).every((each) => Array.isArray(each))).toBe(true);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
