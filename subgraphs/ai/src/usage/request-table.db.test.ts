import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import type { Person, TestOrganization } from '#runtime/testing/world.js';
import { setSetting } from '#tests/kit/ai.js';
import { createAiScenario, type AiScenario } from '#tests/kit/ai-scenario.js';

/** What a captured login of the AI room can do with the counted requests. */
describe('the AI room’s own login', () => {
  let scenario: AiScenario;
  let pool: pg.Pool;
  beforeAll(async () => {
    scenario = await createAiScenario();
    await setSetting(scenario.world, scenario.rival, 'ai.enabled', 'true', scenario.eve);
    pool = new pg.Pool({ connectionString: scenario.world.db.logins.kopexa_ai, max: 1 });
    pool.on('error', () => undefined);
    await as(scenario.ada, scenario.acme, "SELECT ai.reserve($1, 'answer', 100, 'gpt')", [newId()]);
    await as(scenario.eve, scenario.rival, "SELECT ai.reserve($1, 'answer', 100, 'gpt')", [newId()]);
  });
  afterAll(async () => {
    await pool.end();
    await scenario.close();
  });

  async function as(
    person: Person,
    organization: TestOrganization | null,
    sql: string,
    params: readonly unknown[] = [],
  ): Promise<Record<string, unknown>[]> {
    const { context } = await scenario.world.actor(person, organization);
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query("SELECT set_config('kopexa.context', $1, true)", [context]);
      const { rows } = await client.query<Record<string, unknown>>(sql, [...params]);
      await client.query('COMMIT');
      return rows;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }
  const idOf = async (person: Person): Promise<string> =>
    (await scenario.requests()).find(({ account_id }) => account_id === person.id)!.request_id;

  test('sees the own Organization’s requests with settings.read, else the own', async () => {
    const { ada, max, eve, acme, rival } = scenario;
    const SEE = 'SELECT account_id FROM ai.request';
    expect(await as(ada, acme, SEE)).toEqual([{ account_id: ada.id }]);
    expect(await as(max, acme, SEE)).toEqual([]);
    expect(await as(eve, rival, SEE)).toEqual([{ account_id: eve.id }]);
    expect(await as(ada, null, SEE)).toEqual([]);
    expect((await pool.query(SEE)).rows).toEqual([]);
  });

  test('writes by the two functions alone', async () => {
    const { ada, acme } = scenario;
    for (const sql of [
      "INSERT INTO ai.request (request_id, org_id, account_id, kind, deployment, reserved) SELECT uuidv7(), org_id, account_id, 'answer', 'x', 0 FROM ai.request",
      'UPDATE ai.request SET reserved = 0',
      'DELETE FROM ai.request',
      'SELECT ai.sweep()',
    ])
      await expect(as(ada, acme, sql)).rejects.toThrow(/permission denied/);
  });

  test('settles nobody else’s request, and none twice', async () => {
    const { ada, max, eve, acme, rival } = scenario;
    const SETTLE = "SELECT ai.settle($1, 'answered', NULL, 1, 1, false) AS settled";
    const id = await idOf(ada);
    expect(await as(max, acme, SETTLE, [id])).toEqual([{ settled: false }]);
    expect(await as(eve, rival, SETTLE, [id])).toEqual([{ settled: false }]);
    expect(await as(ada, acme, SETTLE, [id])).toEqual([{ settled: true }]);
    expect(await as(ada, acme, SETTLE, [id])).toEqual([{ settled: false }]);
  });

  test('reserves for nobody without the right, and reads no names then', async () => {
    const { world, acme } = scenario;
    const guest = await world.person('Gerd Gast');
    await world.join(guest, acme, 'guest');
    await expect(as(guest, acme, "SELECT ai.reserve($1, 'answer', 1, 'gpt')", [newId()])).rejects.toThrow(
      /ai\.use is needed/,
    );
    expect(await as(guest, acme, 'SELECT * FROM identity.names_to_mask()')).toEqual([]);
    expect(await as(guest, acme, 'SELECT * FROM ai.budget()')).toEqual([]);
    const names = await as(scenario.ada, acme, 'SELECT name FROM identity.names_to_mask()');
    expect(names.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Ada Berg', 'Max Mitglied', 'Gerd Gast']),
    );
    expect(names.map(({ name }) => name)).not.toContain('Eve Fremd');
  });

  test('forgets counts of more than two years ago', async () => {
    const { world } = scenario;
    await world.sql("UPDATE ai.request SET started_at = now() - interval '25 months' WHERE account_id = $1", [
      scenario.eve.id,
    ]);
    const worker = new pg.Client({ connectionString: world.db.logins.kopexa_worker });
    await worker.connect();
    await worker.query('SELECT ai.sweep()');
    await worker.end();
    expect((await scenario.requests()).map(({ account_id }) => account_id)).toEqual([scenario.ada.id]);
  });
});
