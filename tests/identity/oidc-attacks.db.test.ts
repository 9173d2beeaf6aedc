import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OIDC_ATTACKS, type OidcAttack } from '#tests/kit/idp/oidc-attacks.js';
import { cookieBrowser, openOidcDoor, type CameBack, type OidcDoor } from '#tests/kit/idp/oidc-door.js';

let d: OidcDoor;
beforeAll(async () => {
  d = await openOidcDoor();
});
afterAll(() => d.close());

async function attempt({
  forgery,
  isFresh = false,
}: Pick<OidcAttack, 'forgery' | 'isFresh'>): Promise<CameBack> {
  const browser = cookieBrowser();
  const query = d.op.answer(await d.start(browser, d.connection, { fresh: isFresh }), forgery);
  return d.comeBack(browser, query);
}

describe('somebody between us and a provider, or the provider itself', () => {
  let usual: string;
  beforeAll(async () => {
    usual = (await attempt({ forgery: { redirect: { state: 'unknown' } } })).seen;
  });

  it('is let in when nothing is wrong, so that the refusals below mean something', async () => {
    const browser = cookieBrowser();
    const { location } = await d.comeBack(browser, d.op.answer(await d.start(browser, d.connection)));
    expect(location).toMatch(/^\/sso\/finish\?arrival=/);
    expect((await d.finish(browser, location)).data).toMatchObject({
      finishSso: { next: 'ENROL_SECOND_FACTOR', returnPath: '/' },
    });
  });

  it.each(OIDC_ATTACKS)('is refused by $check: $title', async (attack) => {
    const answer = await attempt(attack);
    expect(answer.location).toMatch(/^\/sso\/refused\?id=/);
    const reason = await d.reason(answer.requestId);
    expect(reason?.code).toBe(attack.check);
    expect(reason?.org_id).toBe(attack.check === 'flow.state' ? null : d.acme.id);
    // The browser learns that it was refused, and nothing else.
    expect(answer.seen).toBe(usual);
  });

  it('is noticed in more than fifty ways', () => {
    expect(OIDC_ATTACKS.length).toBeGreaterThan(50);
  });
});

