import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type ClonedDatabase } from '../testing/cluster.js';
import { withClient } from './bootstrap.js';
import { markAndCount, readFigures } from './figures.js';

const EVENT = `INSERT INTO platform.outbox_event (topic) VALUES ('test.row')`;
const AUDIT = 'compliance.audit_entry';

describe('the figures of a database', () => {
  let db: ClonedDatabase;
  beforeAll(async () => {
    db = await cloneDatabase();
  });
  afterAll(() => db.drop());

  const events = ({ rows }: { rows: Readonly<Record<string, number>> }) => rows['platform.outbox_event'];

  it('are of a moment in which no change was half-way', async () => {
    await withClient(db.adminUrl, async (writer) => {
      await writer.query('BEGIN');
      await writer.query(EVENT);
      let marked = false;
      const marking = withClient(db.adminUrl, (client) => markAndCount(client, 'a-point', AUDIT));
      void marking.then(() => (marked = true));
      // Longer than it waits for the lock at once: it tries again.
      await sleep(1_200);
      expect(marked).toBe(false);
      await writer.query('COMMIT');
      expect(events((await marking).figures)).toBe(1);
    });
  });

  it('keep nobody from writing while they are counted', async () => {
    await withClient(db.adminUrl, async (client) => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      const before = await readFigures(client, AUDIT);
      await withClient(db.adminUrl, (writer) => writer.query(`SET lock_timeout = '1s'; ${EVENT}`));
      expect(await readFigures(client, AUDIT)).toEqual(before);
      await client.query('COMMIT');
      expect(events(await readFigures(client, AUDIT))).toBe(events(before)! + 1);
      expect(before.migrations.length).toBeGreaterThan(10);
    });
  });
});
