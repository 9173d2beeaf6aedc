import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCHEMAS } from '#runtime/db/roles.js';
import { newId } from '#runtime/graphql/ids.js';
import { diskStore } from '#runtime/storage/disk-store.js';
import { createWorld, type World } from '#runtime/testing/world.js';
import { eraseDue } from '#standalone/erasure/erase-job.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { mutationCases } from '#tests/audit/all-cases.js';
import { arrangeScenario, type Scenario } from '#tests/kit/scenario.js';
import { diskOutside } from '#tests/kit/uploads.js';

/** What is kept of an erased Space: who could do what at which time, and what happened. */
const HISTORY =
  /^(tenancy\.(space|space_grant|service_grant|invitation|ended_with_space)|compliance\.audit_(entry|origin))$/;

let scenario: Scenario;
let disk: ReturnType<typeof diskOutside>;

beforeAll(async () => {
  disk = diskOutside();
  const world = await createWorld(SUBGRAPHS, { outside: disk.outside });
  const close = (): Promise<void> => world.close().finally(() => disk.remove());
  scenario = await arrangeScenario({ ...world, close });
  for (const arrange of Object.values(mutationCases)) await (await arrange(scenario)).allowed();
}, 300_000);
afterAll(() => scenario?.world.close());

const placed = (world: World) =>
  world.sql<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'space_id' AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname IN ('content', 'files', 'ai', 'tenancy', 'compliance') ORDER BY 1`,
  );

/** Rows in a Space, by table, or in all others of its Organization. */
async function rowsIn(world: World, spaceId: string, others = false): Promise<Record<string, number>> {
  const rows: Record<string, number> = {};
  for (const { name } of await placed(world)) {
    const [row] = await world.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${name} WHERE space_id ${others ? '<>' : '='} $1`,
      [spaceId],
    );
    if (row!.count > 0) rows[name] = row!.count;
  }
  return rows;
}

/** Every row of every table in which a word stands, wherever it is. */
async function search(world: World, word: string): Promise<string[]> {
  const tables = await world.sql<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY($1::text[])`,
    [[...SCHEMAS]],
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await world.sql(`SELECT 1 FROM ${name} t WHERE to_jsonb(t)::text ILIKE '%' || $1 || '%'`, [
      word,
    ]);
    if (rows.length > 0) found.push(name);
  }
  return found.sort();
}

/** A Space with a word in its name, in a document and in what people asked for, deleted thirty days ago. */
async function spokenOf(word: string): Promise<string> {
  const { world, acme, max } = scenario;
  const spaceId = await world.space(acme, `${word} vorher`);
  await world.grant(scenario.ada, acme, spaceId, 'manager');
  await world.sql('UPDATE tenancy.space SET name = $2, description = $2 WHERE space_id = $1', [
    spaceId,
    `${word} nachher`,
  ]);
  const { id: documentId } = await scenario.document(`${word} im Titel`, `${word} im Text`, spaceId);
  for (const [kind, target, place] of [
    ['space', spaceId, spaceId],
    ['document', documentId, spaceId],
    // In the trash: where it lay was not to be seen.
    ['document', documentId, null],
  ])
    await world.sql(
      `INSERT INTO tenancy.own_request (request_id, org_id, requested_by, target_kind, target, place, message)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [newId(), acme.id, max.id, kind, target, place, `${word} brauche ich`],
    );
  await world.sql(
    `UPDATE tenancy.space SET deleted_at = now() - interval '30 days', deletes_at = now() - interval '1 second' WHERE space_id = $1`,
    [spaceId],
  );
  expect(await search(world, word)).toEqual(
    expect.arrayContaining(['content.document_version', 'tenancy.own_request', 'tenancy.state_version']),
  );
  return spaceId;
}

describe('the words of a Space', () => {
  test.each([
    ['when its time has run out', 'Zaunkönig-51ce', 'SELECT * FROM tenancy.erase_space($1, $2)'],
    [
      'when a restore brought it back',
      'Wiedehopf-9ab3',
      'SELECT * FROM tenancy.erase_again($1, $2, now(), NULL)',
    ],
  ])('stand nowhere any more %s', async (_, word, erase) => {
    const { world, acme } = scenario;
    const spaceId = await spokenOf(word);
    const states = () =>
      world.sql<{ name: string }>('SELECT name FROM tenancy.state_version WHERE subject_id = $1', [spaceId]);
    expect((await states()).length).toBeGreaterThan(1);
    await world.sql(erase, [acme.id, spaceId]);
    expect(await search(world, word)).toEqual([]);
    // That it was there, and when, stays.
    expect(new Set((await states()).map(({ name }) => name))).toEqual(new Set(['–']));
  });
});

describe('a Space whose time has run out', () => {
  test('loses its content, its key and its bytes; its history and all other Spaces stay', async () => {
    const { world, acme, spaceId } = scenario;
    const before = await rowsIn(world, spaceId);
    expect(Object.keys(before).filter((name) => !HISTORY.test(name)).length).toBeGreaterThan(5);
    const others = await rowsIn(world, spaceId, true);
    await world.sql(
      "UPDATE tenancy.space SET deleted_at = now() - interval '30 days', deletes_at = now() - interval '1 second' WHERE space_id = $1",
      [spaceId],
    );
    // What moved elsewhere must be wrapped by its new Space's key first; until then the Space waits.
    const waiting = await world.sql(
      'SELECT 1 FROM files.file_version WHERE key_space_id = $1 AND space_id <> $1',
      [spaceId],
    );
    if (waiting.length > 0) {
      expect(await world.sql('SELECT * FROM tenancy.due_spaces()')).toEqual([]);
      await world.sql(
        'UPDATE files.file_version SET key_space_id = space_id WHERE key_space_id = $1 AND space_id <> $1',
        [spaceId],
      );
    }
    const objects = await world.sql<{ object: string }>(
      'SELECT object FROM files.file_version WHERE space_id = $1',
      [spaceId],
    );
    const query = async (sql: string, params: readonly unknown[] = []) => ({
      rows: await world.sql(sql, params),
    });
    expect(await eraseDue(query, diskStore(disk.folder))).toBe(1);

    const after = await rowsIn(world, spaceId);
    expect(Object.keys(after).filter((name) => !HISTORY.test(name))).toEqual([]);
    expect(after['tenancy.space_grant']).toBe(before['tenancy.space_grant']);
    expect(after['compliance.audit_entry']).toBe(before['compliance.audit_entry']! + 1);
    expect(await rowsIn(world, spaceId, true)).toEqual(others);
    const left: string[] = [];
    for await (const { name } of diskStore(disk.folder).list()) left.push(name.slice(0, 32));
    expect(objects.filter(({ object }) => left.includes(object))).toEqual([]);
    expect(
      await world.sql('SELECT 1 FROM content.document_version WHERE org_id = $1 AND space_id = $2', [
        acme.id,
        spaceId,
      ]),
    ).toEqual([]);
  });
});
