import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person, TestOrganization, World } from '#runtime/testing/world.js';
import { createWorld } from '#runtime/testing/world.js';
import { makeService, newSecret, resolveToken, serviceInput } from '#tests/kit/service.js';
import { must } from '#tests/kit/scenario.js';
import { identitySubgraph } from '../subgraph.js';

const CREATE =
  'mutation($input: CreateServiceAccountInput!) { createServiceAccount(input: $input) { id version } }';
const UPDATE =
  'mutation($input: UpdateServiceAccountInput!) { updateServiceAccount(input: $input) { id version name } }';
const SECRET = 'mutation($id: ID!) { createServiceAccountSecret(serviceAccountId: $id) { token } }';
const END_SECRET = 'mutation($id: ID!) { revokeServiceAccountSecret(secretId: $id) { id } }';
const REVOKE = 'mutation($id: ID!) { revokeServiceAccount(serviceAccountId: $id) { id state } }';
const TAKE_OVER =
  'mutation($id: ID!) { takeOverServiceAccount(serviceAccountId: $id) { id owner { name } secrets { id } } }';
const LIST = `query($ended: Boolean) { serviceAccounts(includeEnded: $ended) { edges { node {
  id name purpose state permissions spaces { space { id } role { id } } secrets { id hint lastUsedAt } operations ipRanges
  owner { name } createdBy { name } viewerMayChange viewerMayRevoke viewerMayTakeOver } } } }`;

