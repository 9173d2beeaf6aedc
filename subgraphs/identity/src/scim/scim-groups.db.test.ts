import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeService } from '#tests/kit/service.js';
import { directoryWith, openScimWorld, patchOf, type ScimWorld } from '#tests/kit/scim.js';

describe('Groups of a directory', () => {
  let scim: ScimWorld;
  beforeAll(async () => {
    scim = await openScimWorld();
  });
  afterAll(() => scim.close());
  const call: ScimWorld['acme']['call'] = (...args) => scim.acme.call(...args);
  const group = async (displayName: string, members: readonly string[] = []) => {
    const { status, body } = await call('POST', 'Groups', {
      displayName,
      members: members.map((value) => ({ value })),
    });
    expect(status, JSON.stringify(body)).toBe(201);
    return String(body['id']);
  };
  const patch = (id: string, ...operations: object[]) =>
    call('PATCH', `Groups/${id}`, patchOf(...operations));

  test('open what they were given here, to whom the directory puts into them, as long as they are members', async () => {
    const { world, ada, acme, spaceId } = scim.scenario;
    const person = await scim.made('guide');
    const account = (await scim.accountOf('guide@acme.test'))!.account_id;
    const id = await group('Tour Guides');
    const { errors } = await world
      .as(ada, acme)
      .at('tenancy')
      .run('mutation($input: GrantAccessInput!) { grantSpaceAccess(input: $input) { id } }', {
        input: { spaceId, groupId: id, role: 'space.viewer' },
      });
    expect(errors).toEqual([]);
    const sees = async () =>
      (await world.sql('SELECT space_id FROM tenancy.space_permissions_of($1, $2)', [acme.id, account]))
        .length;
    expect(await sees()).toBe(0);
    await patch(id, { op: 'add', path: 'members', value: [{ value: person.id }] });
    expect(await sees()).toBe(1);
    await call('PATCH', `Users/${person.id}`, patchOf({ op: 'replace', path: 'active', value: false }));
    expect(await sees()).toBe(0);
    await call('PATCH', `Users/${person.id}`, patchOf({ op: 'replace', path: 'active', value: true }));
    expect(await sees(), 'the directory never took the person out of the group').toBe(1);
    await call('DELETE', `Groups/${id}`);
    expect(await sees()).toBe(0);
    const rows = await world.sql<{ valid_to: Date | number }>(
      'SELECT valid_to FROM tenancy.group_member WHERE group_id = $1',
      [id],
    );
    expect(rows, 'rows stay, with an end').toHaveLength(1);
  });

  test('are changed over there alone; what they open, and their end, is decided here', async () => {
    const { world, ada, acme } = scim.scenario;
    const person = await scim.made('console');
    const account = (await scim.accountOf('console@acme.test'))!.account_id;
    const id = await group('Nur drüben', [person.id]);
    const tenancy = world.as(ada, acme).at('tenancy');
    const attempts = [
      ['updateGroup', 'UpdateGroupInput', { groupId: id, name: 'x', description: '' }],
      ['addGroupMembers', 'AddGroupMembersInput', { groupId: id, userIds: [ada.id] }],
      ['removeGroupMembers', 'RemoveGroupMembersInput', { groupId: id, userIds: [account] }],
    ] as const;
    const run = (name: string, type: string, input: object) =>
      tenancy.run(`mutation($input: ${type}!) { ${name}(input: $input) { id } }`, { input });
    for (const [name, type, input] of attempts)
      expect((await run(name, type, input)).errors[0]?.extensions.code, name).toBe('INVALID_INPUT');
    const by = await tenancy.run('mutation { createGroup(input: { name: "Dazu" }) { id } }');
    const manual = (by.data['createGroup'] as { id: string }).id;
    const nest = (parentId: string, childId: string) =>
      run('nestGroup', 'NestGroupInput', { parentId, childId });
    expect((await nest(id, manual)).errors[0]?.extensions.code).toBe('INVALID_INPUT');
    expect((await nest(manual, id)).errors).toEqual([]);
    const refusal = "held.source = 'scim'";
    await scim.weakened('tenancy.group_to_change(uuid,text,boolean)', refusal, 'false', async () => {
      expect((await run(...attempts[0])).errors).toEqual([]);
    });
    expect(
      (await tenancy.run('mutation($id: ID!) { archiveGroup(groupId: $id) { id } }', { id })).errors,
    ).toEqual([]);
    expect((await call('GET', `Groups/${id}`)).status).toBe(404);
    const back = await tenancy.run('mutation($id: ID!) { restoreGroup(groupId: $id) { id } }', { id });
    expect(back.errors[0]?.extensions.code).toBe('INVALID_INPUT');
  });

  test('hold people, not groups', async () => {
    const [outer, inner] = [await group('Außen'), await group('Innen')];
    for (const member of [
      { value: inner },
      { value: inner, type: 'Group' },
      { value: inner, $ref: `x/Groups/${inner}` },
    ]) {
      const answer = await patch(outer, { op: 'add', path: 'members', value: [member] });
      expect([answer.status, answer.body['scimType']]).toEqual([400, 'invalidValue']);
    }
  });

  test('are changed only as they were known; whoever goes otherwise changes them, too (§3.14)', async () => {
    const person = await scim.made('tag.person');
    const id = await group('Mit Marke', [person.id]);
    const tag = async () => (await call('GET', `Groups/${id}`)).headers.get('etag')!;
    const first = await tag();
    const rename = (displayName: string, match: string) =>
      call('PATCH', `Groups/${id}`, patchOf({ op: 'replace', path: 'displayName', value: displayName }), {
        'if-match': match,
      });
    expect((await rename('Neu', first)).status).toBe(200);
    expect((await rename('Noch neuer', first)).status).toBe(412);
    const second = await tag();
    await call('DELETE', `Users/${person.id}`);
    expect(await tag()).not.toBe(second);
  });

  test('take 5,000 people in one request, and no more', async () => {
    const { world, acme } = scim.scenario;
    const rows = await world.sql<{ id: string }>(
      `WITH people AS (INSERT INTO identity.account (account_id, email, name)
           SELECT uuidv7(), 'many' || n || '@acme.test', 'Viele ' || n FROM generate_series(1, 5001) n RETURNING account_id, email),
         members AS (INSERT INTO tenancy.membership (org_id, account_id, role_key)
           SELECT $1, account_id, 'organization.member' FROM people)
       INSERT INTO identity.directory_user (org_id, account_id, user_name, active)
         SELECT $1, account_id, email, true FROM people RETURNING directory_user_id AS id`,
      [acme.id],
    );
    const all = rows.map(({ id }) => ({ value: id }));
    const id = await group('Alle');
    const started = performance.now();
    const filled = await call(
      'PATCH',
      `Groups/${id}?excludedAttributes=members`,
      patchOf({ op: 'add', path: 'members', value: all.slice(1) }),
    );
    expect([filled.status, performance.now() - started < 5_000]).toEqual([200, true]);
    const [{ count } = { count: 0 }] = await world.sql<{ count: number }>(
      'SELECT count(*)::int AS count FROM tenancy.group_member WHERE group_id = $1',
      [id],
    );
    expect(count).toBe(5_000);
    expect((await patch(id, { op: 'add', path: 'members', value: all })).status).toBe(413);
    const one = await patch(id, { op: 'remove', path: `members[value eq "${all[7]!.value}"]` });
    expect((one.body['members'] as unknown[]).length).toBe(4_999);
  }, 60_000);

  test('each change is an entry of its own, by the service account', async () => {
    const person = await scim.made('entry.person');
    const id = await group('Mit Eintrag', [person.id]);
    await patch(id, { op: 'remove', path: 'members' });
    await patch(id, { op: 'add', path: 'nichts', value: 'x' });
    await call('DELETE', `Groups/${id}`);
    const entries = await scim.scenario.world.sql<{ action: string; outcome: string; actor_id: string }>(
      'SELECT action, outcome, actor_id FROM compliance.audit_entry WHERE subject_id = $1 ORDER BY at',
      [id],
    );
    expect(entries.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'directory.create_group ok',
      'directory.update_group ok',
      'directory.update_group failed',
      'directory.delete_group ok',
    ]);
    expect(new Set(entries.map(({ actor_id }) => actor_id))).toEqual(new Set([scim.acme.serviceId]));
  });
});

