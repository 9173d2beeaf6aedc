import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDoor, type Door } from '#runtime/db/door.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { newestEvent } from '#tests/kit/credentials.js';
import { operatorOf } from '#tests/kit/operator.js';
import { must } from '#tests/kit/scenario.js';

const REMOVE = 'mutation($input: RemoveMembersInput!) { removeMembers(input: $input) }';
const TRANSFER = 'mutation($input: TransferOwnershipInput!) { transferOwnership(input: $input) { id } }';
const LEAVING = 'query($ids: [ID!]!) { organization { leaving(memberIds: $ids) { members { id } } } }';
const INVITE =
  'mutation($input: InviteMembersInput!) { inviteMembers(input: $input) { invitations { id } } }';
const ACCEPT = 'mutation($token: String!) { acceptInvitation(token: $token) { id } }';

/** Each defence of memberships, and the same attempt once more with the defence taken out of the database. */
describe('what keeps memberships in order', () => {
  let world: World;
  let door: Door;
  beforeAll(async () => {
    world = await createWorld(SUBGRAPHS.filter(({ name }) => name === 'identity' || name === 'tenancy'));
    door = await openDoor({ url: world.db.logins.kopexa_tenancy, entities: [] });
  });
  afterAll(async () => {
    await door.close();
    await world.close();
  });

  let acme: TestOrganization;
  let [owner, admin, max]: Person[] = [];
  let made = 0;
  beforeEach(async () => {
    made += 1;
    acme = await world.organization(`acme-${made}`);
    [owner, admin, max] = [
      await world.person('Olga'),
      await world.person('Anton'),
      await world.person('Max'),
    ];
    await world.join(owner, acme, 'owner');
    await world.join(admin, acme, 'admin');
    await world.join(max, acme, 'member');
  });

  /** Runs work while a function of the database lacks a part of its text, then puts it back. */
  async function without<T>(name: string, part: string, instead: string, work: () => Promise<T>): Promise<T> {
    const [row] = await world.sql<{ definition: string }>(
      'SELECT pg_get_functiondef($1::regproc) AS definition',
      [name],
    );
    const { definition } = row!;
    expect(definition, `${name} without “${part}”`).toContain(part);
    await world.sql(definition.replace(part, instead));
    try {
      return await work();
    } finally {
      await world.sql(definition);
    }
  }
  const at = (person: Person | undefined) => world.as(person!, acme).at('tenancy');
  const code = async (run: Promise<{ errors: readonly { extensions: { code: string } }[] }>) =>
    (await run).errors[0]?.extensions.code ?? 'ok';
  async function memberId(person: Person | undefined): Promise<string> {
    const [row] = await world.sql<{ id: string }>(
      'SELECT member_id AS id FROM tenancy.membership WHERE org_id = $1 AND account_id = $2 AND valid_to > now()',
      [acme.id, person!.id],
    );
    return row!.id;
  }

  test('a Space is never left without somebody in charge', async () => {
    const spaceId = await world.space(acme, 'Allein');
    await world.grant(max!, acme, spaceId, 'manager');
    const input = { memberIds: [await memberId(max)] };
    const remove = () => code(at(admin).run(REMOVE, { input }));
    expect(await remove()).toBe('INVALID_INPUT');
    const part = 'cardinality(tenancy.spaces_left_alone(platform.org_id(), gone)) > 0';
    expect(await without('tenancy.hand_over', part, 'false', remove)).toBe('ok');
  });

  test('who is not in a Space hands it on and never takes it', async () => {
    const spaceId = await world.space(acme, 'Geheim');
    await world.grant(max!, acme, spaceId, 'manager');
    const input = { memberIds: [await memberId(max)], successors: [{ spaceId, userId: admin!.id }] };
    const take = () => code(at(admin).run(REMOVE, { input }));
    expect(await take()).toBe('FORBIDDEN');
    const part = ' AND account <> platform.user_id()';
    expect(await without('tenancy.appoint_successor', part, '', take)).toBe('ok');
  });

  test('nobody above oneself is removed, also by a captured subgraph', async () => {
    const second = await world.person('Otto');
    await world.join(second, acme, 'owner');
    const id = await memberId(second);
    const { context } = await world.actor(admin!, acme);
    const end = () =>
      door
        .write(context, { alone: true }, ({ query }) =>
          query(`SELECT * FROM tenancy.end_memberships(ARRAY[$1::uuid], '[]')`, [id]),
        )
        .then(
          () => 'ok',
          (error: { code?: string }) => error.code,
        );
    expect(await end()).toBe('FORBIDDEN');
    const part = 'IF NOT tenancy.may_take(held.role_key) THEN';
    expect(await without('tenancy.member_to_change', part, 'IF false THEN', end)).toBe('ok');
  });

  test('an Organization is handed over with a fresh second factor only', async () => {
    await world.sql(
      "UPDATE identity.session SET mfa_at = now() - interval '6 minutes' WHERE account_id = $1",
      [owner!.id],
    );
    const input = { memberId: await memberId(admin), stay: true };
    const transfer = () => code(at(owner).run(TRANSFER, { input }));
    expect(await transfer()).toBe('STEP_UP_REQUIRED');
    const part = 'PERFORM identity.require_fresh_factor();';
    expect(await without('tenancy.transfer_ownership', part, '', transfer)).toBe('ok');
  });

  test('what somebody would leave behind is told to who manages members', async () => {
    const ids = [await memberId(owner)];
    const ask = () => code(at(max).run(LEAVING, { ids }));
    expect(await ask()).toBe('NOT_FOUND');
    const part = "(m.account_id = platform.user_id() OR tenancy.may('member.manage'))";
    expect(await without('tenancy.accounts_of_members', part, 'true', ask)).toBe('ok');
  });

  test('who comes back after their time has nothing of what they had', async () => {
    const spaceId = await world.space(acme, 'Früher');
    await world.grant(owner!, acme, spaceId, 'manager');
    await world.grant(max!, acme, spaceId, 'editor');
    const comesBack = async (): Promise<string> => {
      await world.sql(
        "UPDATE tenancy.membership SET valid_from = now() - interval '2 days', valid_to = now() - interval '1 second' WHERE org_id = $1 AND account_id = $2 AND valid_to > now()",
        [acme.id, max!.id],
      );
      await must(at(owner).run(INVITE, { input: { emails: [max!.email], role: 'organization.guest' } }));
      const { token } = (await newestEvent(world, 'tenancy.invitation')) as { token: string };
      await must(world.as(max!).at('tenancy').run(ACCEPT, { token }));
      return code(at(max).run(`{ space(id: "${spaceId}") { id } }`));
    };
    const part = 'PERFORM tenancy.end_what_was_held(offer.org_id, account);';
    expect(await without('tenancy.settle_invitation', part, '', comesBack)).toBe('ok');
    expect(await comesBack()).toBe('NOT_FOUND');
  });

  test('nobody gives what lasts longer than they are there themselves', async () => {
    const ROLES = 'mutation($input: ChangeMemberRolesInput!) { changeMemberRoles(input: $input) { id } }';
    await world.sql(
      "UPDATE tenancy.membership SET valid_to = now() + interval '3 days' WHERE org_id = $1 AND account_id = $2",
      [acme.id, admin!.id],
    );
    const input = { memberIds: [await memberId(admin)], role: 'organization.admin', until: null };
    const stay = () => code(at(admin).run(ROLES, { input }));
    expect(await stay()).toBe('INVALID_INPUT');
    const invite = (email: string) => () =>
      code(at(admin).run(INVITE, { input: { emails: [email], role: 'organization.member' } }));
    expect(await invite('eins@example.com')()).toBe('INVALID_INPUT');
    const part = 'ends > tenancy.holds_until(NEW.org_id, NEW.invited_by)';
    const outlasting = invite('zwei@example.com');
    expect(await without('tenancy.keep_invitation_within_giver', part, 'false', outlasting)).toBe('ok');
    const own = 'ends > tenancy.holds_until(org, platform.user_id())';
    expect(await without('tenancy.change_member_role', own, 'false', stay)).toBe('ok');
  });

  test('an invitation to a membership whose time is over opens nothing', async () => {
    const guest = await world.person('Gerd');
    const until = new Date(Date.now() + 86_400_000).toISOString();
    await must(
      at(owner).run(INVITE, { input: { emails: [guest.email], role: 'organization.guest', until } }),
    );
    const { token, invitationId } = (await newestEvent(world, 'tenancy.invitation')) as Record<
      string,
      string
    >;
    await world.sql(
      "UPDATE tenancy.invitation SET created_at = now() - interval '2 days', until = now() - interval '1 hour' WHERE invitation_id = $1",
      [invitationId],
    );
    const accept = () => code(world.as(guest).at('tenancy').run(ACCEPT, { token }));
    expect(await accept()).toBe('LINK_EXPIRED');
    const part = 'AND (i.until IS NULL OR i.until > clock_timestamp())';
    const entered = await without('tenancy.standing_invitation', part, '', accept);
    expect(entered).not.toBe('LINK_EXPIRED');
  });

  /** What the room's own login gets when it invites into a membership in somebody's context: a code, or `ok`. */
  async function inviteByLogin(
    by: Person,
    orgId: string,
    invitedBy: string,
    role: string,
    until: string | null,
  ) {
    const client = new pg.Client({ connectionString: world.db.logins.kopexa_tenancy });
    await client.connect();
    try {
      const { context } = await world.actor(by, acme);
      await client.query("SELECT set_config('kopexa.context', $1, false)", [context]);
      await client.query(
        `INSERT INTO tenancy.invitation (invitation_id, org_id, email, role_key, token_hash, invited_by, expires_at, until)
         VALUES (uuidv7(), $1, 'neu@example.com', $2, sha256(uuidv7()::text::bytea), $3, now() + interval '1 day', $4)`,
        [orgId, role, invitedBy, until],
      );
      return 'ok';
    } catch (error) {
      return (error as pg.DatabaseError).code;
    } finally {
      await client.end();
    }
  }

  test('an invitation on behalf of others tells nothing about them', async () => {
    const other = await world.organization(`other-${made}`);
    const [lasting, ending, stranger] = [
      await world.person('Lasse'),
      await world.person('Enno'),
      await world.person('Sven'),
    ];
    for (const person of [lasting, ending]) await world.join(person, other, 'admin');
    await world.sql(
      "UPDATE tenancy.membership SET valid_to = now() + interval '3 days' WHERE org_id = $1 AND account_id = $2",
      [other.id, ending.id],
    );
    const answers = () =>
      Promise.all(
        [lasting, ending, stranger].map(({ id }) =>
          inviteByLogin(owner!, other.id, id, 'organization.member', null),
        ),
      );
    expect(await answers()).toEqual(['42501', '42501', '42501']);
    const part =
      'NEW.org_id IS DISTINCT FROM platform.org_id() OR NEW.invited_by IS DISTINCT FROM platform.user_id()';
    expect(await without('tenancy.keep_invitation_within_giver', part, 'false', answers)).toEqual([
      '42501',
      'KX422',
      '42501',
    ]);
  });

  test('an auditor’s end is a moment, not infinity', async () => {
    const invite = () => inviteByLogin(owner!, acme.id, owner!.id, 'organization.auditor', 'infinity');
    expect(await invite()).toBe('23514');
    expect(await inviteByLogin(owner!, acme.id, owner!.id, 'organization.member', null)).toBe('ok');
    const id = await memberId(max);
    const { context } = await world.actor(owner!, acme);
    const change = () =>
      door
        .write(context, { alone: true }, ({ query }) =>
          query("SELECT * FROM tenancy.change_member_role($1, 'organization.auditor', 'infinity')", [id]),
        )
        .then(
          () => 'ok',
          (error: { code?: string }) => error.code,
        );
    expect(await change()).toBe('INVALID_INPUT');
    const part = "until := nullif(until, 'infinity');";
    expect(await without('tenancy.change_member_role', part, '', change)).toBe('ok');
  });

  test('who is here by support access gets nothing by an older invitation', async () => {
    const { organization } = await operatorOf(world);
    const spaceId = await world.space(acme, 'Support');
    await world.grant(owner!, acme, spaceId, 'manager');
    const accepts = async (): Promise<number> => {
      const helper = await world.person('Hella');
      await world.join(helper, organization, 'owner');
      const input = {
        emails: [helper.email],
        role: 'organization.guest',
        spaceId,
        spaceRole: 'space.viewer',
      };
      await must(at(owner).run(INVITE, { input }));
      const { token } = (await newestEvent(world, 'tenancy.invitation')) as { token: string };
      await world.sql(
        `INSERT INTO tenancy.membership (org_id, account_id, role_key, valid_to)
         VALUES ($1, $2, 'organization.support', now() + interval '1 hour')`,
        [acme.id, helper.id],
      );
      await must(world.as(helper).at('tenancy').run(ACCEPT, { token }));
      const grants = await world.sql(
        'SELECT 1 FROM tenancy.space_grant WHERE org_id = $1 AND principal_id = $2',
        [acme.id, helper.id],
      );
      return grants.length;
    };
    expect(await accepts()).toBe(0);
    const part = 'IF tenancy.is_support(offer.org_id, account) THEN';
    expect(await without('tenancy.settle_invitation', part, 'IF false THEN', accepts)).toBe(1);
  });
});
