import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const GRANT = `mutation ($input: GrantAccessInput!) {
  grantSpaceAccess(input: $input) { id role { id } validFrom user { id } grantedBy { id } }
}`;
const REVOKE = 'mutation ($id: ID!) { revokeSpaceAccess(grantId: $id) }';
const GRANTS = 'query ($id: ID!) { space(id: $id) { grants { id role { id } user { id } } } }';

describe('access to a Space', () => {
  let world: World;
  let acme: TestOrganization;
  let space: string;
  let [manager, editor, outsider, foreign]: Person[] = [];
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    const names = ['Manager', 'Editor', 'Outsider', 'Foreign'];
    [manager, editor, outsider, foreign] = await Promise.all(names.map((name) => world.person(name)));
    for (const person of [manager, editor, outsider]) await world.join(person!, acme, 'member');
    const other = await world.organization('other');
    await world.join(foreign!, other, 'owner');
    space = await world.space(acme, 'Policies');
    await world.grant(manager!, acme, space, 'manager');
    await world.grant(editor!, acme, space, 'editor');
  });
  afterAll(() => world.close());

  const as = (person: Person | undefined) => world.as(person!, acme).at('tenancy');
  const give = (giver: Person | undefined, person: Person | undefined, role: string) =>
    as(giver).run<{ grantSpaceAccess: { id: string } }>(GRANT, {
      input: { spaceId: space, userId: person!.id, role },
    });

  it('is given, replaced and ended; nothing is deleted', async () => {
    const first = await give(manager, outsider, 'space.viewer');
    expect(first.data).toMatchObject({
      grantSpaceAccess: {
        role: { id: 'space.viewer' },
        user: { id: outsider!.id },
        grantedBy: { id: manager!.id },
      },
    });
    const second = await give(manager, outsider, 'space.editor');
    expect(second.errors).toEqual([]);
    const listed = await as(manager).run<{
      space: { grants: { role: { id: string }; user: { id: string } }[] };
    }>(GRANTS, { id: space });
    const roles = listed.data.space.grants
      .filter((grant) => grant.user.id === outsider!.id)
      .map((grant) => grant.role.id);
    expect(roles).toEqual(['space.editor']);
    const id = second.data.grantSpaceAccess.id;
    expect((await as(manager).run(REVOKE, { id })).data).toEqual({ revokeSpaceAccess: true });
    expect((await as(outsider).run(GRANTS, { id: space })).errors[0]?.extensions.code).toBe('NOT_FOUND');
    const rows = await world.sql(
      "SELECT role_key, valid_to < 'infinity' AS ended FROM tenancy.space_grant WHERE principal_id = $1 ORDER BY valid_from",
      [outsider!.id],
    );
    expect(rows).toEqual([
      { role_key: 'space.viewer', ended: true },
      { role_key: 'space.editor', ended: true },
    ]);
    const entries = await world.sql<{ action: string }>(
      "SELECT action FROM compliance.audit_entry WHERE space_id = $1 AND outcome = 'ok' ORDER BY at",
      [space],
    );
    expect(entries.map((entry) => entry.action)).toEqual([
      'space_grant.create',
      'space_grant.create',
      'space_grant.revoke',
    ]);
  });

  it('is not given by those who may not share, nor to people who are no members', async () => {
    expect((await give(editor, outsider, 'space.viewer')).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await give(editor, editor, 'space.manager')).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const hidden = await give(outsider, outsider, 'space.manager');
    expect(hidden.errors[0]?.extensions.code).toBe('NOT_FOUND');
    const stranger = await give(manager, foreign, 'space.viewer');
    expect(stranger.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.userId' });
  });

  it('keeps a manager', async () => {
    const listed = await as(manager).run<{ space: { grants: { id: string; role: { id: string } }[] } }>(
      GRANTS,
      {
        id: space,
      },
    );
    const own = listed.data.space.grants.find((grant) => grant.role.id === 'space.manager')!;
    const revoked = await as(manager).run(REVOKE, { id: own.id });
    expect(revoked.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'grantId' });
    const demoted = await give(manager, manager, 'space.viewer');
    expect(demoted.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.role' });
  });

  it('ends in an archived Space too, where nobody writes, and not by somebody who holds less', async () => {
    const resting = await world.space(acme, 'Resting');
    await world.grant(manager!, acme, resting, 'manager');
    const grantId = await world.grant(outsider!, acme, resting, 'editor');
    await world.sql('UPDATE tenancy.space SET archived_at = now() WHERE space_id = $1', [resting]);
    expect((await as(editor).run(REVOKE, { id: grantId })).errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await as(manager).run(REVOKE, { id: grantId })).errors).toEqual([]);
    const lesser = await world.person('Lesser');
    await world.join(lesser, acme, 'member');
    const [role] = await world.sql<{ id: string }>(
      `WITH made AS (INSERT INTO tenancy.custom_role (org_id, scope, created_by) VALUES ($1, 'space', $2) RETURNING role_id)
       INSERT INTO tenancy.custom_role_version (org_id, role_id, number, name, permissions, author_id)
       SELECT $1, role_id, 1, 'Sharer', '{space.read,space.share,document.read,document.read_draft}', $2 FROM made RETURNING role_id AS id`,
      [acme.id, manager!.id],
    );
    await world.sql(
      `INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key)
       VALUES ($1, $2, 'user', $3, $4)`,
      [acme.id, space, lesser.id, role!.id],
    );
    const [held] = await world.sql<{ id: string }>(
      'SELECT grant_id AS id FROM tenancy.space_grant WHERE space_id = $1 AND principal_id = $2',
      [space, editor!.id],
    );
    expect((await as(lesser).run(REVOKE, { id: held!.id })).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('answers for a grant of another Organization as for one that does not exist', async () => {
    const other = await world.organization('third');
    await world.join(foreign!, other, 'owner');
    const elsewhere = await world.space(other, 'Elsewhere');
    const foreignGrant = await world.grant(foreign!, other, elsewhere, 'manager');
    const found = await as(manager).run(REVOKE, { id: foreignGrant });
    const missing = await as(manager).run(REVOKE, { id: space });
    const malformed = await as(manager).run(REVOKE, { id: 'x' });
    expect(found.text).toBe(missing.text);
    expect(found.text).toBe(malformed.text);
  });

  it('ends for writers whose transaction began before the revoke (THREATS 20)', async () => {
    const late = await world.person('Late');
    await world.join(late, acme, 'member');
    const grant = await world.grant(late, acme, space, 'manager');
    const client = new pg.Client({ connectionString: world.db.logins.kopexa_tenancy });
    await client.connect();
    const { context } = await world.actor(late, acme);
    await client.query('BEGIN');
    await client.query("SELECT set_config('kopexa.context', $1, true), now()", [context]);
    const before = await client.query("UPDATE tenancy.space SET name = 'Before' WHERE space_id = $1", [
      space,
    ]);
    expect(before.rowCount).toBe(1);
    await client.query('ROLLBACK');
    await client.query('BEGIN');
    await client.query("SELECT set_config('kopexa.context', $1, true), now()", [context]);
    expect((await as(manager).run(REVOKE, { id: grant })).errors).toEqual([]);
    const after = await client.query("UPDATE tenancy.space SET name = 'After' WHERE space_id = $1", [space]);
    expect(after.rowCount).toBe(0);
    await client.query('ROLLBACK');
    await client.end();
  });
});
