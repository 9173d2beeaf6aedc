import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#runtime/actor/actor.js';
import { openDoor } from '#runtime/db/door.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { askAs, makeService, resolveToken, serviceActor, serviceInput } from '#tests/kit/service.js';

const MEMBERS = '{ organization { members { edges { node { id } } } } }';
const CREATE = 'mutation($input: CreateServiceAccountInput!) { createServiceAccount(input: $input) { id } }';

/** Each defence of service accounts, and the same attempt once more with the defence taken out of the database. */
describe('what keeps a service account in its place', () => {
  let world: World;
  let ada: Person;
  let acme: TestOrganization;
  let space: string;
  beforeAll(async () => {
    world = await createWorld(SUBGRAPHS.filter(({ name }) => name === 'identity' || name === 'tenancy'));
    ada = await world.person('Ada Berg');
    acme = await world.organization('acme');
    await world.join(ada, acme, 'owner');
    space = await world.space(acme, 'Richtlinien');
    await world.grant(ada, acme, space, 'viewer');
  });
  afterAll(() => world.close());

  /** Runs work while a function of the database lacks a part of its text, then puts it back. */
  async function without<T>(name: string, part: string, instead: string, work: () => Promise<T>): Promise<T> {
    const [row] = await world.sql<{ definition: string }>(
      'SELECT pg_get_functiondef($1::regproc) AS definition',
      [name],
    );
    const { definition } = row!;
    expect(definition, `${name} without “${part}”`).toContain(part);
    await world.sql(definition.replace(part, instead));
    try {
      return await work();
    } finally {
      await world.sql(definition);
    }
  }
  const sees = async (actor: Actor): Promise<boolean> =>
    /"id":"/.test((await askAs(world, actor, 'tenancy', MEMBERS)).text);
  const code = async (run: Promise<{ errors: readonly { extensions: { code: string } }[] }>) =>
    (await run).errors[0]?.extensions.code ?? 'ok';

  test('its owner’s rights', async () => {
    const owner = await world.person('Olga Kurz');
    await world.join(owner, acme, 'admin');
    const { token } = await makeService(world, owner, acme, { permissions: ['MEMBER_READ'] });
    const actor = await serviceActor(world, token);
    expect(await sees(actor)).toBe(true);
    await world.sql(
      "UPDATE tenancy.membership SET role_key = 'organization.guest' WHERE account_id = $1 AND org_id = $2",
      [owner.id, acme.id],
    );
    expect(await sees(actor)).toBe(false);
    const part = 'AND g.permission = ANY(held) ';
    expect(await without('tenancy.service_permissions_of', part, '', () => sees(actor))).toBe(true);
  });

  test('its end, and that of its secret', async () => {
    const { id, token } = await makeService(world, ada, acme, { permissions: ['MEMBER_READ'] });
    const actor = await serviceActor(world, token);
    await world.sql('UPDATE identity.service_secret SET revoked_at = now() WHERE service_account_id = $1', [
      id,
    ]);
    expect(await sees(actor)).toBe(false);
    const part = ' AND s.revoked_at IS NULL';
    expect(await without('identity.service_owner', part, '', () => sees(actor))).toBe(true);
  });

  test('its addresses and operations', async () => {
    const { token } = await makeService(world, ada, acme, {
      ipRanges: ['203.0.113.0/24'],
      operations: ['ToolMembers'],
    });
    const refused = async (ip: string, operation: string) =>
      (await resolveToken(world, token, { ip, operation })).refused;
    expect(await refused('198.51.100.1', 'ToolMembers')).toBe('token');
    expect(await refused('203.0.113.1', 'ToolWhoami')).toBe('operation');
    const [address, operation] = ['cardinality(s.ip_ranges) > 0', 's.operations IS NOT NULL'];
    const elsewhere = () => refused('198.51.100.1', 'ToolMembers');
    expect(await without('tenancy.resolve_service', address, 'false', elsewhere)).toBeNull();
    const other = () => refused('203.0.113.1', 'ToolWhoami');
    expect(await without('tenancy.resolve_service', operation, 'false', other)).toBeNull();
  });

  test('a fresh second factor', async () => {
    const age = "UPDATE identity.session SET mfa_at = now() - interval '6 minutes' WHERE account_id = $1";
    await world.sql(age, [ada.id]);
    const create = () => code(world.as(ada, acme).at('identity').run(CREATE, { input: serviceInput() }));
    expect(await create()).toBe('STEP_UP_REQUIRED');
    expect(await without('identity.require_fresh_factor', '5 minutes', '5 hours', create)).toBe('ok');
    await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1', [ada.id]);
  });

  test('what its maker may give', async () => {
    const create = (input: object) => () =>
      code(
        world
          .as(ada, acme)
          .at('identity')
          .run(CREATE, { input: serviceInput(input) }),
      );
    const viewer = create({ spaces: [{ spaceId: space, role: 'space.viewer' }] });
    expect(await viewer()).toBe('INVALID_INPUT');
    const part = 'IF NOT tenancy.may_grant';
    const open = 'IF false AND NOT tenancy.may_grant';
    expect(await without('tenancy.set_service_rights', part, open, viewer)).toBe('ok');
    const managing = create({ permissions: ['SERVICE_ACCOUNT_MANAGE'] });
    expect(await managing()).toBe('INVALID_INPUT');
    const itself = "p = 'service_account.manage' OR ";
    expect(await without('tenancy.set_service_rights', itself, '', managing)).toBe('ok');
  });

  test('that it is no person', async () => {
    const { token } = await makeService(world, ada, acme);
    const { context } = await serviceActor(world, token);
    const door = await openDoor({ url: world.db.logins.kopexa_tenancy, entities: [] });
    const found = (slug: string) => () =>
      door
        .write(context, { alone: true }, ({ query }) =>
          query('SELECT tenancy.create_organization(uuidv7(), $1, $1, uuidv7())', [slug]),
        )
        .then(
          () => 'ok',
          () => 'refused',
        );
    expect(await found('eins')()).toBe('refused');
    const part = "c.kind IS DISTINCT FROM 'user' OR ";
    expect(await without('tenancy.create_organization', part, '', found('zwei'))).toBe('ok');
    await door.close();
  });
});
