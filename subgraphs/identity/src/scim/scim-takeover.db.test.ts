import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScimWorld, patchOf, type ScimAnswer, type ScimWorld } from '#tests/kit/scim.js';

/** THREATS 29: what a directory must never reach, each shown to be reached with its defence out. */
describe('A directory does not take over', () => {
  let scim: ScimWorld;
  beforeAll(async () => {
    scim = await openScimWorld();
  });
  afterAll(() => scim.close());

  const roleOf = async (accountId: string): Promise<string | undefined> =>
    (
      await scim.scenario.world.sql<{ role_key: string }>(
        `SELECT role_key FROM tenancy.membership WHERE account_id = $1 AND org_id = $2 AND valid_to > now()`,
        [accountId, scim.scenario.acme.id],
      )
    )[0]?.role_key;
  const said = ({ status, body }: ScimAnswer): unknown[] => [status, body];
  const create = (userName: string, more: object = {}) =>
    scim.acme.call('POST', 'Users', { userName, ...more });

  test('addresses of domains that are not its own, and learns nothing of the accounts behind them', async () => {
    const { world, eve } = scim.scenario;
    await world.sql("UPDATE identity.account SET email = 'eve@rival.test' WHERE account_id = $1", [eve.id]);
    const refused = said(await create('eve@rival.test'));
    expect(refused).toMatchObject([400, { scimType: 'invalidValue' }]);
    for (const other of [
      'nobody@rival.test',
      'x@sub.acme.test',
      'x@notacme.test',
      'x@acme.test.evil.example',
    ])
      expect(said(await create(other)), other).toEqual(refused);
    expect(await roleOf(eve.id)).toBeUndefined();
    await scim.weakened(
      'identity.holds_domain(uuid,text)',
      'SELECT EXISTS',
      'SELECT true OR EXISTS',
      async () => {
        expect((await create('eve@rival.test')).status).toBe(201);
      },
    );
  });

  test('people of domains that the Organization lets nobody sign up with, by creation or by coming back', async () => {
    const { world, acme } = scim.scenario;
    const { id } = await scim.made('allowed.before');
    const active = async (value: boolean) => {
      const change = patchOf({ op: 'replace', path: 'active', value });
      return said(await scim.acme.call('PATCH', `Users/${id}`, change));
    };
    await world.sql(
      "INSERT INTO tenancy.entry_policy VALUES ($1, false, false, 60, 24, '{}', 8, 0, 0, '{elsewhere.test}')",
      [acme.id],
    );
    try {
      const refusal = [400, { scimType: 'invalidValue', detail: expect.stringContaining('certain domains') }];
      expect(said(await create('barred@acme.test'))).toMatchObject(refusal);
      expect(await scim.accountOf('barred@acme.test'), 'nothing is left of the attempt').toBeUndefined();
      expect((await active(true))[0], 'whoever is a member stays one').toBe(200);
      expect((await active(false))[0]).toBe(200);
      expect(await active(true)).toMatchObject(refusal);
      const asks = [
        'tenancy.directory_admit(uuid,text,text)',
        'NOT tenancy.mail_allowed(org, mail)',
      ] as const;
      await scim.weakened(...asks, 'false', async () => {
        expect((await create('barred@acme.test')).status).toBe(201);
      });
      await world.sql("UPDATE tenancy.entry_policy SET sign_up_domains = '{acme.test,elsewhere.test}'");
      expect((await active(true))[0]).toBe(200);
    } finally {
      await world.sql('DELETE FROM tenancy.entry_policy WHERE org_id = $1', [acme.id]);
    }
  });

  test('an account that is somebody’s elsewhere, too: nothing of it changes, and it stays there', async () => {
    const { world, rival, acme } = scim.scenario;
    const both = await world.person('Bea Beides');
    await world.sql("UPDATE identity.account SET email = 'bea@acme.test' WHERE account_id = $1", [both.id]);
    await world.join(both, rival, 'member');
    const { status, body } = await create('Bea@ACME.test', {
      displayName: 'Umbenannt',
      password: 'uebernommen!',
    });
    expect([status, body['userName']]).toEqual([201, 'bea@acme.test']);
    expect(await scim.accountOf('bea@acme.test')).toMatchObject({ account_id: both.id, name: 'Bea Beides' });
    expect(await world.sql('SELECT 1 FROM identity.password WHERE account_id = $1', [both.id])).toEqual([]);
    const id = String(body['id']);
    for (const change of [{ active: false }, { displayName: 'Noch einmal' }, { password: 'uebernommen!' }])
      expect(
        (await scim.acme.call('PATCH', `Users/${id}`, patchOf({ op: 'replace', value: change }))).status,
      ).toBe(200);
    expect((await scim.acme.call('DELETE', `Users/${id}`)).status).toBe(204);
    expect((await world.actor(both, acme)).org).toBeNull();
    expect((await world.actor(both, rival)).org?.role).toBe('organization.member');
    expect(await scim.accountOf('bea@acme.test')).toMatchObject({ name: 'Bea Beides' });
  });

  test('accounts by giving an entry another address', async () => {
    const { world, max } = scim.scenario;
    await world.sql("UPDATE identity.account SET email = 'max@acme.test' WHERE account_id = $1", [max.id]);
    const { id } = await scim.made('swap.name');
    const moves = [
      () => scim.acme.call('PUT', `Users/${id}`, { userName: 'max@acme.test' }),
      () =>
        scim.acme.call(
          'PATCH',
          `Users/${id}`,
          patchOf({ op: 'replace', path: 'userName', value: 'max@acme.test' }),
        ),
      () =>
        scim.acme.call('PATCH', `Users/${id}`, patchOf({ op: 'add', value: { userName: 'frei@acme.test' } })),
    ];
    for (const move of moves) expect(said(await move())).toMatchObject([400, { scimType: 'mutability' }]);
    expect((await scim.acme.call('GET', `Users/${id}`)).body['userName']).toBe('swap.name@acme.test');
  });

  test('people by swapping external ids: one that was somebody’s stays theirs', async () => {
    const [one, other] = [
      await scim.made('ext.one', { externalId: 'ext-1' }),
      await scim.made('ext.two', { externalId: 'ext-2' }),
    ];
    const give = async (id: string, externalId: string | null) =>
      (
        await scim.acme.call(
          'PATCH',
          `Users/${id}`,
          patchOf({ op: 'replace', path: 'externalId', value: externalId }),
        )
      ).status;
    expect(await give(other.id, 'ext-1')).toBe(409);
    expect(await give(one.id, 'ext-3')).toBe(200);
    expect(await give(other.id, 'ext-1')).toBe(409);
    expect((await scim.acme.call('DELETE', `Users/${one.id}`)).status).toBe(204);
    expect(await give(other.id, 'ext-3')).toBe(409);
    expect((await create('ext.three@acme.test', { externalId: 'ext-1' })).status).toBe(409);
    const again = await scim.made('ext.one', { externalId: 'ext-1' });
    expect(again['externalId']).toBe('ext-1');
    await scim.weakened(
      'identity.directory_claim(uuid,text)',
      'IF NOT EXISTS',
      'IF false AND NOT EXISTS',
      async () => {
        expect(await give(other.id, 'ext-1')).toBe(200);
      },
    );
  });

  test('roles: what a body says of them changes nothing, and a default role never grows above a member’s', async () => {
    const { world } = scim.scenario;
    const { id } = await scim.made('role.body', {
      roles: [{ value: 'organization.owner', primary: true }],
      entitlements: [{ value: 'organization.owner' }],
      role: 'organization.owner',
      groups: [{ value: 'x' }],
    });
    const account = (await scim.accountOf('role.body@acme.test'))!.account_id;
    expect(await roleOf(account)).toBe('organization.member');
    const patch = await scim.acme.call(
      'PATCH',
      `Users/${id}`,
      patchOf({ op: 'add', path: 'roles', value: [{ value: 'organization.owner' }] }),
    );
    expect([patch.status, await roleOf(account)]).toEqual([200, 'organization.member']);
    await world.sql('INSERT INTO identity.directory (org_id, role_key, changed_by) VALUES ($1, $2, $1)', [
      scim.scenario.acme.id,
      'organization.admin',
    ]);
    expect((await create('role.high@acme.test')).status).toBe(400);
    expect(await scim.accountOf('role.high@acme.test')).toBeUndefined();
    const ceiling = 'tenancy.directory_may_give(uuid,text)';
    await scim.weakened(ceiling, "'organization.member'", 'role_name', async () => {
      expect((await create('role.high@acme.test')).status).toBe(201);
    });
    await world.sql('DELETE FROM identity.directory');
  });

  test('owners', async () => {
    const { world, ada, acme } = scim.scenario;
    await world.sql("UPDATE identity.account SET email = 'ada@acme.test' WHERE account_id = $1", [ada.id]);
    const { body } = await create('ada@acme.test');
    const id = String(body['id']);
    const off = () =>
      scim.acme.call('PATCH', `Users/${id}`, patchOf({ op: 'replace', value: { active: false } }));
    expect((await off()).status).toBe(403);
    expect((await scim.acme.call('DELETE', `Users/${id}`)).status).toBe(403);
    expect((await world.actor(ada, acme)).org?.role).toBe('organization.owner');
    const otto = await world.person('Otto Owner');
    await world.join(otto, acme, 'owner');
    await world.sql("UPDATE identity.account SET email = 'otto@acme.test' WHERE account_id = $1", [otto.id]);
    expect((await create('otto@acme.test', { active: false })).status).toBe(403);
    await scim.weakened(
      'tenancy.directory_expel(uuid,boolean)',
      "'organization.owner'",
      "'nobody'",
      async () => {
        expect((await create('otto@acme.test', { active: false })).status).toBe(201);
      },
    );
  });

  test('groups that people made, nor their names', async () => {
    const { world, ada, acme } = scim.scenario;
    const { data } = await world
      .as(ada, acme)
      .at('tenancy')
      .run('mutation { createGroup(input: { name: "Finanzen" }) { id } }');
    const { id } = data['createGroup'] as { id: string };
    const group = await scim.acme.call('POST', 'Groups', { displayName: 'Anders' });
    const taken = await scim.acme.call('POST', 'Groups', { displayName: 'finanzen' });
    expect(said(taken)).toMatchObject([409, { scimType: 'uniqueness' }]);
    const rename = patchOf({ op: 'replace', path: 'displayName', value: 'Finanzen' });
    expect((await scim.acme.call('PATCH', `Groups/${String(group.body['id'])}`, rename)).status).toBe(409);
    const missing = said(await scim.acme.call('GET', 'Groups/0197a000-0000-7000-8000-00000000000a'));
    expect(said(await scim.acme.call('GET', `Groups/${id}`))).toEqual(missing);
    expect((await scim.acme.call('DELETE', `Groups/${id}`)).status).toBe(404);
    const person = await scim.made('finance');
    const join = patchOf({ op: 'add', path: 'members', value: [{ value: person.id }] });
    expect((await scim.acme.call('PATCH', `Groups/${id}`, join)).status).toBe(404);
    const members = await world.sql('SELECT 1 FROM tenancy.group_member WHERE group_id = $1', [id]);
    expect(members).toEqual([]);
  });

  test('people and groups of another Organization: they look missing, by id and as members', async () => {
    const theirs = await scim.rival.call('POST', 'Users', { userName: 'theirs@rival.test' });
    const id = String(theirs.body['id']);
    const group = String((await scim.rival.call('POST', 'Groups', { displayName: 'Ihre' })).body['id']);
    const nothing = '0197a000-0000-7000-8000-00000000000a';
    for (const [kind, foreign] of [
      ['Users', id],
      ['Groups', group],
    ] as const) {
      const attempts = (of: string) => [
        () => scim.acme.call('GET', `${kind}/${of}`),
        () => scim.acme.call('DELETE', `${kind}/${of}`),
        () =>
          scim.acme.call(
            'PATCH',
            `${kind}/${of}`,
            patchOf({ op: 'replace', path: 'displayName', value: 'x' }),
          ),
        () => scim.acme.call('PUT', `${kind}/${of}`, { userName: 'a@acme.test', displayName: 'x' }),
      ];
      for (const [at, attempt] of attempts(foreign).entries())
        expect(said(await attempt()), `${kind} ${at}`).toEqual(said(await attempts(nothing)[at]!()));
    }
    const withMember = (value: string) =>
      scim.acme.call('POST', 'Groups', { displayName: `Mit ${value}`, members: [{ value }] });
    expect(said(await withMember(id))).toEqual(said(await withMember(nothing)));
    const all = await scim.acme.call('GET', 'Users?count=200');
    expect(JSON.stringify(all.body)).not.toContain('theirs@rival.test');
    const elsewhere = await fetch(`${scim.door.gateway.url}/o/rival/scim/v2/Users`, {
      headers: { authorization: `Bearer ${scim.acme.token}` },
    });
    expect(elsewhere.status).toBe(404);
  });

  test('rows by what a filter says', async () => {
    for (const text of [`' OR '1'='1`, `x" or active eq true or userName eq "`, `%`, `_`, `\\`, `$1`]) {
      const filter = encodeURIComponent(`userName eq ${JSON.stringify(text)}`);
      const { status, body } = await scim.acme.call('GET', `Users?filter=${filter}`);
      expect([status, body['totalResults']], text).toEqual([200, 0]);
    }
    expect((await scim.acme.call('GET', `Users?sortBy=${encodeURIComponent('1; DROP')}`)).status).toBe(400);
  });
});
