import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import type { AuditFilter } from './audit-entry.js';
import { where } from './audit-entry.repository.js';

describe('the login of compliance', () => {
  let world: World;
  let ada: Person;
  let acme: TestOrganization;
  let space: string;
  beforeAll(async () => {
    world = await createWorld([]);
    ada = await world.person('Ada Berg');
    acme = await world.organization('acme');
    await world.join(ada, acme, 'owner');
    space = await world.space(acme, 'Richtlinien');
  });
  afterAll(() => world.close());

  test('cannot write, change or remove entries', async () => {
    const client = new pg.Client(world.db.logins.kopexa_compliance);
    await client.connect();
    try {
      for (const sql of [
        'DELETE FROM compliance.audit_entry',
        "UPDATE compliance.audit_entry SET action = 'a.b'",
        'TRUNCATE compliance.audit_entry',
        "INSERT INTO compliance.audit_entry (actor_kind, action, subject_type, outcome, request_id, operation) VALUES ('job', 'a.b', 'X', 'ok', 'r', 'o')",
        'SELECT compliance.ensure_audit_partitions()',
      ]) {
        await expect(client.query(sql), sql).rejects.toThrow(/permission denied/);
      }
      const partitions = await client.query<{ name: string }>(
        "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'compliance.audit_entry'::regclass",
      );
      expect(partitions.rows.length).toBeGreaterThanOrEqual(5);
      for (const { name } of partitions.rows) {
        await expect(client.query(`SELECT * FROM ${name}`), name).rejects.toThrow(/permission denied/);
      }
    } finally {
      await client.end();
    }
  });

  test('reads every filter by an index', async () => {
    await world.sql(
      `INSERT INTO compliance.audit_entry (entry_id, at, org_id, space_id, actor_kind, actor_id, action, subject_type,
         subject_id, outcome, request_id, operation)
       SELECT uuidv7(), now() - n * interval '1 second', CASE n % 2 WHEN 0 THEN $1::uuid ELSE $2::uuid END, NULL, 'user',
         md5((n % 500)::text)::uuid, 'noun.verb' || chr(97 + n % 26), 'Type' || n % 40, md5((n % 5000)::text)::uuid,
         CASE n % 200 WHEN 0 THEN 'denied' ELSE 'ok' END, 'bulk', 'Bulk'
         FROM generate_series(1, 60000) n`,
      [acme.id, newId()],
    );
    await world.sql('ANALYZE compliance.audit_entry');
    const scope = { orgId: acme.id, organization: true, spaceIds: [space] };
    const filters: AuditFilter[] = [
      {},
      { from: '2026-11-01T00:00:00Z', to: new Date().toISOString() },
      { actorId: newId() },
      { actions: ['document.publish'] },
      { subjectId: newId() },
      { subjectType: 'Document' },
      { spaceId: space },
      { outcome: 'denied' },
    ];
    const plans = await Promise.all(filters.map((filter) => explain(filter)));
    for (const [index, plan] of plans.entries()) {
      // An empty partition is scanned for nothing.
      expect(plan, JSON.stringify(filters[index])).not.toMatch(
        /Seq Scan on audit_entry_\w+ \w+ +\(cost=\S+ rows=(?!1 )/,
      );
      expect(plan, JSON.stringify(filters[index])).toMatch(/Index/);
    }

    /** As the login, with a context: what row-level security adds belongs to the plan. */
    async function explain(filter: AuditFilter): Promise<string> {
      const client = new pg.Client(world.db.logins.kopexa_compliance);
      await client.connect();
      try {
        const actor = await world.actor(ada, acme);
        await client.query("SELECT set_config('kopexa.context', $1, false)", [actor.context]);
        const { sql, params } = where(scope, filter, ['2026-11-25T00:00:00.000000Z', newId()]);
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(
          `EXPLAIN SELECT e.entry_id FROM compliance.audit_entry e ${sql} ORDER BY e.at DESC, e.entry_id DESC LIMIT 51`,
          [...params],
        );
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      } finally {
        await client.end();
      }
    }
  });
});
