import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { makeService, resolveToken } from '#tests/kit/service.js';

const SET = 'mutation($input: UpdateSettingInput!) { updateSetting(input: $input) { version } }';
const INVITE =
  'mutation($input: InviteMembersInput!) { inviteMembers(input: $input) { invitations { id } } }';

/** Each defence holds, and what it holds back goes through once it is taken out. */
describe('what policies rest on', () => {
  let world: World;
  let acme: TestOrganization;
  let ada: Person;
  beforeAll(async () => {
    world = await createWorld(SUBGRAPHS);
    acme = await world.organization('acme');
    ada = await world.person('Ada');
    await world.join(ada, acme, 'owner');
  });
  afterAll(() => world.close());

  let version = 0;
  const networks = async (value: string): Promise<string> => {
    const input = { key: 'policy.addresses', value, reason: 'Because', expectedVersion: version };
    const { errors } = await world.as(ada, acme).at('tenancy').run(SET, { input });
    if (errors.length === 0) version += 1;
    return errors[0]?.extensions.code ?? 'changed';
  };

  it('a token from outside of the networks opens nothing', async () => {
    const { token } = await makeService(world, ada, acme);
    await world.sql(
      "INSERT INTO tenancy.entry_policy VALUES ($1, false, false, 60, 24, '{203.0.113.0/24}', 8, 0, 0, '{}')",
      [acme.id],
    );
    expect((await resolveToken(world, token)).refused).toBe('token');
    expect((await resolveToken(world, token, { ip: '::ffff:203.0.113.7' })).refused).toBeNull();
    const [entry] = await world.sql<{ code: string }>(
      "SELECT code FROM compliance.audit_entry WHERE action = 'service_account.use'",
    );
    expect(entry?.code).toBe('ADDRESS_REFUSED');
    await world.sql('DELETE FROM tenancy.entry_policy');
    expect((await resolveToken(world, token)).refused).toBeNull();
  });

  it('nobody of another domain is invited', async () => {
    await world.sql(
      "INSERT INTO tenancy.entry_policy VALUES ($1, false, false, 60, 24, '{}', 8, 0, 0, '{firma.example}')",
      [acme.id],
    );
    const invite = async (email: string): Promise<string> => {
      const input = { emails: [email], role: 'organization.member' };
      const { errors } = await world.as(ada, acme).at('tenancy').run(INVITE, { input });
      return errors[0]?.extensions.code ?? 'invited';
    };
    expect(await invite('max@andere.example')).toBe('INVALID_INPUT');
    await world.sql('ALTER TABLE tenancy.invitation DISABLE TRIGGER refuse_foreign_domain');
    expect(await invite('max@andere.example')).toBe('invited');
    await world.sql('DELETE FROM tenancy.entry_policy');
  });

  it('nobody locks themselves out, and who is out is out', async () => {
    const bea = await world.person('Bea');
    await world.join(bea, acme, 'owner');
    await world.sql(
      `INSERT INTO tenancy.policy_exemption (exemption_id, org_id, account_id, reason, granted_by)
         VALUES (uuidv7(), $1, $2, 'Emergency', $2)`,
      [acme.id, bea.id],
    );
    expect(await networks('203.0.113.0/24')).toBe('INVALID_INPUT');
    await world.sql(
      `CREATE OR REPLACE FUNCTION tenancy.guard_policy(p tenancy.entry_policy, before tenancy.entry_policy) RETURNS void
       LANGUAGE plpgsql AS 'BEGIN END'`,
    );
    expect(await networks('203.0.113.0/24')).toBe('changed');
    expect((await world.actor(ada, acme)).barred?.reason).toBe('ADDRESS');
    await world.sql(
      `CREATE OR REPLACE FUNCTION tenancy.entry_bar(org uuid, account uuid, session uuid, address text) RETURNS text
       LANGUAGE sql AS 'SELECT NULL::text'`,
    );
    expect((await world.actor(ada, acme)).barred).toBeUndefined();
  });
});
