import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { giveCredentials, givePassword } from '#tests/kit/credentials.js';
import * as kit from '#tests/kit/sso.js';
import { DOUBLE, DOUBLES, asserted } from '#tests/kit/sso-double.js';
import { identitySubgraph } from '../../subgraph.js';

const LINK = 'mutation($arrival: String!) { linkSso(arrival: $arrival) { returnPath } }';
const codeOf = ({ errors }: Answer): string | undefined => errors[0]?.extensions.code;

describe('somebody who comes by a connection', () => {
  let world: World;
  let acme: TestOrganization;
  let other: TestOrganization;
  let owner: Person;
  let connection: string;
  beforeAll(async () => {
    world = await createWorld([
      {
        ...identitySubgraph,
        services: (given) => ({ ...identitySubgraph.services(given), protocols: DOUBLES }),
      },
    ]);
    [acme, other] = [await world.organization('acme'), await world.organization('other')];
    owner = await world.person('Olga Eigen');
    await world.join(owner, acme, 'owner');
    connection = await kit.giveConnection(world, acme, owner, DOUBLE);
    await kit.giveDomain(world, acme, owner, 'acme.example', connection);
  });
  afterAll(() => world.close());

  const mail = (name: string, more: object = {}) =>
    asserted(`subject of ${name}`, {
      email: `${name}@acme.example`,
      isEmailVerified: true,
      name: `Name ${name}`,
      ...more,
    });
  const accountOf = async (email: string) =>
    (
      await world.sql<{ account_id: string; name: string }>(
        'SELECT account_id, name FROM identity.account WHERE email = $1',
        [email],
      )
    )[0];
  const roleOf = async (account: string, organization = acme) =>
    (
      await world.sql<{ role_key: string }>(
        "SELECT role_key FROM tenancy.membership WHERE account_id = $1 AND org_id = $2 AND valid_to = 'infinity'",
        [account, organization.id],
      )
    )[0]?.role_key;
  const lastRefusal = async (): Promise<string | undefined> =>
    (
      await world.sql<{ code: string }>(
        "SELECT code FROM compliance.audit_entry WHERE action = 'session.sso_refuse' AND org_id = $1 ORDER BY at DESC LIMIT 1",
        [acme.id],
      )
    )[0]?.code;
  /** Somebody whom the product knows with an address of the company. */
  async function known(
    name: string,
    organization: TestOrganization | null,
    give: (world: World, person: Person) => Promise<unknown> = giveCredentials,
  ): Promise<Person> {
    const person = await world.person(name);
    await give(world, person);
    await world.sql('UPDATE identity.account SET email = $1 WHERE account_id = $2', [
      `${name.toLowerCase()}@acme.example`,
      person.id,
    ]);
    if (organization) await world.join(person, organization, 'member');
    return person;
  }

  it('gets an account and a membership the first time, the same account the next time', async () => {
    const first = await kit.comeBySso(world, connection, mail('nele'));
    expect(first.data).toEqual({
      finishSso: { next: 'ENROL_SECOND_FACTOR', name: null, returnPath: '/' },
    });
    const account = await accountOf('nele@acme.example');
    expect(account?.name).toBe('Name nele');
    expect(await roleOf(account!.account_id)).toBe('organization.member');
    const again = await kit.comeBySso(world, connection, mail('nele', { email: 'married@acme.example' }));
    const actor = await world.actor(kit.holder(kit.tokenOf(again)));
    expect(actor.userId).toBe(account!.account_id);
    expect(await accountOf('married@acme.example')).toBeUndefined();
    expect(await world.sql('SELECT 1 FROM identity.password WHERE account_id = $1', [actor.userId])).toEqual(
      [],
    );
  });

  it('leaves an entry in the Organization with what began, and who', async () => {
    const answer = await kit.comeBySso(world, connection, mail('entry'));
    const { userId } = await world.actor(kit.holder(kit.tokenOf(answer)));
    const entries = await world.sql<{ changes: string }>(
      `SELECT changes FROM compliance.audit_entry WHERE org_id = $1 AND actor_id = $2 AND action = 'member.arrive_by_sso'`,
      [acme.id, userId],
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]!.changes).toContain('organization.member');
    expect(entries[0]!.changes).not.toContain('entry@acme.example');
  });

  it('has both factors only by what the connection accepts', async () => {
    const strict = await kit.giveConnection(world, acme, owner, {
      ...DOUBLE,
      config: { ...DOUBLE.config, acceptedAssurance: ['amr:mfa', 'amr:hwk'] },
    });
    const ways: [string[], string, number][] = [
      [[], 'sso', 1],
      [['amr:pwd'], 'sso', 1],
      [['amr:pwd', 'amr:mfa'], 'sso+idp', 2],
      [['amr:hwk'], 'sso+phr', 2],
    ];
    for (const [assurance, way, level] of ways) {
      const answer = await kit.comeBySso(world, strict, mail('strong', { assurance }));
      const actor = await world.actor(kit.holder(kit.tokenOf(answer)), acme);
      expect([assurance, actor.authenticatedBy, actor.assurance]).toEqual([assurance, way, level]);
      expect(actor.org?.id).toBe(level === 2 ? acme.id : undefined);
    }
  });

  it('does not outlive the session over there', async () => {
    const notAfter = new Date(Date.now() + 120_000).toISOString();
    const answer = await kit.comeBySso(world, connection, mail('short', { notAfter }));
    const { sessionId } = await world.actor(kit.holder(kit.tokenOf(answer)));
    const [row] = await world.sql<{ expires_at: Date }>(
      'SELECT expires_at FROM identity.session WHERE session_id = $1',
      [sessionId],
    );
    expect(row!.expires_at.toISOString()).toBe(notAfter);
  });

  it('makes one account when the same person comes twice at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => kit.comeBySso(world, connection, mail('twice'))),
    );
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    const people = await Promise.all(answers.map((answer) => world.actor(kit.holder(kit.tokenOf(answer)))));
    expect(new Set(people.map(({ userId }) => userId)).size).toBe(1);
  });

  it('is linked to an account of the Organization alone that has no factor, and by its second connection too', async () => {
    const person = await known('Linus', acme, givePassword);
    const second = await kit.giveConnection(world, acme, owner, { ...DOUBLE, name: 'Second' });
    for (const way of [connection, second]) {
      const answer = await kit.comeBySso(world, way, mail('linus', { subject: `linus at ${way}` }));
      expect(answer.data).toMatchObject({ finishSso: { next: 'ENROL_SECOND_FACTOR' } });
      expect((await world.actor(kit.holder(kit.tokenOf(answer)))).userId).toBe(person.id);
    }
  });

  it('proves to own an account that has anything elsewhere, and then links it', async () => {
    const person = await known('Paula', other);
    const browser = kit.newBrowser();
    const state = await kit.begin(world, browser, connection, { returnPath: '/o/acme' });
    const arrival = kit.arrivalIn(await kit.comeBack(world, browser, state, mail('paula')));
    const asked = await kit.finish(world, browser, arrival);
    expect(asked.data).toEqual({
      finishSso: { next: 'LINK', name: 'paula@acme.example', returnPath: '/o/acme' },
    });
    expect(asked.extensions.kopexa?.session).toBeUndefined();
    const stranger = await known('Stranger', null);
    const wrong = await kit.inBrowser(world, { ...browser, person: stranger }, LINK, { arrival });
    expect(codeOf(wrong)).toBe('SSO_REFUSED');
    expect(await lastRefusal()).toBe('arrival.account');
    const elsewhere = await kit.inBrowser(world, kit.newBrowser(person), LINK, { arrival });
    expect(codeOf(elsewhere)).toBe('SSO_REFUSED');
    const half = { ...person, token: person.halfToken };
    expect(codeOf(await kit.inBrowser(world, { ...browser, person: half }, LINK, { arrival }))).toBe(
      'SECOND_FACTOR_REQUIRED',
    );
    const linked = await kit.inBrowser(world, { ...browser, person }, LINK, { arrival });
    expect(linked.data).toEqual({ linkSso: { returnPath: '/o/acme' } });
    expect(await roleOf(person.id)).toBe('organization.member');
    const answer = await kit.comeBySso(world, connection, mail('paula'));
    const token = kit.holder(kit.tokenOf(answer));
    expect((await world.actor(token)).userId).toBe(person.id);
    expect((await world.actor(token, other)).org).toBeNull();
  });

  it.each([
    ['no address', { email: null }, 'arrival.email'],
    ['an address that is not vouched for', { isEmailVerified: false }, 'arrival.email'],
    ['an address of another domain', { email: 'owner@victim.example' }, 'arrival.domain'],
    ['a domain that only ends alike', { email: 'x@evil-acme.example' }, 'arrival.domain'],
  ])('is refused with %s', async (_what, more, check) => {
    const answer = await kit.comeBySso(
      world,
      connection,
      mail('nobody', { subject: `new ${check}`, ...more }),
    );
    expect(codeOf(answer)).toBe('SSO_REFUSED');
    expect(await lastRefusal()).toBe(check);
    expect(await accountOf('nobody@acme.example')).toBeUndefined();
  });

  it('is refused when newcomers are not let in, when the role is above the ceiling, and as an owner', async () => {
    const cases: [object, string][] = [
      [{ allowed: false }, 'arrival.newcomer'],
      [{ role: 'organization.admin' }, 'arrival.role'],
      [{ role: 'organization.owner', ceiling: 'organization.owner' }, 'arrival.role'],
      [{ role: 'organization.auditor', ceiling: 'organization.admin' }, 'arrival.role'],
      [{ role: 'space.viewer' }, 'arrival.role'],
      [{ role: 'nothing' }, 'arrival.role'],
    ];
    for (const [newcomers, check] of cases) {
      const closed = await kit.giveConnection(world, acme, owner, {
        ...DOUBLE,
        newcomers: newcomers as Record<string, unknown>,
      });
      const answer = await kit.comeBySso(world, closed, mail('late'));
      expect([newcomers, codeOf(answer), await lastRefusal()]).toEqual([newcomers, 'SSO_REFUSED', check]);
    }
    expect(await accountOf('late@acme.example')).toBeUndefined();
  });

  it('is refused when the Organization lets other domains sign up', async () => {
    await world.sql(
      "INSERT INTO tenancy.entry_policy VALUES ($1, false, false, 60, 24, '{}', 8, 0, 0, '{elsewhere.example}')",
      [acme.id],
    );
    expect(codeOf(await kit.comeBySso(world, connection, mail('stranger.here')))).toBe('SSO_REFUSED');
    expect(await lastRefusal()).toBe('arrival.sign_up_domain');
    await world.sql("UPDATE tenancy.entry_policy SET sign_up_domains = '{}'");
  });

  it('gets the role of the first rule that fits', async () => {
    const ruled = await kit.giveConnection(world, acme, owner, {
      ...DOUBLE,
      newcomers: {
        ceiling: 'organization.admin',
        rules: [
          { attribute: 'groups', value: 'guests', role: 'organization.guest' },
          { attribute: 'groups', value: 'admins', role: 'organization.admin' },
        ],
      },
    });
    await kit.comeBySso(world, ruled, mail('admina', { attributes: { groups: ['x', 'admins'] } }));
    expect(await roleOf((await accountOf('admina@acme.example'))!.account_id)).toBe('organization.admin');
  });

  it('does not come back after the membership ended', async () => {
    await kit.comeBySso(world, connection, mail('gone'));
    const { account_id: id } = (await accountOf('gone@acme.example'))!;
    await world.sql('UPDATE tenancy.membership SET valid_to = now() WHERE account_id = $1', [id]);
    expect(codeOf(await kit.comeBySso(world, connection, mail('gone')))).toBe('SSO_REFUSED');
    expect(await lastRefusal()).toBe('arrival.removed');
  });

  it('takes what an open invitation says, also where newcomers are not let in', async () => {
    const closed = await kit.giveConnection(world, acme, owner, {
      ...DOUBLE,
      newcomers: { allowed: false },
    });
    await world.sql(
      `INSERT INTO tenancy.invitation (invitation_id, org_id, email, role_key, token_hash, invited_by, expires_at)
         VALUES (uuidv7(), $1, 'ines@acme.example', 'organization.guest', sha256('x'), $2, now() + interval '1 day')`,
      [acme.id, owner.id],
    );
    await kit.comeBySso(world, closed, mail('ines'));
    expect(await roleOf((await accountOf('ines@acme.example'))!.account_id)).toBe('organization.guest');
  });

  it('of one Organization asserts nobody of another', async () => {
    const victim = await known('Victor', other);
    const rogue = await world.person('Rogue Owner');
    await world.join(rogue, other, 'owner');
    const theirs = await kit.giveConnection(world, other, rogue, DOUBLE);
    // Not their domain: the address counts for nothing, whatever they vouch for.
    expect(codeOf(await kit.comeBySso(world, theirs, mail('victor')))).toBe('SSO_REFUSED');
    // The subject of another connection is another subject.
    await kit.comeBySso(world, connection, mail('nele'));
    expect(codeOf(await kit.comeBySso(world, theirs, mail('nele')))).toBe('SSO_REFUSED');
    expect(
      await world.sql('SELECT 1 FROM identity.external_identity WHERE account_id = $1', [victim.id]),
    ).toEqual([]);
  });
});