describe('Who may call', () => {
  let scim: ScimWorld;
  beforeAll(async () => {
    scim = await openScimWorld();
  });
  afterAll(() => scim.close());

  test('a token with the right alone: no session, no other tool, no ended token', async () => {
    const { world, ada, acme } = scim.scenario;
    const url = `${scim.door.gateway.url}/o/acme/scim/v2/Users`;
    const status = async (headers: Record<string, string>, method = 'GET') =>
      (await fetch(url, { method, headers })).status;
    const cookie = `kopexa_session_${new URL(url).port}=${ada.token}`;
    expect(await status({})).toBe(401);
    expect(await status({ cookie })).toBe(401);
    expect(await status({ cookie, 'x-kopexa-client': 'web' }, 'POST')).toBe(401);
    expect(await status({ authorization: 'Bearer kpx_nonsense' })).toBe(401);
    const bearer = (token: string) => status({ authorization: `Bearer ${token}` });
    const tool = await makeService(world, ada, acme, { permissions: ['MEMBER_READ'] });
    expect(await bearer(tool.token)).toBe(403);
    const other = await makeService(world, ada, acme, {
      permissions: ['DIRECTORY_PROVISION'],
      operations: ['ToolWhoami'],
    });
    expect(await bearer(other.token)).toBe(403);
    const elsewhere = await makeService(world, ada, acme, {
      permissions: ['DIRECTORY_PROVISION'],
      ipRanges: ['203.0.113.0/24'],
    });
    expect(await bearer(elsewhere.token)).toBe(401);
    expect(await bearer(scim.acme.token)).toBe(200);
    expect(await status({ authorization: `Bearer ${scim.acme.token}`, cookie })).toBe(400);
    await world.sql('UPDATE identity.service_secret SET revoked_at = now() WHERE service_account_id = $1', [
      scim.acme.serviceId,
    ]);
    expect(await bearer(scim.acme.token)).toBe(401);
  });

  test('and only as far as its owner could: without them it stands still', async () => {
    const { world, acme } = scim.scenario;
    const otto = await world.person('Otto Admin');
    await world.join(otto, acme, 'admin');
    const { token } = await makeService(world, otto, acme, { permissions: ['DIRECTORY_PROVISION'] });
    const directory = directoryWith(scim.door.gateway.url, acme, token);
    expect((await directory.call('POST', 'Users', { userName: 'by.otto@acme.test' })).status).toBe(201);
    await world.sql(
      "UPDATE tenancy.membership SET valid_to = now() + interval '1 day' WHERE account_id = $1",
      [otto.id],
    );
    expect((await directory.call('POST', 'Users', { userName: 'for.longer@acme.test' })).status).toBe(400);
    await world.sql('UPDATE tenancy.membership SET valid_to = now() WHERE account_id = $1', [otto.id]);
    expect((await directory.call('GET', 'Users')).status).toBe(401);
  });
});
