import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const SET = 'mutation($input: UpdateSettingInput!) { updateSetting(input: $input) { value } }';
const PREVIEW =
  'query($changes: [PolicyChangeInput!]!) { organization { id policyPreview(changes: $changes) { consequence user { id } } } }';
const ACCEPT = 'mutation($token: String!) { acceptInvitation(token: $token) { id } }';

interface Preview {
  organization: { policyPreview: { consequence: string; user: { id: string } | null }[] | null } | null;
}

describe('whom policies reach', () => {
  let world: World;
  let acme: TestOrganization;
  let owner: Person;
  let second: Person;
  let admin: Person;
  let member: Person;
  let connection = '';
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    owner = await world.person('Olga');
    second = await world.person('Otto');
    admin = await world.person('Anna');
    member = await world.person('Max');
    for (const person of [owner, second]) await world.join(person, acme, 'owner');
    await world.join(admin, acme, 'admin');
    await world.join(member, acme, 'member');
    const [row] = await world.sql<{ id: string }>(
      `WITH c AS (INSERT INTO identity.connection (connection_id, org_id, name, kind, preset, status, version, tested_version, created_by)
         VALUES (uuidv7(), $1, 'Company', 'oidc', 'other', 'active', 1, 1, $2) RETURNING org_id, connection_id)
       INSERT INTO identity.connection_version (org_id, connection_id, version, config, author_id, reason)
         SELECT org_id, connection_id, 1, '{}', $2, 'Because' FROM c RETURNING connection_id AS id`,
      [acme.id, owner.id],
    );
    connection = row!.id;
    await world.sql(
      `INSERT INTO identity.domain (domain_id, org_id, domain, challenge, connection_id, verified_at, created_by)
         VALUES (uuidv7(), $1, split_part($2, '@', 2), repeat('x', 20), $3, now(), $4)`,
      [acme.id, member.email, connection, owner.id],
    );
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    for (const table of ['setting_version', 'entry_policy', 'policy_exemption', 'invitation']) {
      await world.sql(`DELETE FROM tenancy.${table}`);
    }
    await world.sql('DELETE FROM identity.external_identity');
    await activatedBy('admin');
  });

  const activatedBy = (role: 'owner' | 'admin' | 'member') =>
    world.sql(
      `UPDATE identity.connection SET activated_as_owner = $1::boolean,
         activated_with = tenancy.counting(org_id, tenancy.role_permissions(org_id, $2))`,
      [role === 'owner', `organization.${role}`],
    );
  const exempt = (person: Person) =>
    world.sql(
      `INSERT INTO tenancy.policy_exemption (exemption_id, org_id, account_id, reason, granted_by, valid_from)
         VALUES (uuidv7(), $1, $2, 'Emergency', $2, clock_timestamp())`,
      [acme.id, person.id],
    );
  const set = (key: string, value: string, person = owner) =>
    world
      .as(person, acme)
      .at('tenancy')
      .run(SET, { input: { key, value, reason: 'Because', expectedVersion: 0 } });
  const preview = (...changes: { key: string; value: string }[]) =>
    world.as(owner, acme).at('tenancy').run<Preview>(PREVIEW, { changes });
  const consequences = async (...changes: { key: string; value: string }[]) => {
    const { data } = await preview(...changes);
    const effects = data.organization?.policyPreview ?? [];
    return Object.fromEntries(effects.map(({ consequence, user }) => [user?.id, consequence]));
  };
  const REQUIRED = { key: 'policy.sso', value: 'required' };

  it('a value that is not possible yet leaves the Organization as it is', async () => {
    const { data, errors } = await preview({ key: 'policy.addresses', value: '2' });
    expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'changes.0.value' });
    expect(data.organization).toMatchObject({ id: acme.id, policyPreview: null });
  });

  it('a connection that an admin switched on is no way in for owners', async () => {
    await exempt(second);
    expect(await consequences(REQUIRED)).toMatchObject({
      [owner.id]: 'NO_WAY_IN',
      [admin.id]: 'FIRST_SIGN_IN_BY_CONNECTION',
      [member.id]: 'FIRST_SIGN_IN_BY_CONNECTION',
    });
    const { errors } = await set('policy.sso', 'required', second);
    expect(errors[0]?.message).toMatch(/lock owners out/);
    await activatedBy('owner');
    expect((await consequences(REQUIRED))[owner.id]).toBe('FIRST_SIGN_IN_BY_CONNECTION');
    expect((await set('policy.sso', 'required', second)).errors).toEqual([]);
  });

  it('a connection is no way in for those above whoever switched it on', async () => {
    await activatedBy('member');
    await exempt(second);
    const found = await consequences(REQUIRED);
    expect([found[admin.id], found[member.id]]).toEqual(['NO_WAY_IN', 'FIRST_SIGN_IN_BY_CONNECTION']);
  });

  it('who came by the connection before is told apart from who never did', async () => {
    await world.sql(
      `INSERT INTO identity.external_identity (org_id, connection_id, account_id, subject)
         VALUES ($1, $2, $3, 'max')`,
      [acme.id, connection, member.id],
    );
    const found = await consequences(REQUIRED);
    expect([found[admin.id], found[member.id]]).toEqual([
      'FIRST_SIGN_IN_BY_CONNECTION',
      'SIGNS_IN_BY_CONNECTION',
    ]);
  });

  it('passkeys alone lock out whoever has to come by a provider that asserts none', async () => {
    await exempt(second);
    const found = await consequences(REQUIRED, { key: 'policy.factors', value: 'passkeys' });
    expect([found[member.id], found[second.id]]).toEqual(['NO_WAY_IN', 'NEEDS_PASSKEY']);
  });

  it('networks lock no owner out: first one is exempt, and without one all come in', async () => {
    const { errors } = await set('policy.addresses', '127.0.0.0/8', admin);
    expect(errors[0]?.message).toMatch(/exempt at least one owner/);
    await exempt(second);
    expect((await set('policy.addresses', '127.0.0.0/8', admin)).errors).toEqual([]);
    await world.sql("UPDATE tenancy.entry_policy SET addresses = '{198.51.100.7/32}'");
    expect((await world.actor(owner, acme)).barred?.reason).toBe('ADDRESS');
    await world.sql('DELETE FROM tenancy.policy_exemption');
    expect((await world.actor(owner, acme)).barred).toBeUndefined();
    expect((await world.actor(admin, acme)).barred?.reason).toBe('ADDRESS');
  });

  it('an exemption does not outlive the membership, and outlives a change of role', async () => {
    const guest = await world.person('Rolf');
    await world.join(guest, acme, 'member');
    await exempt(guest);
    const isExempt = async () =>
      (await world.sql<{ e: boolean }>('SELECT tenancy.is_exempt($1, $2) AS e', [acme.id, guest.id]))[0]!.e;
    expect(await isExempt()).toBe(true);
    await world.sql("UPDATE tenancy.membership SET role_key = 'organization.guest' WHERE account_id = $1", [
      guest.id,
    ]);
    expect(await isExempt()).toBe(true);
    await world.sql('UPDATE tenancy.membership SET valid_to = now() WHERE account_id = $1', [guest.id]);
    await world.join(guest, acme, 'member');
    expect(await isExempt()).toBe(false);
  });

  it('an invitation of before does not get around the domains that are allowed now', async () => {
    const late = await world.person('Lena');
    const token = 'a'.repeat(43);
    await world.sql(
      `INSERT INTO tenancy.invitation (invitation_id, org_id, email, role_key, token_hash, invited_by, expires_at)
         VALUES (uuidv7(), $1, $2, 'organization.member', sha256(convert_to($3, 'UTF8')), $4, now() + interval '1 day')`,
      [acme.id, late.email, token, owner.id],
    );
    await set('policy.sign_up_domains', 'firma.example');
    const accept = () => world.as(late).at('tenancy').run(ACCEPT, { token });
    expect((await accept()).errors[0]?.message).toMatch(/certain domains/);
    await world.sql('DELETE FROM tenancy.entry_policy');
    expect((await accept()).errors).toEqual([]);
  });
});
