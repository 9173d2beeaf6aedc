import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloneDatabase, type ClonedDatabase } from './cluster.js';

let one: ClonedDatabase;
let two: ClonedDatabase;

beforeAll(async () => {
  [one, two] = await Promise.all([cloneDatabase(), cloneDatabase()]);
});

afterAll(async () => {
  await Promise.all([one?.drop(), two?.drop()]);
});

it('gives each test file a migrated database that no other sees', async () => {
  await query(one.adminUrl, 'CREATE TABLE public.only_here (id int)');
  const applied = await query(two.adminUrl, 'SELECT count(*)::int AS n FROM platform.migration');
  expect(applied[0]!.n).toBeGreaterThan(0);
  const seen = await query(two.adminUrl, `SELECT to_regclass('public.only_here') AS found`);
  expect(seen).toEqual([{ found: null }]);
});

it('gives a clone the rights and settings of the template', async () => {
  const rows = await query(
    one.adminUrl,
    `SELECT DISTINCT datacl::text, datdba, (SELECT count(*)::int FROM pg_db_role_setting WHERE setdatabase = d.oid) AS settings
     FROM pg_database AS d WHERE datname IN ($1, 'kopexa_template')`,
    [one.database],
  );
  expect(rows).toHaveLength(1);
});

it('lets every login of the product in', async () => {
  const users = await Promise.all(
    Object.values(one.logins).map(
      async (url) => (await query(url, 'SELECT current_user AS login'))[0]!.login,
    ),
  );
  expect(users).toEqual(Object.keys(one.logins));
});

async function query(url: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
