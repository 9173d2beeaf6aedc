import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ask,
  createWorld,
  TEST_ORIGIN,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { giveCredentials } from '#tests/kit/credentials.js';
import { SoftPasskey } from '#tests/kit/passkey.js';
import { asserted, DOUBLE, DOUBLES } from '#tests/kit/sso-double.js';
import * as kit from '#tests/kit/sso.js';
import { identitySubgraph } from '../subgraph.js';

const START = 'mutation($input: StartSsoInput!) { startSso(input: $input) { redirectUrl } }';
const FINISH = 'mutation($input: FinishSsoInput!) { finishSso(input: $input) { next } }';
const OPTIONS = 'query($email: String!) { signInOptions(email: $email) { password } }';
const BEGIN = 'mutation { beginPasskey { json } }';
const SHOW = 'mutation($input: ShownPasskeyInput!) { signInWithPasskey(input: $input) { next } }';
const REGISTRATION = 'mutation { beginPasskeyRegistration { json } }';
const REGISTER = 'mutation($input: RegisterPasskeyInput!) { registerPasskey(input: $input) { id } }';

const waitOf = ({ errors }: Answer): number => {
  const { code, details } = (errors[0]?.extensions ?? {}) as {
    code?: string;
    details?: { retryAfterSeconds: number };
  };
  return code === 'TOO_MANY_ATTEMPTS' ? (details?.retryAfterSeconds ?? Infinity) : 0;
};

/** A whole office stands behind one address: nobody there keeps the others out. */
describe('an office behind one address', () => {
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

  const run = async (ip: string, document: string, variables = {}, browser = kit.newBrowser()) => {
    const info = { ip, browser: browser.id };
    const actor = await world.actor(null);
    const { passportSecret } = world;
    return ask<Record<string, unknown>>(
      world.subgraph('identity'),
      actor,
      passportSecret,
      document,
      variables,
      info,
    );
  };
  const start = (ip: string) => run(ip, START, { input: { connectionId: connection } });
  const finish = async (ip: string, n: number) => {
    const [browser, email] = [kit.newBrowser(), `person${n}@acme.example`];
    const who = asserted(`person ${n}`, { email, isEmailVerified: true, name: 'Person' });
    const arrival = await kit.leaveArrival(world, connection, browser, who);
    return run(ip, FINISH, { input: { arrival } }, browser);
  };
  /** As if the longest wait there is were over, again and again. */
  const later = () => world.sql("UPDATE identity.attempt SET next_at = now() - interval '1 second'");
  /** Begins so often that each further one waits as long as any ever does; the longest wait. */
  async function insist(begin: () => Promise<Answer>): Promise<number> {
    for (let n = 0; n < 120; n += 1) expect(waitOf(await begin())).toBe(0);
    const waits: number[] = [];
    for (let n = 0; n < 24; n += 1) {
      waits.push(waitOf(await begin()));
      if (n % 2 === 1) await later();
    }
    return Math.max(...waits);
  }

  it('begins company sign-ins that nobody finishes, and is slowed down by two seconds at most', async () => {
    const ip = '198.51.100.7';
    const longest = await insist(() => start(ip));
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThanOrEqual(2);
    expect(waitOf(await start('198.51.100.8'))).toBe(0);
  });

  it('finishes a company sign-in at once, whatever others there began', async () => {
    const ip = '198.51.100.9';
    await insist(() => start(ip));
    expect(waitOf(await start(ip))).toBeLessThanOrEqual(2);
    const { errors, data } = await finish(ip, 1);
    expect([errors, data['finishSso']]).toEqual([[], { next: 'ENROL_SECOND_FACTOR' }]);
  });

  it('has the turn back of everybody who signed in by the company', async () => {
    const ip = '198.51.100.10';
    for (let n = 100; n < 230; n += 1) {
      expect(waitOf(await start(ip))).toBe(0);
      expect((await finish(ip, n)).errors).toEqual([]);
    }
  });

  it('asks for passkeys that nobody shows, and one that is shown signs in at once', async () => {
    const ip = '198.51.100.11';
    const paula = await world.person('Paula Passkey');
    await giveCredentials(world, paula);
    await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1', [paula.id]);
    const key = new SoftPasskey(TEST_ORIGIN);
    const own = world.as(paula).at('identity');
    const asked = (await own.run(REGISTRATION)).data['beginPasskeyRegistration'] as { json: string };
    await own.run(REGISTER, { input: { name: 'Laptop', response: key.register(asked.json) } });
    const longest = await insist(() => run(ip, BEGIN));
    const begun = (await run(ip, BEGIN)).data['beginPasskey'] as { json: string };
    await run(ip, BEGIN);
    expect(longest).toBeLessThanOrEqual(2);
    const shown = await run(ip, SHOW, { input: { response: key.show(begun.json) } });
    expect([shown.errors, shown.data['signInWithPasskey']]).toEqual([[], { next: 'DONE' }]);
  });

  it('asks what addresses sign in by, as slowly as it begins', async () => {
    const ip = '198.51.100.12';
    let n = 0;
    const longest = await insist(() => run(ip, OPTIONS, { email: `nele@company${(n += 1)}.example` }));
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThanOrEqual(2);
    expect(waitOf(await run('198.51.100.13', OPTIONS, { email: 'nele@acme.example' }))).toBe(0);
  });
});
