import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { atOnce, holdWritesWithoutLock } from '#tests/kit/held-writes.js';
import { createScenario, must, paragraph, type Scenario } from '#tests/kit/scenario.js';
import type { Person } from '#runtime/testing/world.js';
import { operatorOf } from '#tests/kit/operator.js';

const CREATE = 'mutation($input: CreateDocumentInput!) { createDocument(input: $input) { id } }';
const OPEN = 'mutation($input: OpenSupportAccessInput!) { openSupportAccess(input: $input) { id } }';
const ENTER = 'mutation($id: ID!) { enterSupport(supportAccessId: $id) { slug } }';
const RACES = Number(process.env['KOPEXA_RACES'] ?? 12);

/** Gives a fresh person the right to write, and returns the person with the way in which it is taken again. */
type Arrange = (scenario: Scenario) => Promise<{
  readonly writer: Person;
  readonly spaceId: string;
  readonly parentId?: string;
  revoke(): Promise<void>;
}>;

/** As Ada, in the database alone: the statement, under the Organization's lock as the envelope takes it. */
async function asAda(
  { world, acme, ada }: Scenario,
  sql: string,
  values: readonly unknown[],
  login: 'kopexa_tenancy' | 'kopexa_content' = 'kopexa_tenancy',
): Promise<void> {
  const client = new pg.Client({ connectionString: world.db.logins[login] });
  await client.connect();
  try {
    const { context } = await world.actor(ada, acme);
    await client.query('BEGIN');
    await client.query("SELECT set_config('kopexa.context', $1, true)", [context]);
    await client.query('SELECT platform.enter_write(true)');
    await client.query(sql, [...values]);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

async function member(scenario: Scenario): Promise<{ person: Person; memberId: string }> {
  const { world, acme } = scenario;
  const person = await world.person('Wanda Writer');
  await world.join(person, acme, 'member');
  const [row] = await world.sql<{ id: string }>(
    'SELECT member_id AS id FROM tenancy.membership WHERE org_id = $1 AND account_id = $2',
    [acme.id, person.id],
  );
  return { person, memberId: row!.id };
}

/** A group that edits Ada's Space, with the person in it or in a group below it. */
async function grouped(
  scenario: Scenario,
  nested: boolean,
): Promise<{ person: Person; upper: string; lower: string }> {
  const { spaceId } = scenario;
  const { person } = await member(scenario);
  const [upper, lower] = [newId(), newId()];
  for (const id of [upper, lower]) await asAda(scenario, "SELECT tenancy.create_group($1, $2, '')", [id, id]);
  await asAda(scenario, "SELECT tenancy.grant_space($1, $2, 'group', $3, 'space.editor', NULL)", [
    newId(),
    spaceId,
    upper,
  ]);
  if (nested) await asAda(scenario, 'SELECT tenancy.nest_group($1, $2, $3)', [newId(), upper, lower]);
  await asAda(scenario, 'SELECT tenancy.add_group_members($1, ARRAY[$2::uuid], NULL)', [
    nested ? lower : upper,
    person.id,
  ]);
  return { person, upper, lower };
}

const KINDS: Readonly<Record<string, Arrange>> = {
  'removing a member': async (scenario) => {
    const { person, memberId } = await member(scenario);
    await scenario.world.grant(person, scenario.acme, scenario.spaceId, 'editor');
    const revoke = () => asAda(scenario, "SELECT tenancy.end_memberships(ARRAY[$1::uuid], '[]')", [memberId]);
    return { writer: person, spaceId: scenario.spaceId, revoke };
  },
  'taking somebody out of a group': async (scenario) => {
    const { person, upper } = await grouped(scenario, false);
    const revoke = () =>
      asAda(scenario, 'SELECT tenancy.remove_group_members($1, ARRAY[$2::uuid])', [upper, person.id]);
    return { writer: person, spaceId: scenario.spaceId, revoke };
  },
  'archiving a group': async (scenario) => {
    const { person, upper } = await grouped(scenario, false);
    return {
      writer: person,
      spaceId: scenario.spaceId,
      revoke: () => asAda(scenario, 'SELECT tenancy.archive_group($1)', [upper]),
    };
  },
  'taking a group out of another': async (scenario) => {
    const { person, upper, lower } = await grouped(scenario, true);
    return {
      writer: person,
      spaceId: scenario.spaceId,
      revoke: () => asAda(scenario, 'SELECT tenancy.unnest_group($1, $2)', [upper, lower]),
    };
  },
  'changing what a role holds': async (scenario) => {
    const { person } = await member(scenario);
    const role = newId();
    const writes = ['space.read', 'document.read', 'document.read_draft', 'document.write'];
    await asAda(scenario, "SELECT tenancy.create_custom_role($1, 'space', $2, '', $3, '')", [
      role,
      role,
      writes,
    ]);
    const give = "SELECT tenancy.grant_space($1, $2, 'user', $3, $4, NULL)";
    await asAda(scenario, give, [newId(), scenario.spaceId, person.id, role]);
    const revoke = () =>
      asAda(scenario, "SELECT tenancy.change_custom_role($1, 1, $2, '', $3, '', NULL)", [
        role,
        role,
        writes.slice(0, 3),
      ]);
    return { writer: person, spaceId: scenario.spaceId, revoke };
  },
  'giving another role in its place': async (scenario) => {
    const { person } = await member(scenario);
    await scenario.world.grant(person, scenario.acme, scenario.spaceId, 'editor');
    const give = "SELECT tenancy.grant_space($1, $2, 'user', $3, 'space.viewer', NULL)";
    const revoke = () => asAda(scenario, give, [newId(), scenario.spaceId, person.id]);
    return { writer: person, spaceId: scenario.spaceId, revoke };
  },
  'restricting the document above': async (scenario) => {
    const { person } = await member(scenario);
    await scenario.world.grant(person, scenario.acme, scenario.spaceId, 'editor');
    const { id: parentId } = await scenario.document('Bald geschlossen');
    const restrict = "SELECT content.restrict_document($1, $2, ARRAY[$3::uuid], '{}', '')";
    const revoke = () => asAda(scenario, restrict, [newId(), parentId, scenario.ada.id], 'kopexa_content');
    return { writer: person, spaceId: scenario.spaceId, parentId, revoke };
  },
  'deleting a Space': async (scenario) => {
    const { world, acme, ada } = scenario;
    const { person } = await member(scenario);
    const spaceId = await world.space(acme, 'Wird gelöscht');
    await world.grant(ada, acme, spaceId, 'manager');
    await world.grant(person, acme, spaceId, 'editor');
    return {
      writer: person,
      spaceId,
      revoke: () => asAda(scenario, 'SELECT tenancy.delete_space($1)', [spaceId]),
    };
  },
  'ending support access': async (scenario) => {
    const { world, acme, ada, spaceId } = scenario;
    const { organization } = await operatorOf(world);
    const helper = await world.person('Hella Hilfe');
    await world.join(helper, organization, 'admin');
    const input = { reason: 'Hilfe', hours: 1, spaces: [{ spaceId, role: 'space.editor' }] };
    const { id } = await must<{ id: string }>(world.as(ada, acme).at('tenancy').run(OPEN, { input }));
    await must(world.as(helper, organization).at('tenancy').run(ENTER, { id }));
    return {
      writer: helper,
      spaceId,
      revoke: () => asAda(scenario, 'SELECT tenancy.end_support_access($1)', [id]),
    };
  },
};

/** THREATS 20, for each way in which a right ends: no write commits after the end was acknowledged. */
describe('a right that ends by', { timeout: 180_000 }, () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario();
  });
  afterAll(() => scenario?.world.close());

  const written = async (writer: Person): Promise<number> => {
    const sql = 'SELECT count(*)::int AS count FROM content.document WHERE created_by = $1';
    return (await scenario.world.sql<{ count: number }>(sql, [writer.id]))[0]!.count;
  };

  /** Four writes against the end of the right to write: how many were done in all, and how many came late. */
  async function race(arrange: Arrange, around = atOnce): Promise<{ done: number; late: number }> {
    const { writer, spaceId, parentId, revoke } = await arrange(scenario);
    const speaker = scenario.world.as(writer, scenario.acme).at('content');
    const input = { spaceId, parentId, title: 'Schnell noch', body: paragraph('Schnell noch') };
    let acknowledged = 0;
    const writes = await around(
      () => [1, 2, 3, 4].map(() => speaker.run(CREATE, { input })),
      async () => {
        await revoke();
        acknowledged = await written(writer);
      },
    );
    for (const { errors } of writes)
      expect(['NOT_FOUND', 'FORBIDDEN', undefined]).toContain(errors[0]?.extensions.code);
    const done = await written(writer);
    return { done, late: done - acknowledged };
  }

  test.each(Object.entries(KINDS))('%s lets no write commit afterwards', async (kind, arrange) => {
    let done = 0;
    let number = 0;
    // Until somebody was quick enough and somebody was not: only then was there a race.
    for (; number < RACES || (number < 20 * RACES && (done === 0 || done === number * 4)); number += 1) {
      const { late, done: more } = await race(arrange);
      expect(late, `${kind}, race ${number}`).toBe(0);
      done += more;
    }
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(number * 4);
  });

  test('each would let some, were it not for the lock', async () => {
    const { around } = await holdWritesWithoutLock(scenario.world);
    for (const [kind, arrange] of Object.entries(KINDS))
      expect((await race(arrange, around)).late, kind).toBeGreaterThan(0);
  });
});
