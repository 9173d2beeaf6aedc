import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const SET = 'mutation($input: UpdateSettingInput!) { updateSetting(input: $input) { value version } }';
const PREVIEW =
  'query($changes: [PolicyChangeInput!]!) { organization { policyPreview(changes: $changes) { consequence fixes sessions user { id } serviceAccount { id } } } }';
const EXEMPT =
  'mutation($input: ExemptFromPolicyInput!) { exemptFromPolicy(input: $input) { id isBreakGlass until user { id } } }';
const END = 'mutation($id: ID!) { endPolicyExemption(exemptionId: $id) { isInForce endedBy { id } } }';
const REMIND = 'mutation($input: RemindOfPolicyInput!) { remindOfPolicy(input: $input) }';

interface Effect {
  consequence: string;
  sessions: number;
  user: { id: string } | null;
}

describe('policies', () => {
  let world: World;
  let acme: TestOrganization;
  let [owner, admin, member]: Person[] = [];
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    [owner, admin, member] = [
      await world.person('Olga'),
      await world.person('Anna'),
      await world.person('Max'),
    ];
    await world.join(owner, acme, 'owner');
    await world.join(admin, acme, 'admin');
    await world.join(member, acme, 'member');
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.sql('DELETE FROM tenancy.setting_version');
    await world.sql('DELETE FROM tenancy.entry_policy');
    await world.sql('DELETE FROM tenancy.policy_exemption');
    await world.sql('DELETE FROM identity.connection');
    await world.sql('DELETE FROM identity.passkey');
    await world.sql('UPDATE identity.session SET mfa_at = now() WHERE assurance = 2');
  });

  const as = (person: Person | undefined) => world.as(person!, acme).at('tenancy');
  const set = (key: string, value: string, person = owner, expectedVersion = 0) =>
    as(person).run(SET, { input: { key, value, reason: 'Because', expectedVersion } });
  const preview = async (key: string, value: string): Promise<Effect[]> => {
    const { data, errors } = await as(owner).run<{ organization: { policyPreview: Effect[] } }>(PREVIEW, {
      changes: [{ key, value }],
    });
    expect(errors).toEqual([]);
    return data.organization.policyPreview;
  };
  const exempt = (userId: string, person = owner, until: string | null = null) =>
    as(person).run<{ exemptFromPolicy: { id: string } }>(EXEMPT, {
      input: { userId, reason: 'The provider may be down', until },
    });
  const passkey = (person: Person) =>
    world.sql(
      `INSERT INTO identity.passkey (passkey_id, account_id, credential_id, public_key, counter, transports, is_backed_up, name)
       VALUES (uuidv7(), $1, $2, '\\x00', 0, '{}', false, 'Key')`,
      [person.id, randomBytes(32)],
    );
  const connection = (status: string, tested: boolean) =>
    world.sql(
      `WITH c AS (INSERT INTO identity.connection (connection_id, org_id, name, kind, preset, status, version, tested_version, created_by, activated_as_owner, activated_with)
         VALUES (uuidv7(), $1, 'Company', 'oidc', 'other', $3, 1, ${tested ? 1 : 'NULL'}, $2, true,
           tenancy.counting($1, tenancy.role_permissions($1, 'organization.admin'))) RETURNING org_id, connection_id)
       INSERT INTO identity.connection_version (org_id, connection_id, version, config, author_id, reason)
         SELECT org_id, connection_id, 1, '{}', $2, 'Because' FROM c`,
      [acme.id, owner!.id, status],
    );
  const refused = async (answer: ReturnType<typeof set>, words: RegExp): Promise<void> => {
    const { errors } = await answer;
    expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.value' });
    expect(errors[0]?.message).toMatch(words);
    expect(await world.sql('SELECT FROM tenancy.entry_policy')).toEqual([]);
    expect(await world.sql('SELECT FROM tenancy.setting_version')).toEqual([]);
  };

  it('are settings, kept as what is judged; back at the defaults nothing is judged', async () => {
    for (const bad of ['0.0.0.0/0', '300.1.1.1', 'x'])
      expect((await set('policy.addresses', bad)).errors[0]?.message).toContain(bad);
    expect((await set('policy.session_hours', '8')).errors).toEqual([]);
    expect((await set('policy.session_hours', '24', owner, 1)).errors).toEqual([]);
    expect(await world.sql('SELECT FROM tenancy.entry_policy')).toEqual([]);
    await exempt(owner!.id);
    expect((await set('policy.addresses', '127.0.0.0/8;  2001:DB8::/32')).data).toMatchObject({
      updateSetting: { value: '127.0.0.0/8, 2001:db8::/32' },
    });
    const rows = await world.sql('SELECT org_id, session_hours, addresses::text FROM tenancy.entry_policy');
    expect(rows).toEqual([{ org_id: acme.id, session_hours: 24, addresses: '{127.0.0.0/8,2001:db8::/32}' }]);
  });

  it('ask for company sign-in only with a connection that passed its test', async () => {
    await exempt(owner!.id);
    await refused(set('policy.sso', 'required'), /connection/);
    await connection('active', false);
    await refused(set('policy.sso', 'required'), /connection/);
    await world.sql("UPDATE identity.connection SET status = 'off', tested_version = 1");
    await refused(set('policy.sso', 'required'), /connection/);
    await world.sql("UPDATE identity.connection SET status = 'active'");
    expect((await set('policy.sso', 'required')).errors).toEqual([]);
    expect((await world.actor(member!, acme)).barred?.reason).toBe('SSO_REQUIRED');
    expect((await world.actor(owner!, acme)).barred).toBeUndefined();
  });

  it('ask for company sign-in only with an owner who can break the glass, and never lock the changer out', async () => {
    await connection('active', true);
    await refused(set('policy.sso', 'required'), /exempt at least one owner/);
    await exempt(admin!.id);
    await refused(set('policy.sso', 'required', admin), /exempt at least one owner/);
    await exempt(owner!.id, owner, new Date(Date.now() + 86_400_000).toISOString());
    await refused(set('policy.sso', 'required'), /exempt at least one owner/);
    await world.sql("UPDATE tenancy.policy_exemption SET valid_to = 'infinity' WHERE account_id = $1", [
      owner!.id,
    ]);
    await world.sql('DELETE FROM tenancy.policy_exemption WHERE account_id = $1', [admin!.id]);
    await refused(set('policy.sso', 'required', admin), /lock yourself out/);
    expect((await set('policy.sso', 'required')).errors).toEqual([]);
  });

  it('keep the last owner who can break the glass, and let owners in once there is none', async () => {
    await connection('active', true);
    const { data } = await exempt(owner!.id);
    expect((await set('policy.sso', 'required')).errors).toEqual([]);
    const { id } = data.exemptFromPolicy;
    expect((await as(owner).run(END, { id })).errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
    await world.sql('UPDATE tenancy.policy_exemption SET valid_to = clock_timestamp()');
    expect((await world.actor(owner!, acme)).barred).toBeUndefined();
    expect((await world.actor(admin!, acme)).barred?.reason).toBe('SSO_REQUIRED');
  });

  it('never lock the changer out by networks', async () => {
    await refused(set('policy.addresses', '203.0.113.0/24'), /exempt at least one owner/);
    await exempt(owner!.id);
    await refused(set('policy.addresses', '203.0.113.0/24', admin), /127\.0\.0\.1/);
    expect((await set('policy.addresses', '203.0.113.0/24')).errors).toEqual([]);
  });

  it('ask for passkeys only of a changer who has one', async () => {
    await refused(set('policy.factors', 'passkeys'), /passkey/);
    await passkey(owner!);
    expect((await set('policy.factors', 'passkeys')).errors).toEqual([]);
    expect((await world.actor(owner!, acme)).barred?.reason).toBe('FACTOR');
  });

  it('say before they count what they would mean, by name', async () => {
    await world.sql('DELETE FROM identity.session_visit');
    await world.sql(
      `INSERT INTO identity.session_visit (session_id, org_id)
         SELECT session_id, $1 FROM identity.session WHERE assurance = 2 AND account_id = ANY($2)`,
      [acme.id, [owner!.id, member!.id]],
    );
    await passkey(owner!);
    const names = (effects: Effect[]) =>
      effects.map((each) => [each.consequence, each.user?.id, each.sessions]);
    expect(names(await preview('policy.sso', 'required')).sort()).toEqual(
      [
        ['NO_WAY_IN', admin!.id, 0],
        ['NO_WAY_IN', member!.id, 1],
      ].sort(),
    );
    expect(names(await preview('policy.factors', 'passkeys')).sort()).toEqual(
      [
        ['NEEDS_PASSKEY', admin!.id, 0],
        ['NEEDS_PASSKEY', member!.id, 1],
        ['SIGNS_IN_AGAIN', owner!.id, 1],
      ].sort(),
    );
    await world.sql("UPDATE identity.session SET ip = '198.51.100.0/24' WHERE account_id = $1", [member!.id]);
    await world.sql("UPDATE identity.session SET ip = '127.0.0.0/24' WHERE account_id = $1", [owner!.id]);
    await exempt(owner!.id);
    expect(names(await preview('policy.addresses', '127.0.0.1'))).toEqual([
      ['OUTSIDE_NETWORKS', member!.id, 1],
    ]);
    await world.sql(
      "UPDATE identity.session SET started_at = now() - interval '5 hours' WHERE account_id = $1",
      [member!.id],
    );
    expect(names(await preview('policy.session_hours', '4'))).toEqual([['SIGNS_IN_AGAIN', member!.id, 1]]);
    expect(await preview('policy.session_hours', '24')).toEqual([]);
    expect(await world.sql('SELECT FROM tenancy.entry_policy')).toEqual([]);
    await world.sql('UPDATE identity.session SET started_at = now()');
  });

  it('count a mail address of a verified domain as a way in', async () => {
    await connection('active', true);
    await world.sql(
      `INSERT INTO identity.domain (domain_id, org_id, domain, challenge, connection_id, verified_at, created_by)
         SELECT uuidv7(), $1, split_part($2, '@', 2), repeat('x', 20), c.connection_id, now(), $3 FROM identity.connection c`,
      [acme.id, member!.email, owner!.id],
    );
    const effects = await preview('policy.sso', 'required');
    expect(new Set(effects.map(({ consequence }) => consequence))).toEqual(
      new Set(['FIRST_SIGN_IN_BY_CONNECTION']),
    );
  });

  it('tell only those by mail whom they concern', async () => {
    const changes = [{ key: 'policy.factors', value: 'passkeys' }];
    const remind = (userIds: string[]) => as(owner).run(REMIND, { input: { userIds, changes } });
    expect((await remind([member!.id])).data).toEqual({ remindOfPolicy: 1 });
    await passkey(member!);
    expect((await remind([member!.id])).errors[0]?.extensions).toMatchObject({ field: 'input.userIds' });
  });

  it('are read and changed by those who may; exemptions are given by owners with a fresh factor', async () => {
    expect((await as(member).run(PREVIEW, { changes: [] })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await exempt(member!.id, admin)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    await world.sql("UPDATE identity.session SET mfa_at = now() - interval '6 minutes'");
    expect((await exempt(member!.id)).errors[0]?.extensions.code).toBe('STEP_UP_REQUIRED');
    await world.sql('UPDATE identity.session SET mfa_at = now() WHERE assurance = 2');
    const stranger = await world.person('Stranger');
    expect((await exempt(stranger.id)).errors[0]?.extensions.code).toBe('NOT_FOUND');
    const { data } = await exempt(member!.id);
    expect((await exempt(member!.id)).errors[0]?.extensions).toMatchObject({ field: 'input.userId' });
    expect((await as(owner).run(END, { id: data.exemptFromPolicy.id })).data).toEqual({
      endPolicyExemption: { isInForce: false, endedBy: { id: owner!.id } },
    });
  });

  it('let only people of certain domains be invited', async () => {
    await set('policy.sign_up_domains', 'Firma.example, tochter.example');
    const invite = (email: string) =>
      as(owner).run(
        'mutation($input: InviteMembersInput!) { inviteMembers(input: $input) { invitations { id } } }',
        { input: { emails: [email], role: 'organization.member' } },
      );
    expect((await invite('ada@firma.example')).errors).toEqual([]);
    for (const email of ['ada@andere.example', 'ada@sub.firma.example', 'ada@evilfirma.example']) {
      expect((await invite(email)).errors[0]?.message).toContain(email);
    }
  });
});
