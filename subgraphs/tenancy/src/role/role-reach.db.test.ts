import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const CREATE = 'SELECT tenancy.create_custom_role($1, $2, $3, $4, $5, $6)';
const CHANGE = 'SELECT tenancy.change_custom_role($1, $2, $3, $4, $5, $6, NULL)';
const ARCHIVE = 'SELECT * FROM tenancy.archive_custom_role($1, $2, $3)';
const GRANT = "SELECT * FROM tenancy.grant_space($1, $2, 'user', $3, $4, NULL)";
const READ = ['space.read', 'document.read'];

/** A change of a role is a gift to all who have it, or were offered it. Through a captured login, as the fences. */
describe('whom a change of a role reaches, and for how long', () => {
  let world: World;
  let acme: TestOrganization;
  let client: pg.Client;
  let [owner, admin, leaver, holder]: Person[] = [];

  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    const names = ['Owner', 'Admin', 'Leaver', 'Holder'];
    [owner, admin, leaver, holder] = await Promise.all(names.map((name) => world.person(name)));
    await world.join(owner!, acme, 'owner');
    await world.join(admin!, acme, 'admin');
    await member(leaver!, 'organization.admin', '1 day');
    client = new pg.Client({ connectionString: world.db.logins.kopexa_tenancy });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await world.close();
  });

  async function attempt(person: Person | undefined, sql: string, params: readonly unknown[], keep = false) {
    const { context } = await world.actor(person!, acme);
    await client.query('BEGIN');
    await client.query("SELECT set_config('kopexa.context', $1, true)", [context]);
    const code = await client.query(sql, [...params]).then(
      () => 'done',
      (error: { code?: string }) => error.code ?? 'failed',
    );
    await client.query(code === 'done' && keep ? 'COMMIT' : 'ROLLBACK');
    return code;
  }
  /** Anew in every test: the owner is in charge of a Space for each role of Spaces, so that they may make it. */
  async function make(scope: string, permissions: readonly string[]): Promise<string> {
    const id = newId();
    expect(await attempt(owner, CREATE, [id, scope, `Role ${id}`, '', permissions, 'Needed.'], true)).toBe(
      'done',
    );
    return id;
  }
  async function spaceOf(...managers: Person[]): Promise<string> {
    const id = await world.space(acme, 'Space');
    for (const person of managers) await world.grant(person, acme, id, 'manager');
    return id;
  }
  /** A group with the admin in it. */
  async function deputies(): Promise<string> {
    const group = newId();
    await world.sql('INSERT INTO tenancy.user_group (org_id, group_id, name) VALUES ($1, $2, $3)', [
      acme.id,
      group,
      `Deputies ${group}`,
    ]);
    await world.sql('INSERT INTO tenancy.group_member (org_id, group_id, account_id) VALUES ($1, $2, $3)', [
      acme.id,
      group,
      admin!.id,
    ]);
    return group;
  }
  const change = (person: Person | undefined, role: string, permissions: readonly string[]) =>
    attempt(person, CHANGE, [role, 1, 'Changed', '', permissions, 'Because.']);
  const archive = (person: Person | undefined, role: string, successor: string) =>
    attempt(person, ARCHIVE, [role, 1, successor]);
  const member = (person: Person, role: string, until: string | null = null) =>
    world.sql(
      `INSERT INTO tenancy.membership (org_id, account_id, role_key, valid_to)
       VALUES ($1, $2, $3, coalesce(now() + $4::interval, 'infinity'))`,
      [acme.id, person.id, role, until],
    );
  const give = (space: string, kind: string, principal: string, role: string, until: string | null = null) =>
    world.sql(
      `INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key, valid_to)
       VALUES ($1, $2, $3, $4, $5, coalesce(now() + $6::interval, 'infinity'))`,
      [acme.id, space, kind, principal, role, until],
    );
  const invite = (role: string, space: string | null = null, inSpace: string | null = null) =>
    world.sql(
      `INSERT INTO tenancy.invitation (invitation_id, org_id, email, role_key, space_id, space_role_key, token_hash, invited_by, expires_at)
       VALUES (gen_random_uuid(), $1, 'x@example.com', $2, $3, $4, sha256(gen_random_uuid()::text::bytea), $5, now() + interval '1 day')`,
      [acme.id, role, space, inSpace, owner!.id],
    );

  it('whoever leaves tomorrow gives nothing that stays, by no role of the Organization', async () => {
    const [role, offered, brief] = [
      await make('organization', ['organization.read', 'member.read']),
      await make('organization', ['organization.read', 'member.read']),
      await make('organization', ['organization.read', 'member.read']),
    ];
    await member(holder!, role);
    await invite(offered);
    await member(await world.person('Brief'), brief, '1 hour');
    const more = ['organization.read', 'member.read', 'role.manage'];
    for (const id of [role, offered]) {
      expect(await change(leaver, id, more)).toBe('KX422');
      expect(await archive(leaver, id, 'organization.admin')).toBe('KX422');
      expect(await change(leaver, id, ['organization.read'])).toBe('done');
      expect(await archive(leaver, id, 'organization.guest')).toBe('done');
      expect(await change(admin, id, more)).toBe('done');
      expect(await archive(admin, id, 'organization.admin')).toBe('done');
    }
    expect(await change(leaver, brief, more)).toBe('done');
    expect(await archive(leaver, brief, 'organization.admin')).toBe('done');
  });

  it('whoever is in charge of a Space for a day gives nothing there that stays, nor to themselves', async () => {
    const [space, own] = [await spaceOf(owner!), await spaceOf(owner!)];
    const [role, mine] = [await make('space', READ), await make('space', READ)];
    await give(space, 'user', holder!.id, role);
    await give(space, 'user', admin!.id, 'space.manager', '1 day');
    const group = await deputies();
    await give(own, 'user', admin!.id, mine);
    await give(own, 'group', group, 'space.manager', '1 day');
    for (const id of [role, mine]) {
      expect(await change(admin, id, [...READ, 'document.publish'])).toBe('KX422');
      expect(await archive(admin, id, 'space.manager')).toBe('KX422');
      expect(await change(admin, id, ['space.read'])).toBe('done');
      expect(await archive(owner, id, 'space.manager')).toBe('done');
    }
  });

  it('a lasting right to share does not make lasting what one holds beside it for a day', async () => {
    const space = await spaceOf(owner!);
    const sharers = await make('space', [...READ, 'space.share']);
    const group = await deputies();
    await give(space, 'user', admin!.id, sharers);
    await give(space, 'group', group, 'space.manager', '1 day');
    expect(await change(admin, sharers, [...READ, 'space.share', 'document.publish'])).toBe('KX422');
    expect(await archive(admin, sharers, 'space.manager')).toBe('KX422');
    expect(await change(admin, sharers, [...READ, 'space.share'])).toBe('done');
  });

  it('a role that is only offered for a Space is given there', async () => {
    const [space] = [await spaceOf(owner!), await spaceOf(admin!)];
    const role = await make('space', READ);
    await invite('organization.guest', space, role);
    expect(await change(admin, role, [...READ, 'document.publish'])).toBe('KX403');
    expect(await archive(admin, role, 'space.manager')).toBe('KX403');
    expect(await change(owner, role, [...READ, 'document.publish'])).toBe('done');
    await world.sql('UPDATE tenancy.invitation SET revoked_at = now() WHERE space_id = $1', [space]);
    expect(await change(admin, role, [...READ, 'document.publish'])).toBe('done');
  });

  it('that a Space is archived for a moment gives no more than one holds in it', async () => {
    const [space] = [await spaceOf(owner!), await spaceOf(admin!)];
    const [role, steward] = [await make('space', READ), await make('space', [...READ, 'space.share'])];
    await give(space, 'user', holder!.id, role);
    await give(space, 'user', admin!.id, steward);
    const widen = (person: Person | undefined) => change(person, role, [...READ, 'document.write']);
    expect(await widen(admin)).toBe('KX422');
    await world.sql('UPDATE tenancy.space SET archived_at = now() WHERE space_id = $1', [space]);
    expect(await widen(admin)).toBe('KX422');
    expect(await archive(admin, role, 'space.editor')).toBe('KX422');
    expect(await widen(owner)).toBe('done');
  });

  it('a role has one name: its id written in another way is none', async () => {
    const space = await spaceOf(owner!);
    const [inSpace, inAll] = [await make('space', READ), await make('organization', ['organization.read'])];
    const person = await world.person('Target');
    await member(person, 'organization.member');
    const [{ member_id: id } = { member_id: '' }] = await world.sql<{ member_id: string }>(
      'SELECT member_id FROM tenancy.membership WHERE account_id = $1',
      [person.id],
    );
    const promote = (role: string) =>
      attempt(owner, 'SELECT * FROM tenancy.change_member_role($1, $2, NULL)', [id, role]);
    for (const write of [
      (text: string) => text.toUpperCase(),
      (text: string) => `{${text}}`,
      (text: string) => text.replaceAll('-', ''),
      () => 'nonsense',
    ]) {
      expect(await attempt(owner, GRANT, [newId(), space, person.id, write(inSpace)])).toBe('KX403');
      expect(await promote(write(inAll))).toBe('KX403');
    }
    expect(await attempt(owner, GRANT, [newId(), space, person.id, inSpace])).toBe('done');
    expect(await promote(inAll)).toBe('done');
  });
});
