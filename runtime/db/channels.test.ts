import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../testing/world.js';
import { openDoor, type Door } from './door.js';

/** What docs/security/database-channels.md says is closed to a login that runs statements of its own. */
describe('side channels of the database', () => {
  let world: World;
  let door: Door;
  let context: string;

  beforeAll(async () => {
    world = await createWorld([]);
    const [ada, acme] = [await world.person('Ada'), await world.organization('acme')];
    await world.join(ada, acme, 'owner');
    await world.space(await world.organization('canary-slug'), 'canary-space');
    await world.sql('ANALYZE');
    context = (await world.actor(ada, acme)).context;
    door = await openDoor({ url: world.db.logins.kopexa_tenancy, entities: [], poolSize: 2 });
  });
  afterAll(async () => {
    await door.close();
    await world.close();
  });

  it('show no statistics of columns under row-level security', async () => {
    expect(
      await door.read(context, "SELECT * FROM pg_stats WHERE schemaname IN ('tenancy', 'identity')"),
    ).toEqual([]);
    await expect(door.read(context, 'SELECT * FROM pg_statistic')).rejects.toMatchObject({ code: '42501' });
  });

  it('show no statements of other logins, and none with their values', async () => {
    const seen = await door.read<{ query: string }>(context, 'SELECT query FROM pg_stat_activity');
    const texts = seen.map(({ query }) => query ?? '').join('\n');
    expect(texts).not.toContain('kx1.');
    expect(texts).not.toContain('canary');
  });

  it('do not name foreign values in plans or in errors of keys', async () => {
    const plan = await door.read(context, "EXPLAIN SELECT * FROM tenancy.space WHERE name LIKE 'c%'");
    expect(JSON.stringify(plan)).not.toContain('canary');
    const update = door.write(context, { alone: false }, (tx) =>
      tx.query("UPDATE tenancy.organization SET org_id = gen_random_uuid() WHERE slug = 'canary-slug'"),
    );
    await expect(update).rejects.toMatchObject({ code: '42501' });
  });

  it('have the Organization in every key, but for names and tokens that are unique to the installation', async () => {
    const rows = await world.sql<{ key: string }>(
      `SELECT c.conrelid::regclass || ': ' || pg_get_constraintdef(c.oid) AS key FROM pg_constraint c
        WHERE c.contype IN ('u', 'f') AND c.connamespace = ANY('{tenancy,content,compliance}'::regnamespace[])
          AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attname = 'org_id')
          AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attname = 'org_id' AND a.attnum = ANY(c.conkey))
          AND pg_get_constraintdef(c.oid) !~ 'REFERENCES tenancy\\.(role|setting_definition)\\('
        ORDER BY 1`,
    );
    expect(rows.map(({ key }) => key)).toEqual(['tenancy.organization: UNIQUE (slug)']);
  });
});
