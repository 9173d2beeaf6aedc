import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  GITHUB_APP,
  GITHUB_PERSON,
  startGithubPeer,
  type GithubAnswers,
  type GithubPeer,
} from '#tests/kit/idp/github-peer.js';
import { makeTestAuthority } from '#tests/kit/idp/tls.js';
import type { ConnectionOf } from '../connection.js';
import type { Judged } from '../protocol.js';
import { OAUTH_CHECKS, oauthProtocol } from './oauth.protocol.js';

const ORIGIN = 'https://kopexa.example';
const connection: ConnectionOf<'oauth'> = {
  ...{ id: '1', organizationId: '2', name: 'GitHub', version: 1, kind: 'oauth' },
  secret: { clientSecret: GITHUB_APP.secret },
  config: {
    ...{ provider: 'github', clientId: GITHUB_APP.id, acceptedAssurance: [] },
    mapping: { email: 'email', name: 'name', groups: null },
    newcomers: { allowed: true, role: 'organization.member', ceiling: 'organization.member', rules: [] },
  },
};
let github: GithubPeer;
beforeAll(async () => {
  github = await startGithubPeer(await makeTestAuthority());
});
afterAll(() => github.close());

const start = (state = 'a-state') =>
  oauthProtocol.begin(connection, { state, origin: ORIGIN, loginHint: null, isFresh: false });

async function signIn(
  answers: GithubAnswers = {},
  redirect: Record<string, string> = {},
  to: ConnectionOf<'oauth'> = connection,
): Promise<Judged> {
  const begun = await start();
  const fields = { ...Object.fromEntries(github.answer(begun.redirectUrl, answers)), ...redirect };
  return oauthProtocol.complete(to, {
    ...{ origin: ORIGIN, nowMs: Date.now(), fields, kept: begun.kept, fetch: github.fetch },
    takeOnce: () => Promise.resolve(true),
  });
}

const reason = ({ checks }: Judged): string | undefined => checks.find(({ ok }) => !ok)?.name;

describe('Sign-in by GitHub', () => {
  it('goes there with PKCE, a state and no more than it needs', async () => {
    const { origin, pathname, searchParams } = new URL((await start()).redirectUrl);
    expect(origin + pathname).toBe('https://github.com/login/oauth/authorize');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      ...{ response_type: 'code', code_challenge_method: 'S256', state: 'a-state' },
      ...{ scope: 'read:user user:email', redirect_uri: `${ORIGIN}/sso/oidc/1/callback` },
    });
  });

  it('takes the number for the person, and the main address that is verified', async () => {
    const judged = await signIn();
    expect(judged.checks.map(({ name }) => name)).toEqual(Object.keys(OAUTH_CHECKS));
    expect(judged).toMatchObject({
      ok: true,
      assertion: { subject: '583231', email: 'nele@acme.example', isEmailVerified: true, name: 'Nele Neu' },
    });
    expect(JSON.stringify(judged)).not.toMatch(/gho_|private@example/);
  });

  it.each<[string, string, GithubAnswers]>([
    ['oauth.email', 'no address', { emails: [] }],
    [
      'oauth.email',
      'a main address that is not verified',
      { emails: [{ email: 'chef@acme.example', primary: true, verified: false }] },
    ],
    [
      'oauth.email',
      'a verified address that is not the main one',
      { emails: [{ email: 'chef@acme.example', primary: false, verified: true }] },
    ],
    [
      'oauth.profile',
      'verified in words',
      { emails: [{ email: 'chef@acme.example', primary: true, verified: 'true' }] },
    ],
    ['oauth.profile', 'an address beside the list', { emails: { email: 'chef@acme.example' } }],
    ['oauth.profile', 'a name for a number', { user: { ...GITHUB_PERSON.user, id: 'nele' } }],
    ['oauth.profile', 'no number', { user: { login: 'nele', email: 'chef@acme.example' } }],
    ['oauth.profile', 'an error', { status: 500 }],
  ])('is refused by %s for %s', async (check, _title, answers) => {
    expect(reason(await signIn(answers))).toBe(check);
  });

  it.each<[string, string, Record<string, string>]>([
    ['oauth.state', 'another state', { state: 'guessed' }],
    ['oauth.response_issuer', 'another issuer', { iss: 'https://evil.example' }],
    ['oauth.response', 'an error', { error: 'access_denied' }],
    ['oauth.response', 'no code', { code: '' }],
    ['oauth.exchange', 'a code that was never given', { code: 'guessed' }],
  ])('is refused by %s for %s', async (check, _title, redirect) => {
    const exchanges = () => github.asked.filter((path) => path.endsWith('access_token')).length;
    const before = exchanges();
    expect(reason(await signIn({}, redirect))).toBe(check);
    expect(exchanges() - before).toBe(check === 'oauth.exchange' ? 1 : 0);
  });

  it('is refused with the code of another attempt (PKCE), and with another app’s secret', async () => {
    const stolen = github.answer((await start('of the victim')).redirectUrl).get('code')!;
    expect(reason(await signIn({}, { code: stolen }))).toBe('oauth.exchange');
    expect(reason(await signIn({}, {}, { ...connection, secret: { clientSecret: 'guessed' } }))).toBe(
      'oauth.exchange',
    );
  });
});