describe('service accounts', () => {
  let world: World;
  let ada: Person;
  let otto: Person;
  let max: Person;
  let eve: Person;
  let acme: TestOrganization;
  let rival: TestOrganization;
  let space: string;

  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
    [ada, otto, max, eve] = [
      await world.person('Ada Berg'),
      await world.person('Otto Admin'),
      await world.person('Max Mitglied'),
      await world.person('Eve Fremd'),
    ];
    [acme, rival] = [await world.organization('acme'), await world.organization('rival')];
    await world.join(ada, acme, 'owner');
    await world.join(otto, acme, 'admin');
    await world.join(max, acme, 'member');
    await world.join(eve, rival, 'owner');
    space = await world.space(acme, 'Richtlinien');
    await world.grant(ada, acme, space, 'manager');
    await world.grant(otto, acme, space, 'viewer');
  });
  afterAll(() => world.close());

  const as = (person: Person, organization = acme) => world.as(person, organization).at('identity');
  const codeOf = async (
    answer: Promise<{ errors: readonly { extensions: { code: string; field?: string } }[] }>,
  ) => {
    const { errors } = await answer;
    return [errors[0]?.extensions.code, errors[0]?.extensions.field].filter(Boolean).join(' ');
  };
  const list = async (person: Person, ended = false, organization = acme) => {
    const page = await must<{ edges: { node: Record<string, unknown> }[] }>(
      as(person, organization).run(LIST, { ended }),
    );
    return page.edges.map(({ node }) => node);
  };
  const secretsOf = async (id: string) =>
    world.sql<{ secret_id: string; token_hash: Buffer; revoked_at: Date | null }>(
      'SELECT * FROM identity.service_secret WHERE service_account_id = $1 ORDER BY created_at',
      [id],
    );

  test('are made with an owner, rights, operations, addresses and an end; their secret is stored as a hash', async () => {
    const { id, token } = await makeService(world, ada, acme, {
      name: 'Archiv',
      permissions: ['MEMBER_READ', 'AUDIT_READ'],
      spaces: [{ spaceId: space, role: 'space.viewer' }],
      ipRanges: ['203.0.113.7', '2001:db8::1/32'],
      operations: ['ToolWhoami', 'ToolDocuments'],
    });
    expect((await list(ada)).find((each) => each['id'] === id)).toMatchObject({
      name: 'Archiv',
      state: 'ACTIVE',
      permissions: ['AUDIT_READ', 'MEMBER_READ', 'ORGANIZATION_READ'],
      spaces: [{ space: { id: space }, role: { id: 'space.viewer' } }],
      ipRanges: ['203.0.113.7/32', '2001:db8::/32'],
      operations: ['ToolDocuments', 'ToolWhoami'],
      owner: { name: 'Ada Berg' },
      secrets: [{ hint: token.slice(-4), lastUsedAt: null }],
      viewerMayChange: true,
      viewerMayRevoke: true,
      viewerMayTakeOver: false,
    });
    const everything = await world.sql<{ text: string }>(
      "SELECT string_agg(e::text, ' ') || (SELECT string_agg(s::text, ' ') FROM identity.service_secret s) AS text FROM compliance.audit_entry e",
    );
    expect(everything[0]!.text).not.toContain(token.slice(4, 40));
  });

  test('are no business of people without the permission, and of another Organization', async () => {
    const { id } = await makeService(world, ada, acme);
    expect(await codeOf(as(max).run(CREATE, { input: serviceInput() }))).toBe('FORBIDDEN');
    expect(await codeOf(as(max).run(LIST))).toBe('FORBIDDEN');
    for (const document of [SECRET, REVOKE, TAKE_OVER]) {
      expect(await codeOf(as(max).run(document, { id }))).toBe('FORBIDDEN');
      expect(await codeOf(as(eve, rival).run(document, { id }))).toBe('NOT_FOUND');
    }
    expect(await list(eve, true, rival)).toEqual([]);
  });

  test('get no more than their maker holds, and never the right to make service accounts', async () => {
    const create = (person: Person, options: object) =>
      codeOf(as(person).run(CREATE, { input: serviceInput(options) }));
    expect(await create(ada, { permissions: ['SERVICE_ACCOUNT_MANAGE'] })).toBe(
      'INVALID_INPUT input.permissions',
    );
    expect(await create(ada, { permissions: ['OPERATOR_CLAIMS'] })).toBe('INVALID_INPUT input.permissions');
    expect(await create(otto, { spaces: [{ spaceId: space, role: 'space.viewer' }] })).toBe(
      'INVALID_INPUT input.spaces',
    );
    const unseen = await world.space(acme, 'Vorstand');
    expect(await create(ada, { spaces: [{ spaceId: unseen, role: 'space.viewer' }] })).toBe('NOT_FOUND');
    expect(await create(ada, { permissions: ['DOCUMENT_READ'] })).toBe('INVALID_INPUT input.permissions.0');
  });

  test('name what is wrong with what was typed', async () => {
    const create = (change: object) =>
      codeOf(as(ada).run(CREATE, { input: { ...serviceInput(), ...change } }));
    expect(await create({ name: ' ' })).toBe('INVALID_INPUT input.name');
    expect(await create({ ipRanges: ['10.0.0.0/99'] })).toBe('INVALID_INPUT input.ipRanges.0');
    expect(await create({ ipRanges: ['0.0.0.0/0'] })).toBe('INVALID_INPUT input.ipRanges.0');
    expect(await create({ operations: ['Documents'] })).toBe('INVALID_INPUT input.operations.0');
    expect(await create({ operations: [] })).toBe('INVALID_INPUT input.operations');
    const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
    expect(await create({ expiresAt: days(400) })).toBe('INVALID_INPUT input.expiresAt');
    expect(await create({ expiresAt: days(-1) })).toBe('INVALID_INPUT input.expiresAt');
    await makeService(world, ada, acme, { name: 'Doppelt' });
    expect(await create({ name: 'doppelt' })).toBe('INVALID_INPUT input.name');
  });

  test('ask for a second factor shown within the last five minutes', async () => {
    const { id } = await makeService(world, ada, acme);
    const ago = (minutes: number) =>
      world.sql(
        'UPDATE identity.session SET mfa_at = now() - make_interval(mins => $2) WHERE account_id = $1',
        [ada.id, minutes],
      );
    await ago(6);
    for (const run of [
      as(ada).run(CREATE, { input: serviceInput() }),
      as(ada).run(SECRET, { id }),
      as(ada).run(UPDATE, { input: { ...serviceInput(), serviceAccountId: id, expectedVersion: 1 } }),
    ])
      expect(await codeOf(run)).toBe('STEP_UP_REQUIRED');
    await ago(0);
    expect(await codeOf(as(ada).run(SECRET, { id }))).toBe('');
  });

  test('are changed by their owner alone, on the version that was read', async () => {
    const { id } = await makeService(world, ada, acme, { permissions: ['AUDIT_READ'] });
    const input = { ...serviceInput({ name: 'Umbenannt' }), serviceAccountId: id, expectedVersion: 1 };
    expect(await codeOf(as(otto).run(UPDATE, { input }))).toBe('FORBIDDEN');
    expect(await must(as(ada).run(UPDATE, { input }))).toMatchObject({ version: 2, name: 'Umbenannt' });
    expect(await codeOf(as(ada).run(UPDATE, { input }))).toBe('CONFLICT');
    const [row] = await world.sql<{ changes: string }>(
      "SELECT changes FROM compliance.audit_entry WHERE action = 'service_account.update' AND subject_id = $1 AND outcome = 'ok'",
      [id],
    );
    expect(JSON.parse(row!.changes)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          field: 'permissions',
          before: 'audit.read, organization.read',
          after: 'organization.read',
        }),
      ]),
    );
  });

  test('have two secrets at a time, and each can end by itself', async () => {
    const { id, token } = await makeService(world, ada, acme);
    const second = await newSecret(world, ada, acme, id);
    expect(await codeOf(as(ada).run(SECRET, { id }))).toBe('INVALID_INPUT input.serviceAccountId');
    expect((await resolveToken(world, token)).actor?.userId).toBe(id);
    expect((await resolveToken(world, second)).actor?.userId).toBe(id);
    const [first] = await secretsOf(id);
    expect(await codeOf(as(otto).run(END_SECRET, { id: first!.secret_id }))).toBe('');
    expect(await codeOf(as(otto).run(END_SECRET, { id: first!.secret_id }))).toBe('NOT_FOUND');
    expect(await resolveToken(world, token)).toEqual({ actor: null, refused: 'token' });
    expect((await resolveToken(world, second)).actor?.userId).toBe(id);
  });

  test('end for good, and their name is free again', async () => {
    const { id, token } = await makeService(world, ada, acme, { name: 'Vergänglich' });
    expect(await must(as(otto).run(REVOKE, { id }))).toEqual({ id, state: 'REVOKED' });
    expect(await codeOf(as(otto).run(REVOKE, { id }))).toBe('NOT_FOUND');
    expect(await resolveToken(world, token)).toEqual({ actor: null, refused: 'token' });
    expect((await secretsOf(id)).every(({ revoked_at }) => revoked_at !== null)).toBe(true);
    await makeService(world, ada, acme, { name: 'Vergänglich' });
    const names = (rows: Record<string, unknown>[]) =>
      rows.filter(({ name }) => name === 'Vergänglich').length;
    expect([names(await list(ada)), names(await list(ada, true))]).toEqual([1, 2]);
  });

  test('change hands only to somebody who holds all they have, and lose the secrets that the former owner knows', async () => {
    const { id, token } = await makeService(world, ada, acme, { permissions: ['AUDIT_READ'] });
    const spacious = await makeService(world, ada, acme, {
      spaces: [{ spaceId: space, role: 'space.viewer' }],
    });
    expect(await codeOf(as(otto).run(TAKE_OVER, { id: spacious.id }))).toBe('FORBIDDEN');
    expect(await must(as(otto).run(TAKE_OVER, { id }))).toEqual({
      id,
      owner: { name: 'Otto Admin' },
      secrets: [],
    });
    expect(await resolveToken(world, token)).toEqual({ actor: null, refused: 'token' });
    expect(await codeOf(as(ada).run(SECRET, { id }))).toBe('FORBIDDEN');
    expect(await codeOf(as(otto).run(SECRET, { id }))).toBe('');
  });

  test('keep their secrets when the role of their owner changes, and lose them when the owner leaves', async () => {
    const olga = await world.person('Olga Kurz');
    await world.join(olga, acme, 'admin');
    const { id, token } = await makeService(world, olga, acme);
    // As change_member_role does: one membership ends, the next begins, in one transaction.
    await world.sql(
      `WITH ended AS (UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE account_id = $1 AND valid_to = 'infinity' RETURNING *)
       INSERT INTO tenancy.membership (org_id, member_id, account_id, role_key, valid_from)
       SELECT org_id, uuidv7(), account_id, 'organization.member', clock_timestamp() FROM ended`,
      [olga.id],
    );
    expect((await resolveToken(world, token)).actor?.userId).toBe(id);
    await world.sql(
      "UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE account_id = $1 AND valid_to = 'infinity'",
      [olga.id],
    );
    expect((await secretsOf(id)).every(({ revoked_at }) => revoked_at !== null)).toBe(true);
    expect((await list(ada)).find((each) => each['id'] === id)).toMatchObject({
      state: 'OWNERLESS',
      secrets: [],
      viewerMayTakeOver: true,
    });
  });

  test('cannot be written past the functions that decide', async () => {
    const { id } = await makeService(world, ada, acme);
    const actor = await world.actor(max, acme);
    const { openDoor } = await import('#runtime/db/door.js');
    const door = await openDoor({ url: world.db.logins.kopexa_identity, entities: [] });
    const write = (sql: string, params: unknown[]) =>
      door.write(actor.context, { alone: true }, ({ query }) => query(sql, params));
    const refused = (run: Promise<unknown>) => expect(run).rejects.toThrow();
    await refused(write('SELECT identity.revoke_service_account($1)', [id]));
    await refused(write('SELECT identity.take_over_service_account($1)', [id]));
    await refused(write("SELECT identity.add_service_secret(uuidv7(), $1, sha256('x'), 'abcd')", [id]));
    await refused(write('SELECT tenancy.set_service_rights($1, ARRAY[]::text[], $2)', [id, '[]']));
    await refused(write('UPDATE identity.service_account SET owner_id = $1', [max.id]));
    await refused(write('SELECT token_hash FROM identity.service_secret', []));
    expect(await write('SELECT name FROM identity.service_account', [])).toEqual([]);
    await door.close();
  });
});
