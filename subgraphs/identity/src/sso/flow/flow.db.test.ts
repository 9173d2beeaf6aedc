import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import {
  ask,
  callRoute,
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import * as kit from '#tests/kit/sso.js';
import { DOUBLE, DOUBLES, asserted } from '#tests/kit/sso-double.js';
import { identitySubgraph } from '../../subgraph.js';

const OPTIONS = 'query($email: String!) { signInOptions(email: $email) { password connections { name } } }';
const OFFERED = 'query($slug: String!) { ssoConnections(slug: $slug) { name } }';
const TEST = 'mutation($input: TestConnectionInput!) { testConnection(input: $input) { redirectUrl } }';
const FINISH_TEST = 'mutation($arrival: String!) { finishConnectionTest(arrival: $arrival) }';
const codeOf = ({ errors }: Answer): string | undefined => errors[0]?.extensions.code;

/** Login CSRF, replay, mix-up, open redirects (THREATS 30); what a counterpart says is the protocols’ own matter. */
describe('the way to a counterpart and back', () => {
  let world: World;
  let acme: TestOrganization;
  let owner: Person;
  let connection: string;
  beforeAll(async () => {
    world = await createWorld([
      {
        ...identitySubgraph,
        services: (given) => ({ ...identitySubgraph.services(given), protocols: DOUBLES }),
      },
    ]);
    acme = await world.organization('acme');
    owner = await world.person('Olga Eigen');
    await world.join(owner, acme, 'owner');
    connection = await kit.giveConnection(world, acme, owner, DOUBLE);
    await kit.giveDomain(world, acme, owner, 'acme.example', connection);
  });
  afterAll(() => world.close());

  const who = asserted('nele', { email: 'nele@acme.example', isEmailVerified: true, name: 'Nele' });
  const lastRefusal = async () =>
    (
      await world.sql<{ code: string; org_id: string | null }>(
        "SELECT code, org_id FROM compliance.audit_entry WHERE action = 'session.sso_refuse' ORDER BY at DESC LIMIT 1",
      )
    )[0];
  const arrivalOf = async (browser: kit.Browser, path?: string): Promise<string> => {
    const state = await kit.begin(world, browser, connection, { returnPath: path });
    return kit.arrivalIn(await kit.comeBack(world, browser, state, who));
  };
  const REFUSED = /^303 \/sso\/refused\?id=test-request$/;

  it('leads back to where it began, and nowhere else', async () => {
    for (const [asked, path] of [
      ['/o/acme/d/x?y=1', '/o/acme/d/x?y=1'],
      ['//evil.example', '/'],
      ['https://evil.example', '/'],
      ['/\\evil.example', '/'],
    ]) {
      const browser = kit.newBrowser();
      const answer = await kit.finish(world, browser, await arrivalOf(browser, asked));
      expect(answer.data).toMatchObject({ finishSso: { returnPath: path } });
    }
  });

  it('ends in the browser in which it began, at our endpoint and on our page', async () => {
    const [own, other] = [kit.newBrowser(), kit.newBrowser()];
    const state = await kit.begin(world, own, connection);
    expect(await kit.comeBack(world, other, state, who)).toMatch(REFUSED);
    expect(await lastRefusal()).toEqual({ code: 'flow.browser', org_id: acme.id });
    const arrival = await arrivalOf(own);
    const stolen = await kit.finish(world, other, arrival);
    expect([codeOf(stolen), stolen.extensions.kopexa]).toEqual(['SSO_REFUSED', undefined]);
    expect(await lastRefusal()).toEqual({ code: 'flow.browser', org_id: acme.id });
    expect(codeOf(await kit.finish(world, { id: '', person: null }, arrival))).toBe('LINK_EXPIRED');
    expect((await kit.finish(world, own, arrival)).errors).toEqual([]);
  });

  it('takes a state and an arrival once, also when both come at the same time', async () => {
    const browser = kit.newBrowser();
    const state = await kit.begin(world, browser, connection);
    const places = await Promise.all([1, 2, 3].map(() => kit.comeBack(world, browser, state, who)));
    expect(places.filter((place) => place.includes('/sso/finish'))).toHaveLength(1);
    expect(await lastRefusal()).toEqual({ code: 'flow.state', org_id: acme.id });
    const arrival = kit.arrivalIn(places.find((place) => place.includes('/sso/finish'))!);
    const answers = await Promise.all([1, 2, 3].map(() => kit.finish(world, browser, arrival)));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
  });

  it('is over after ten minutes, and five more', async () => {
    const browser = kit.newBrowser();
    const state = await kit.begin(world, browser, connection);
    const arrival = await arrivalOf(browser);
    await world.sql("UPDATE identity.sso_attempt SET expires_at = now() - interval '1 second'");
    await world.sql("UPDATE identity.sso_arrival SET expires_at = now() - interval '1 second'");
    expect(await kit.comeBack(world, browser, state, who)).toMatch(REFUSED);
    expect(codeOf(await kit.finish(world, browser, arrival))).toBe('LINK_EXPIRED');
  });

  it('tells the browser the same whatever failed, and the Organization what', async () => {
    const failed = {
      ok: false,
      checks: [
        { name: 'a.first', ok: true, detail: '' },
        { name: 'b.second', ok: false, detail: 'x' },
      ],
    };
    const cases: [unknown, string][] = [
      [failed, 'b.second'],
      ['fail', 'flow.error'],
    ];
    for (const [judged, check] of cases) {
      const browser = kit.newBrowser();
      const state = await kit.begin(world, browser, connection);
      expect(await kit.comeBack(world, browser, state, judged as 'fail')).toMatch(REFUSED);
      expect(await lastRefusal()).toEqual({ code: check, org_id: acme.id });
    }
    expect(await kit.comeBack(world, kit.newBrowser(), 'never given', who)).toMatch(REFUSED);
    expect(await lastRefusal()).toEqual({ code: 'flow.state', org_id: null });
  });

  it('is closed when the connection is not in force, before and on the way', async () => {
    const closed = await kit.giveConnection(world, acme, owner, { ...DOUBLE, status: 'off' });
    await expect(kit.begin(world, kit.newBrowser(), closed)).rejects.toThrow(/NOT_FOUND/);
    await expect(kit.begin(world, kit.newBrowser(), newId())).rejects.toThrow(/NOT_FOUND/);
    await expect(kit.begin(world, kit.newBrowser(), 'no id')).rejects.toThrow(/NOT_FOUND/);
    const browser = kit.newBrowser();
    const state = await kit.begin(world, browser, connection);
    const arrival = await arrivalOf(browser);
    await world.sql("UPDATE identity.connection SET status = 'off' WHERE connection_id = $1", [connection]);
    expect(await kit.comeBack(world, browser, state, who)).toMatch(REFUSED);
    expect(await lastRefusal()).toEqual({ code: 'arrival.connection', org_id: acme.id });
    expect(codeOf(await kit.finish(world, browser, arrival))).toBe('SSO_REFUSED');
    await world.sql("UPDATE identity.connection SET status = 'active' WHERE connection_id = $1", [
      connection,
    ]);
  });

  it('ends the session that the browser had', async () => {
    const person = await world.person('Ada Vorher');
    const browser = kit.newBrowser(person);
    expect((await kit.finish(world, browser, await arrivalOf(browser))).errors).toEqual([]);
    expect((await world.actor(person)).kind).toBe('anonymous');
  });

  it('asks the person where nobody here began, and only them', async () => {
    const browser = kit.newBrowser();
    const arrival = await kit.leaveArrival(world, connection, browser, who);
    const own = "handle_hash = sha256(convert_to($1, 'UTF8'))";
    await world.sql(`UPDATE identity.sso_arrival SET browser = NULL, needs_consent = true WHERE ${own}`, [
      arrival,
    ]);
    for (let turn = 0; turn < 2; turn += 1) {
      const asked = await kit.finish(world, browser, arrival);
      expect(asked.data).toEqual({
        finishSso: { next: 'CONFIRM', name: 'nele@acme.example', returnPath: '/' },
      });
      expect(asked.extensions.kopexa?.session).toBeUndefined();
    }
    expect(codeOf(await kit.finish(world, kit.newBrowser(), arrival, { confirmed: true }))).toBe(
      'SSO_REFUSED',
    );
    expect((await kit.finish(world, browser, arrival, { confirmed: true })).errors).toEqual([]);
  });

  it('of SAML takes the connection from the address, and nothing that was begun with another one', async () => {
    const saml = {
      kind: 'saml',
      config: {
        ...{ idpEntityId: 'https://idp.example', ssoUrl: 'https://idp.example/sso', ssoBinding: 'redirect' },
        ...{ sloUrl: null, certificates: ['x'], metadataUrl: null, allowIdpInitiated: false },
        ...{ requireEncryption: false, requestedContexts: [], ownCertificates: [] },
      },
    } as const;
    const [one, two] = [
      await kit.giveConnection(world, acme, owner, saml),
      await kit.giveConnection(world, acme, owner, saml),
    ];
    const post = async (id: string, state: string): Promise<string | null> => {
      const body = new URLSearchParams({
        RelayState: state,
        judged: JSON.stringify({ ok: true, assertion: who, checks: [] }),
      });
      const head = { method: 'POST', params: { id } };
      const stream = new Blob([body.toString()]).stream();
      const answer = await callRoute(world, 'identity', 'saml-acs', await world.actor(null), head, stream);
      return answer.headers.get('location');
    };
    const browser = kit.newBrowser();
    expect(await post(two, await kit.begin(world, browser, one))).toMatch(/^\/sso\/refused/);
    expect(await lastRefusal()).toEqual({ code: 'flow.connection', org_id: acme.id });
    // An OpenID Connect answer does not do for SAML, nor the other way round.
    expect(await post(connection, await kit.begin(world, browser, connection))).toMatch(/^\/sso\/refused/);
    expect(await kit.comeBack(world, browser, await kit.begin(world, browser, one), who)).toMatch(REFUSED);
    // What nobody here began is left to the protocol, which has nothing kept.
    expect(await post(one, 'somewhere else')).toMatch(/^\/sso\/refused/);
    expect((await lastRefusal())?.code).toBe('double.kept');
    const place = await post(one, await kit.begin(world, browser, one));
    expect(place).toMatch(/^\/sso\/finish\?arrival=/);
    expect((await kit.finish(world, browser, kit.arrivalIn(place!))).errors.length).toBe(0);
  });

  it('offers connections by the domain alone, and to members of an Organization', async () => {
    const offered = async (email: string) =>
      (await world.as(null).at('identity').run(OPTIONS, { email })).data;
    const company = { signInOptions: { password: true, connections: [{ name: 'Company sign-in' }] } };
    expect(await offered('nele@acme.example')).toEqual(company);
    expect(await offered('nobody.at.all@acme.example')).toEqual(company);
    expect(await offered('nele@elsewhere.example')).toEqual({
      signInOptions: { password: true, connections: [] },
    });
    const stranger = await world.person('Stranger');
    const listed = async (person: Person) =>
      (await world.as(person).at('identity').run(OFFERED, { slug: 'acme' })).data['ssoConnections'];
    expect(await listed(owner)).not.toEqual([]);
    expect(await listed(stranger)).toEqual([]);
  });

  it('of a test run ends with whoever began it, whether it worked or not, and never in a session', async () => {
    const path = '/o/acme/admin/sign-in';
    const browser = kit.newBrowser(owner);
    const admin = await world.person('Other Admin');
    await world.join(admin, acme, 'admin');
    const run = async (judged: Parameters<typeof kit.comeBack>[3]): Promise<string> => {
      const input = { connectionId: connection, returnPath: path };
      const { data } = await kit.inBrowser(world, browser, TEST, { input }, acme);
      const { redirectUrl } = data['testConnection'] as { redirectUrl: string };
      const state = new URL(redirectUrl).searchParams.get('state') ?? '';
      const place = await kit.comeBack(world, browser, state, judged);
      expect(place).toMatch(/^303 \/o\/acme\/admin\/sign-in\?arrival=/);
      return kit.arrivalIn(place);
    };
    const failed = { ok: false, checks: [{ name: 'x.y', ok: false, detail: 'why' }] } as const;
    for (const judged of [failed, who]) {
      const arrival = await run(judged);
      expect(codeOf(await kit.finish(world, browser, arrival))).toBe('LINK_EXPIRED');
      const foreign = { ...browser, person: admin };
      expect(codeOf(await kit.inBrowser(world, foreign, FINISH_TEST, { arrival }, acme))).toBe(
        'LINK_EXPIRED',
      );
      const kept = await kit.inBrowser(world, browser, FINISH_TEST, { arrival }, acme);
      expect([kept.errors, kept.extensions.kopexa]).toEqual([[], undefined]);
      const rows = await world.sql<{ is_ok: boolean }>(
        'SELECT is_ok FROM identity.test_run WHERE test_run_id = $1',
        [kept.data['finishConnectionTest']],
      );
      expect(rows).toEqual([{ is_ok: judged === who }]);
    }
  });

  it('slows down whoever begins again and again, and nobody at another address', async () => {
    const start = 'mutation($input: StartSsoInput!) { startSso(input: $input) { redirectUrl } }';
    const actor = await world.actor(null);
    const begin = (ip: string) => {
      const info = { browser: kit.newBrowser().id, ip };
      const input = { connectionId: connection };
      return ask<Record<string, unknown>>(
        world.subgraph('identity'),
        actor,
        world.passportSecret,
        start,
        { input },
        info,
      );
    };
    const answers: Answer[] = [];
    for (let n = 0; n < 123; n += 1) answers.push(await begin('203.0.113.7'));
    expect(codeOf(answers[119]!)).toBeUndefined();
    expect(answers.slice(120).map(codeOf)).toContain('TOO_MANY_ATTEMPTS');
    expect(codeOf(await begin('203.0.113.8'))).toBeUndefined();
  });
});