describe('an answer that belongs to another attempt', () => {
  it('counts once, however often it comes at the same time', async () => {
    const browser = cookieBrowser();
    const query = d.op.answer(await d.start(browser, d.connection));
    const answers = await Promise.all(Array.from({ length: 5 }, () => d.comeBack(browser, query)));
    expect(answers.filter(({ location }) => location.startsWith('/sso/finish'))).toHaveLength(1);
    const refused = answers.filter(({ requestId }) => requestId !== '');
    for (const { requestId } of refused)
      expect(await d.reason(requestId)).toEqual({ code: 'flow.state', org_id: d.acme.id });
    expect(refused).toHaveLength(4);
    expect(new Set(refused.map(({ seen }) => seen)).size).toBe(1);
  });

  it('is refused in another browser', async () => {
    const [mine, theirs] = [cookieBrowser(), cookieBrowser()];
    const query = d.op.answer(await d.start(mine, d.connection));
    const { requestId } = await d.comeBack(theirs, query);
    expect((await d.reason(requestId))?.code).toBe('flow.browser');
  });

  it('is not finished in another browser (login CSRF)', async () => {
    const [mine, theirs] = [cookieBrowser(), cookieBrowser()];
    const { location } = await d.comeBack(mine, d.op.answer(await d.start(mine, d.connection)));
    const { errors, extensions } = await d.finish(theirs, location);
    expect(errors[0]?.extensions.code).toBe('SSO_REFUSED');
    expect(extensions.kopexa?.session).toBeUndefined();
  });

  it('cannot bring a code of another attempt along (PKCE)', async () => {
    const [victim, thief] = [cookieBrowser(), cookieBrowser()];
    const stolen = d.op.answer(await d.start(victim, d.connection)).get('code')!;
    const query = d.op.answer(await d.start(thief, d.connection), { redirect: { code: stolen } });
    const { requestId } = await d.comeBack(thief, query);
    expect((await d.reason(requestId))?.code).toBe('oidc.exchange');
  });

  it('cannot bring a code along that was used', async () => {
    const first = cookieBrowser();
    const used = d.op.answer(await d.start(first, d.connection));
    await d.comeBack(first, used);
    const second = cookieBrowser();
    const query = d.op.answer(await d.start(second, d.connection), { redirect: { code: used.get('code')! } });
    const { requestId } = await d.comeBack(second, query);
    expect((await d.reason(requestId))?.code).toBe('oidc.exchange');
  });

  it('cannot bring an ID token of another attempt along (nonce)', async () => {
    let kept = '';
    const first = cookieBrowser();
    const keep = d.op.answer(await d.start(first, d.connection), {
      tokenEndpoint: (response) => void response.writeHead(500).end(),
    });
    await d.comeBack(first, keep);
    const earlier = { iss: d.op.issuer, aud: 'kopexa', sub: 'nele-17', nonce: 'of the first attempt' };
    const { SignJWT } = await import('jose');
    kept = await new SignJWT({ ...earlier })
      .setProtectedHeader({ alg: 'RS256', kid: 'first' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(d.op.keys.own);
    const second = cookieBrowser();
    const query = d.op.answer(await d.start(second, d.connection), { token: () => kept });
    const { requestId } = await d.comeBack(second, query);
    expect((await d.reason(requestId))?.code).toBe('oidc.nonce');
  });

  it('does not take the code of one provider to another (mix-up)', async () => {
    const browser = cookieBrowser();
    // The person means Rival's provider, which sends them to Acme's with the state that it was given.
    const redirectUrl = await d.start(browser, d.evilConnection);
    const query = d.op.answer(redirectUrl);
    const { requestId } = await d.comeBack(browser, query, d.evilConnection);
    expect(await d.reason(requestId)).toEqual({ code: 'oidc.response_issuer', org_id: d.rival.id });
  });
});

describe('a person whom a provider sends', () => {
  const person = async (claims: Record<string, unknown>) => {
    const browser = cookieBrowser();
    const query = d.op.answer(await d.start(browser, d.connection), { claims, userInfo: claims });
    const { location } = await d.comeBack(browser, query);
    return d.finish(browser, location);
  };

  it.each([
    ['without a word on the address', { sub: 'n1', email: 'neu@acme.example', email_verified: undefined }],
    ['with an address of a domain that is not the Organization’s', { sub: 'n2', email: 'neu@rival.example' }],
    [
      'with Microsoft’s word, which is not Microsoft’s here',
      {
        ...{ sub: 'n3', email: 'neu@acme.example', email_verified: undefined, xms_edov: true },
      },
    ],
    ['without an address', { sub: 'n4', email: undefined, email_verified: undefined }],
  ])('%s gets no account', async (_title, claims) => {
    const { errors } = await person(claims);
    expect(errors[0]?.extensions.code).toBe('SSO_REFUSED');
  });

  it('gets the same answer whether or not there is an account of that address', async () => {
    const rows = await d.world.sql<{ email: string }>(
      'SELECT email FROM identity.account WHERE account_id = $1',
      [d.owner.id],
    );
    const masked = async (email: string) =>
      (await person({ sub: `s ${email}`, email, email_verified: undefined })).text.replace(
        /"requestId":"[^"]*"/,
        '',
      );
    expect(await masked(rows[0]!.email)).toBe(await masked('nobody@example.com'));
  });

  it.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ])('is not sent to %s afterwards (open redirect)', async (returnPath) => {
    const browser = cookieBrowser();
    const query = d.op.answer(await d.start(browser, d.connection, { returnPath }));
    const { location } = await d.comeBack(browser, query);
    expect(location).toMatch(/^\/sso\/finish\?arrival=[\w-]+$/);
    expect((await d.finish(browser, location)).data).toMatchObject({ finishSso: { returnPath: '/' } });
  });
});

describe('the provider’s keys', () => {
  it('are asked for once while they are known', async () => {
    await attempt({ forgery: {} });
    const before = d.op.keyRequests();
    const answers = [await attempt({ forgery: {} }), await attempt({ forgery: {} })];
    expect(answers.every(({ location }) => location.startsWith('/sso/finish'))).toBe(true);
    expect(d.op.keyRequests()).toBe(before);
  });
});
