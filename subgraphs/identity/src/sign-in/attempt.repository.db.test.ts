import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '#runtime/testing/world.js';
import { identitySubgraph } from '../subgraph.js';

const RESERVE = 'SELECT identity.reserve_attempt(ARRAY[$1::bytea], ARRAY[5], ARRAY[900]) AS wait';

describe('attempts at the same time', () => {
  let world: World;
  let [first, second]: pg.Client[] = [];
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
    const connectionString = world.db.logins.kopexa_identity;
    [first, second] = [new pg.Client({ connectionString }), new pg.Client({ connectionString })];
    await Promise.all([first.connect(), second.connect()]);
  });
  afterAll(async () => {
    await Promise.all([first?.end(), second?.end()]);
    await world.close();
  });

  it('wait for each other, and having waited is not having come too early', async () => {
    const key = randomBytes(32);
    await first!.query('BEGIN');
    await first!.query(RESERVE, [key]);
    const waiting = second!.query<{ wait: number }>(RESERVE, [key]);
    await expect
      .poll(() => world.sql("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"))
      .not.toEqual([]);
    await first!.query(RESERVE, [key]);
    await first!.query('COMMIT');
    expect((await waiting).rows).toEqual([{ wait: 0 }]);
    expect(await world.sql('SELECT failures FROM identity.attempt WHERE attempt_key = $1', [key])).toEqual([
      { failures: 3 },
    ]);
  });
});
