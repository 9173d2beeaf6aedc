import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from '#runtime/testing/world.js';
import { complianceSubgraph } from '../subgraph.js';
import { plant } from '#tests/kit/plant-entry.js';

describe('the upkeep of the audit trail', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([complianceSubgraph]);
  });
  afterAll(() => world.close());

  const asWorker = async <T extends object>(sql: string): Promise<T[]> => {
    const client = new pg.Client(world.db.logins.kopexa_worker);
    await client.connect();
    try {
      return (await client.query<T>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const partitions = (): Promise<{ name: string; forced: boolean; readers: string | null }[]> =>
    world.sql(
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced, c.relacl::text AS readers
         FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'compliance.audit_entry'::regclass ORDER BY 1`,
    );

  test('makes partitions three months ahead, each with forced row-level security and no reader', async () => {
    const [newest] = (await partitions()).slice(-1);
    await world.sql(`DROP TABLE compliance.${newest!.name}`);
    await asWorker('SELECT compliance.ensure_audit_partitions()');
    await asWorker('SELECT compliance.ensure_audit_partitions()');
    const now = await partitions();
    expect(now.map(({ name }) => name)).toContain(newest!.name);
    expect(now.length).toBeGreaterThanOrEqual(5);
    for (const { name, forced, readers } of now) {
      expect(forced, name).toBe(true);
      expect(readers ?? '', name).not.toMatch(
        /kopexa_(gateway|worker|identity|tenancy|content|compliance|definer)=/,
      );
    }
  });

  test('lets addresses go after 90 days and keeps the entries', async () => {
    const organization = await world.organization('acme');
    const day = 86_400_000;
    const recent = await plant(world, { orgId: organization.id, ip: '192.0.2.1' });
    const old = await plant(world, { orgId: organization.id, ip: '192.0.2.2' });
    await world.sql('UPDATE compliance.audit_origin SET at = $2 WHERE entry_id = $1', [
      old,
      new Date(Date.now() - 91 * day),
    ]);
    const [{ gone } = { gone: 0 }] = await asWorker<{ gone: number }>(
      'SELECT compliance.expire_audit_origins()::int AS gone',
    );
    expect(gone).toBe(1);
    const kept = await world.sql<{ entry_id: string }>('SELECT entry_id FROM compliance.audit_origin');
    expect(kept.map((row) => row.entry_id)).toEqual([recent]);
    const [entries] = await world.sql<{ count: number }>('SELECT count(*)::int FROM compliance.audit_entry');
    expect(entries!.count).toBe(2);
  });
});
