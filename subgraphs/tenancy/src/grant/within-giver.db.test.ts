import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const GRANT = 'mutation($input: GrantAccessInput!) { grantSpaceAccess(input: $input) { id } }';
const INVITE =
  'mutation($input: InviteMembersInput!) { inviteMembers(input: $input) { invitations { id } } }';
const ACCEPT = 'mutation($token: String!) { acceptInvitation(token: $token) { id } }';
const REMOVE = 'mutation($input: RemoveMembersInput!) { removeMembers(input: $input) }';
const DAY = 86_400_000;
const REFUSED = { code: 'INVALID_INPUT', field: 'input.until' };

describe('nobody gives for longer than they hold it', () => {
  let world: World;
  let acme: TestOrganization;
  let space: string;
  let sharer: string;
  let [manager, giver, other]: Person[] = [];
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    manager = await world.person('Manager');
    await world.join(manager, acme, 'admin');
    const [role] = await world.sql<{ id: string }>(
      `WITH made AS (INSERT INTO tenancy.custom_role (org_id, scope, created_by) VALUES ($1, 'space', $2) RETURNING role_id)
       INSERT INTO tenancy.custom_role_version (org_id, role_id, number, name, permissions, author_id)
       SELECT $1, role_id, 1, 'Sharer', '{space.read,space.share}', $2 FROM made RETURNING role_id AS id`,
      [acme.id, manager.id],
    );
    sharer = role!.id;
  });
  beforeEach(async () => {
    space = await world.space(acme, 'Plans');
    await world.grant(manager!, acme, space, 'manager');
    [giver, other] = [await world.person('Giver'), await world.person('Other')];
    await world.join(giver, acme, 'admin');
    await world.join(other, acme, 'member');
  });
  afterAll(() => world.close());

  const as = (person: Person | undefined) => world.as(person!, acme).at('tenancy');
  const give = async (by: Person | undefined, to: Person | undefined, role: string, until?: Date) => {
    const input = { spaceId: space, userId: to!.id, role, until: until?.toISOString() };
    return (await as(by).run(GRANT, { input })).errors[0]?.extensions ?? 'ok';
  };
  const hold = (
    kind: 'user' | 'group',
    principal: string,
    role: string,
    until: Date | 'infinity' = 'infinity',
  ) =>
    world.sql(
      `INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key, valid_to)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [acme.id, space, kind, principal, role, until],
    );
  async function group(until: Date | 'infinity', archived = false): Promise<string> {
    const id = newId();
    await world.sql(
      'INSERT INTO tenancy.user_group (group_id, org_id, name, archived_at) VALUES ($1, $2, $4, CASE WHEN $3 THEN now() END)',
      [id, acme.id, archived, `Group ${id}`],
    );
    await world.sql(
      'INSERT INTO tenancy.group_member (org_id, group_id, account_id, valid_to) VALUES ($1, $2, $3, $4)',
      [acme.id, id, giver!.id, until],
    );
    return id;
  }
  const tomorrow = (): Date => new Date(Date.now() + DAY);

  it('whatever else gives them the right to share', async () => {
    await hold('user', giver!.id, sharer);
    await hold('group', await group(tomorrow()), 'space.manager');
    expect(await give(giver, giver, 'space.manager')).toMatchObject(REFUSED);
    expect(await give(giver, other, 'space.viewer')).toMatchObject(REFUSED);
    expect(await give(giver, other, 'space.viewer', new Date(Date.now() + DAY / 2))).toBe('ok');
    expect(await give(giver, other, sharer)).toBe('ok');
  });

  it('and what archived groups would give counts for nothing', async () => {
    await hold('user', giver!.id, 'space.manager', tomorrow());
    await hold('group', await group('infinity', true), 'space.manager');
    const [above, below] = [await group(tomorrow(), true), await group('infinity')];
    await hold('group', above, 'space.manager');
    await world.sql(
      'INSERT INTO tenancy.group_nesting (org_id, parent_group_id, child_group_id, created_by) VALUES ($1, $2, $3, $4)',
      [acme.id, above, below, manager!.id],
    );
    expect(await give(giver, other, 'space.manager')).toMatchObject(REFUSED);
    await world.sql('UPDATE tenancy.user_group SET archived_at = NULL WHERE group_id = $1', [above]);
    expect(await give(giver, other, 'space.manager')).toBe('ok');
  });

  it('nor by an invitation that was made while they held it for good', async () => {
    const grant = await world.grant(giver!, acme, space, 'manager');
    const invited = await world.person('Invited');
    const input = {
      emails: [invited.email],
      role: 'organization.member',
      spaceId: space,
      spaceRole: 'space.editor',
    };
    expect((await as(giver).run(INVITE, { input })).errors).toEqual([]);
    const token = newId();
    await world.sql('UPDATE tenancy.invitation SET token_hash = $1 WHERE email = $2', [
      createHash('sha256').update(token).digest(),
      invited.email,
    ]);
    const until = (end: Date | 'infinity') =>
      world.sql('UPDATE tenancy.space_grant SET valid_to = $2 WHERE grant_id = $1', [grant, end]);
    const accept = () => world.as(invited, null).at('tenancy').run(ACCEPT, { token });
    await until(tomorrow());
    expect((await accept()).errors[0]?.extensions.code).toBe('LINK_EXPIRED');
    await until('infinity');
    expect((await accept()).errors).toEqual([]);
  });

  it('nor to themselves as somebody’s successor', async () => {
    const [left] = await world.sql<{ id: string }>(
      'SELECT member_id AS id FROM tenancy.membership WHERE org_id = $1 AND account_id = $2',
      [acme.id, other!.id],
    );
    await world.sql('UPDATE tenancy.space_grant SET valid_to = now() WHERE space_id = $1', [space]);
    await world.grant(other!, acme, space, 'manager');
    await hold('user', giver!.id, 'space.manager', tomorrow());
    const succeed = async (to: Person | undefined) =>
      (
        await as(giver).run(REMOVE, {
          input: { memberIds: [left!.id], successors: [{ spaceId: space, userId: to!.id }] },
        })
      ).errors[0]?.extensions ?? 'ok';
    expect(await succeed(giver)).toMatchObject({ code: 'INVALID_INPUT', field: 'input.successors' });
    expect(await succeed(manager)).toBe('ok');
  });

  it('and a Space keeps somebody who may appoint a manager, not only share', async () => {
    expect(await give(manager, manager, sharer)).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'input.role',
    });
    await hold('user', giver!.id, 'space.manager');
    expect(await give(manager, manager, sharer)).toBe('ok');
  });
});
