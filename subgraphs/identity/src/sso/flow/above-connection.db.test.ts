import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { giveCredentials } from '#tests/kit/credentials.js';
import { replaceInFunction } from '#tests/kit/replace-in-function.js';
import * as kit from '#tests/kit/sso.js';
import { DOUBLE, DOUBLES, asserted } from '#tests/kit/sso-double.js';
import { identitySubgraph } from '../../subgraph.js';

const LINK = 'mutation($arrival: String!) { linkSso(arrival: $arrival) { returnPath } }';
const codeOf = ({ errors }: Answer): string => errors[0]?.extensions.code ?? 'DONE';
const REACHES = 'identity.connection_reaches(uuid,uuid)';
const IN_FORCE = 'identity.is_in_force(uuid,uuid,integer)';

/** Whoever sets a connection up could have it say anything: what an admin gains by one that an admin switched on. */
describe('by a connection that an admin switched on', () => {
  let world: World;
  let acme: TestOrganization;
  let owner: Person;
  let admin: Person;
  let connection: string;
  beforeAll(async () => {
    world = await createWorld([
      {
        ...identitySubgraph,
        services: (given) => ({ ...identitySubgraph.services(given), protocols: DOUBLES }),
      },
    ]);
    acme = await world.organization('acme');
    [owner, admin] = [await world.person('Olga Eigen'), await world.person('Adam Admin')];
    await world.join(owner, acme, 'owner');
    await world.join(admin, acme, 'admin');
    connection = await byAdmin();
    await kit.giveDomain(world, acme, admin, 'acme.example', connection);
  });
  afterAll(() => world.close());

  async function byAdmin(more: object = {}): Promise<string> {
    const config = { ...DOUBLE.config, acceptedAssurance: ['amr:mfa'] };
    const id = await kit.giveConnection(world, acme, admin, { ...DOUBLE, config, ...more });
    await world.sql('UPDATE identity.connection SET activated_as_owner = false WHERE connection_id = $1', [
      id,
    ]);
    return id;
  }
  const mail = (name: string) =>
    asserted(`subject of ${name}`, {
      email: `${name}@acme.example`,
      isEmailVerified: true,
      name: `Name ${name}`,
      assurance: ['amr:mfa'],
    });
  async function colleague(name: string): Promise<Person> {
    const person = await world.person(name);
    await giveCredentials(world, person);
    await world.sql('UPDATE identity.account SET email = $2 WHERE account_id = $1', [
      person.id,
      `${name.toLowerCase()}@acme.example`,
    ]);
    await world.join(person, acme, 'member');
    return person;
  }
  const invite = (name: string, role: string) =>
    world.sql(
      `INSERT INTO tenancy.invitation (invitation_id, org_id, email, role_key, token_hash, invited_by, expires_at)
         VALUES (uuidv7(), $1, $2::text, $3, sha256(convert_to($2::text, 'UTF8')), $4, now() + interval '1 day')`,
      [acme.id, `${name}@acme.example`, role, owner.id],
    );
  const lastRefusal = async (): Promise<string | undefined> =>
    (
      await world.sql<{ code: string }>(
        "SELECT code FROM compliance.audit_entry WHERE action = 'session.sso_refuse' AND org_id = $1 ORDER BY at DESC LIMIT 1",
        [acme.id],
      )
    )[0]?.code;
  const roleIn = async (token: string): Promise<string | undefined> =>
    (await world.actor(kit.holder(token), acme)).org?.role;
  /** Another version is switched on; with what the configuration then says. */
  async function replace(id: string, changed: object): Promise<void> {
    await world.sql(
      `INSERT INTO identity.connection_version (org_id, connection_id, version, config, sealed, author_id, reason)
         SELECT org_id, connection_id, 2, config || $2::jsonb, sealed, author_id, 'Another' FROM identity.connection_version WHERE connection_id = $1`,
      [id, JSON.stringify(changed)],
    );
    await world.sql(
      'UPDATE identity.connection SET version = 2, latest_version = 2, tested_version = 2 WHERE connection_id = $1',
      [id],
    );
  }

  it('nobody takes an open invitation of an owner, and what an admin may give is taken', async () => {
    await invite('newowner', 'organization.owner');
    await invite('newguest', 'organization.guest');
    expect(codeOf(await kit.comeBySso(world, connection, mail('newowner')))).toBe('SSO_REFUSED');
    expect(await lastRefusal()).toBe('account.above_connection');
    expect(await world.sql("SELECT 1 FROM identity.account WHERE email = 'newowner@acme.example'")).toEqual(
      [],
    );
    expect(await roleIn(kit.tokenOf(await kit.comeBySso(world, connection, mail('newguest'))))).toBe(
      'organization.guest',
    );
    const { around } = await replaceInFunction(world, REACHES, [
      'SELECT EXISTS (',
      'SELECT true OR EXISTS (',
    ]);
    const taken = await around(() => kit.comeBySso(world, connection, mail('newowner')));
    expect(await roleIn(kit.tokenOf(taken))).toBe('organization.owner');
  });

  it('nobody takes it by linking an account either', async () => {
    const person = await colleague('Lena');
    await world.sql('DELETE FROM tenancy.membership WHERE account_id = $1', [person.id]);
    await invite('lena', 'organization.owner');
    const browser = kit.newBrowser();
    const arrival = await kit.leaveArrival(world, connection, browser, mail('lena'));
    expect(codeOf(await kit.inBrowser(world, { ...browser, person }, LINK, { arrival }))).toBe('SSO_REFUSED');
    expect(await lastRefusal()).toBe('account.above_connection');
  });

  it('a colleague who has a factor comes only after linking their account, so nobody reads their Spaces', async () => {
    const mia = await colleague('Mia');
    const space = await world.space(acme, 'Confidential');
    await world.grant(mia, acme, space, 'manager');
    const browser = kit.newBrowser();
    const asked = await kit.comeBySso(world, connection, mail('mia'), browser);
    expect(asked.data).toMatchObject({ finishSso: { next: 'LINK' } });
    expect(asked.extensions.kopexa?.session).toBeUndefined();
    const arrival = await kit.leaveArrival(world, connection, browser, mail('mia'));
    const adams = await kit.inBrowser(world, { ...browser, person: admin }, LINK, { arrival });
    expect(codeOf(adams)).toBe('SSO_REFUSED');
    expect(codeOf(await kit.inBrowser(world, { ...browser, person: mia }, LINK, { arrival }))).toBe('DONE');
    expect(await roleIn(kit.tokenOf(await kit.comeBySso(world, connection, mail('mia'))))).toBe(
      'organization.member',
    );
  });

  it('a session ends when its person becomes an owner, and goes on when the connection reaches the new role', async () => {
    const token = kit.tokenOf(await kit.comeBySso(world, connection, mail('riser')));
    const { userId } = await world.actor(kit.holder(token));
    const become = (role: string) =>
      world.sql('UPDATE tenancy.membership SET role_key = $2 WHERE account_id = $1', [userId, role]);
    await become('organization.admin');
    expect(await roleIn(token)).toBe('organization.admin');
    const { around } = await replaceInFunction(world, 'identity.end_unreached_sessions(uuid,uuid)', [
      'AND NOT identity.connection_reaches',
      'AND false AND NOT identity.connection_reaches',
    ]);
    await around(() => become('organization.owner'));
    expect(await roleIn(token)).toBe('organization.owner');
    await become('organization.owner');
    expect(await roleIn(token)).toBeUndefined();
  });

  it('nobody with a role is reached when nothing is known of who switched it on', async () => {
    const unknown = await byAdmin();
    await world.sql(
      'UPDATE identity.connection SET activated_as_owner = NULL, activated_with = NULL WHERE connection_id = $1',
      [unknown],
    );
    const [said] = await world.sql<{ ok: boolean }>('SELECT identity.connection_reaches($1, $2) AS ok', [
      unknown,
      admin.id,
    ]);
    expect(said).toEqual({ ok: false });
    expect(codeOf(await kit.comeBySso(world, unknown, mail('unreached')))).toBe('SSO_REFUSED');
  });

  it('an arrival of a version that another counterpart replaced is refused', async () => {
    const id = await byAdmin();
    const arrivals: [kit.Browser, string][] = [];
    for (const name of ['old', 'without']) {
      const browser = kit.newBrowser();
      arrivals.push([browser, await kit.leaveArrival(world, id, browser, mail(name))]);
    }
    await replace(id, { clientId: 'another' });
    const [[browser, arrival], [second, control]] = arrivals as [(typeof arrivals)[0], (typeof arrivals)[0]];
    expect(codeOf(await kit.finish(world, browser, arrival))).toBe('SSO_REFUSED');
    expect(await lastRefusal()).toBe('arrival.connection');
    const { around } = await replaceInFunction(world, IN_FORCE, [
      'SELECT coalesce(',
      'SELECT true OR coalesce(',
    ]);
    expect(codeOf(await around(() => kit.finish(world, second, control)))).toBe('DONE');
  });

  it('an arrival of a version of the same counterpart is taken', async () => {
    const id = await byAdmin();
    const browser = kit.newBrowser();
    const arrival = await kit.leaveArrival(world, id, browser, mail('same'));
    await replace(id, { acceptedAssurance: [] });
    expect(codeOf(await kit.finish(world, browser, arrival))).toBe('DONE');
  });

  it('an arrival by certificates that the provider has replaced is refused, and its sessions go on', async () => {
    const config = {
      ...{ idpEntityId: 'https://idp.example', certificates: ['old'], acceptedAssurance: ['amr:mfa'] },
      ...{ metadataUrl: 'https://idp.example/metadata', ssoUrl: 'https://idp.example/sso', sloUrl: null },
      ...{ ssoBinding: 'redirect', allowIdpInitiated: false, requireEncryption: false },
      ...{ requestedContexts: [], ownCertificates: [] },
    };
    const id = await byAdmin({ kind: 'saml', config });
    const browser = kit.newBrowser();
    const live = kit.tokenOf(
      await kit.finish(world, browser, await kit.leaveArrival(world, id, browser, mail('stays'))),
    );
    const late = await kit.leaveArrival(world, id, browser, mail('stays'));
    const [taken] = await world.sql('SELECT identity.take_certificates($1, 1, $2) AS taken', [
      id,
      JSON.stringify(['new']),
    ]);
    expect(taken).toEqual({ taken: true });
    expect(codeOf(await kit.finish(world, browser, late))).toBe('SSO_REFUSED');
    expect(await roleIn(live)).toBe('organization.member');
  });

  it('nobody’s own guesses are forgotten, and no browser becomes known to their own means', async () => {
    const gerda = await colleague('Gerda');
    const browser = kit.newBrowser();
    const arrival = await kit.leaveArrival(world, connection, browser, mail('gerda'));
    await kit.inBrowser(world, { ...browser, person: gerda }, LINK, { arrival });
    await world.sql('DELETE FROM identity.known_browser WHERE account_id = $1', [gerda.id]);
    await world.sql("SELECT identity.take_guess('code', $1::text, NULL) FROM generate_series(1, 3)", [
      gerda.id,
    ]);
    const isNew: boolean[] = [];
    for (let visit = 0; visit < 2; visit++) {
      const token = kit.tokenOf(await kit.comeBySso(world, connection, mail('gerda'), browser));
      const { sessionId } = await world.actor(kit.holder(token));
      const [row] = await world.sql<{ is_new_device: boolean }>(
        'SELECT is_new_device FROM identity.session WHERE session_id = $1',
        [sessionId],
      );
      isNew.push(row!.is_new_device);
    }
    const other = kit.tokenOf(await kit.comeBySso(world, connection, mail('gerda')));
    const [elsewhere] = await world.sql('SELECT is_new_device FROM identity.session WHERE session_id = $1', [
      (await world.actor(kit.holder(other))).sessionId,
    ]);
    expect([isNew, elsewhere]).toEqual([[false, false], { is_new_device: true }]);
    expect(await world.sql('SELECT failures FROM identity.guess WHERE account_id = $1', [gerda.id])).toEqual([
      { failures: 3 },
    ]);
    const cookie = Buffer.from(browser.id, 'base64url');
    expect(await world.sql('SELECT identity.knows_browser($1, $2) AS known', [gerda.id, cookie])).toEqual([
      { known: false },
    ]);
  });
});
