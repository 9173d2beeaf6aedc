import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const CREATE = 'SELECT tenancy.create_custom_role($1, $2, $3, $4, $5, $6)';
const CHANGE = 'SELECT tenancy.change_custom_role($1, $2, $3, $4, $5, $6, NULL)';
const ARCHIVE = 'SELECT * FROM tenancy.archive_custom_role($1, $2, $3)';

/** Everything below goes around resolvers, rules and policies: the login of a captured subgraph, and nothing else. */
describe('roles, kept by the database alone', () => {
  let world: World;
  let acme: TestOrganization;
  let client: pg.Client;
  let [owner, clerk, member, stranger]: Person[] = [];
  const [clerks, powerful, readers] = [newId(), newId(), newId()];
  let space: string;

  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    const names = ['Owner', 'Clerk', 'Member', 'Stranger'];
    [owner, clerk, member, stranger] = await Promise.all(names.map((name) => world.person(name)));
    await world.join(owner!, acme, 'owner');
    await world.join(member!, acme, 'member');
    await world.join(stranger!, await world.organization('other'), 'owner');
    space = await world.space(acme, 'Policies');
    await world.grant(owner!, acme, space, 'manager');
    client = new pg.Client({ connectionString: world.db.logins.kopexa_tenancy });
    await client.connect();
    const make = async (id: string, scope: string, permissions: string[]): Promise<void> => {
      expect(
        await attempt(owner, CREATE, [id, scope, `Role ${id}`, '', permissions, 'Needed.'], 'COMMIT'),
      ).toBe('done');
    };
    await make(clerks, 'organization', ['organization.read', 'member.read', 'role.manage', 'member.invite']);
    await make(powerful, 'organization', ['organization.read', 'settings.update', 'role.manage']);
    await make(readers, 'space', ['space.read', 'document.read']);
    await world.sql('INSERT INTO tenancy.membership (org_id, account_id, role_key) VALUES ($1, $2, $3)', [
      acme.id,
      clerk!.id,
      clerks,
    ]);
    await world.sql(
      "INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key) VALUES ($1, $2, 'user', $3, $4)",
      [acme.id, space, member!.id, readers],
    );
  });
  afterAll(async () => {
    await client.end();
    await world.close();
  });

  async function attempt(
    person: Person | undefined,
    sql: string,
    params: readonly unknown[],
    end: 'ROLLBACK' | 'COMMIT' = 'ROLLBACK',
    organization = acme,
  ): Promise<string> {
    const { context } = await world.actor(person!, organization);
    await client.query('BEGIN');
    await client.query("SELECT set_config('kopexa.context', $1, true)", [context]);
    const code = await client.query(sql, [...params]).then(
      () => 'done',
      (error: { code?: string }) => error.code ?? 'failed',
    );
    await client.query(code === 'done' ? end : 'ROLLBACK');
    return code;
  }
  const create = (person: Person | undefined, scope: string, permissions: string[]) =>
    attempt(person, CREATE, [newId(), scope, 'Brand new', '', permissions, 'Because.']);
  const change = (person: Person | undefined, id: string, permissions: string[], organization = acme) =>
    attempt(person, CHANGE, [id, 1, 'Changed', '', permissions, 'Because.'], 'ROLLBACK', organization);

  it('what a role allows, its holder may do, in the Organization as in a Space', async () => {
    const held = await world.actor(clerk!, acme);
    expect(held.org?.permissions).toEqual([
      'organization.read',
      'member.read',
      'role.manage',
      'member.invite',
    ]);
    const reader = await world.actor(member!, acme);
    expect(reader.org?.spaces).toEqual([[['document.read', 'space.read'], [space]]]);
  });

  it('nobody makes a role to hold more than they hold', async () => {
    expect(await create(clerk, 'organization', ['organization.read', 'member.read'])).toBe('done');
    expect(await create(clerk, 'organization', ['organization.read', 'settings.update'])).toBe('KX422');
    expect(await create(clerk, 'space', ['space.read', 'document.read'])).toBe('KX422');
    expect(await create(owner, 'organization', ['organization.read', 'organization.delete'])).toBe('KX422');
    expect(await create(owner, 'organization', ['organization.read', 'operator.support'])).toBe('KX422');
    expect(await create(owner, 'organization', ['organization.read', 'space.read'])).toBe('KX422');
    expect(await create(owner, 'organization', ['member.read'])).toBe('KX422');
    expect(await create(owner, 'nowhere', ['organization.read'])).toBe('KX422');
    expect(await create(member, 'organization', ['organization.read'])).toBe('KX403');
  });

  it('nobody changes or archives a role that holds more than they hold, or more where it was given', async () => {
    expect(await change(clerk, powerful, ['organization.read'])).toBe('KX403');
    expect(await change(clerk, readers, ['space.read'])).toBe('KX403');
    expect(await attempt(clerk, ARCHIVE, [powerful, 1, null])).toBe('KX403');
    expect(await attempt(clerk, ARCHIVE, [readers, 1, 'space.viewer'])).toBe('KX403');
    expect(await attempt(owner, ARCHIVE, [readers, 1, null])).toBe('KX422');
    expect(await attempt(owner, ARCHIVE, [readers, 1, 'organization.member'])).toBe('KX422');
    expect(await attempt(owner, ARCHIVE, [readers, 1, 'space.viewer'])).toBe('done');
    expect(await change(member, clerks, ['organization.read'])).toBe('KX403');
    expect(await change(owner, clerks, ['organization.read', 'settings.update'])).toBe('done');
  });

  it('roles of another Organization are not there', async () => {
    const { slug } = (
      await world.sql<{ slug: string }>("SELECT slug FROM tenancy.organization WHERE slug = 'other'")
    )[0]!;
    const other = { id: '', slug };
    expect(await change(stranger, readers, ['space.read'], other)).toBe('KX404');
    expect(await change(stranger, newId(), ['space.read'], other)).toBe('KX404');
    expect(await attempt(stranger, ARCHIVE, [readers, 1, null], 'ROLLBACK', other)).toBe('KX404');
  });

  it('tables of roles are written by these functions alone', async () => {
    for (const sql of [
      "UPDATE tenancy.custom_role_version SET permissions = '{organization.read,member.manage}'",
      'DELETE FROM tenancy.custom_role_version',
      'UPDATE tenancy.custom_role SET archived_at = now()',
      "SELECT tenancy.reaches_role(NULL, NULL, '', '', '{}')",
      'SELECT tenancy.role_names(NULL)',
    ])
      expect(await attempt(owner, sql, []), sql).toBe('42501');
  });

  it('would notice if the database stopped deciding', async () => {
    const body = (
      await world.sql<{ text: string }>(
        "SELECT pg_get_functiondef('tenancy.reaches_role(uuid, uuid, text, text, text[])'::regprocedure) AS text",
      )
    )[0]!.text;
    await world.sql(body.replace(/BEGIN[\s\S]*END/, 'BEGIN RETURN true; END'));
    expect(await change(clerk, powerful, ['organization.read'])).toBe('done');
    await world.sql(body);
    expect(await change(clerk, powerful, ['organization.read'])).toBe('KX403');
  });
});
