import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../testing/world.js';
import { listen } from './worker-connections.js';

let world: World;
beforeAll(async () => (world = await createWorld([])));
afterAll(() => world.close());

const connections = () =>
  world.sql<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN kopexa_outbox'`);
const notify = () => world.sql('NOTIFY kopexa_outbox');

it('A listener hears again after its connection was lost, and looks for what it missed', async () => {
  let heard = 0;
  const reported: unknown[] = [];
  const listener = await listen(
    world.db.logins.kopexa_worker,
    'kopexa_outbox',
    () => (heard += 1),
    (error) => reported.push(error),
  );
  await notify();
  await expect.poll(() => heard).toBe(1);
  const [first] = await connections();
  await world.sql('SELECT pg_terminate_backend($1)', [first!.pid]);
  // Once by itself: it was deaf for a while.
  await expect.poll(() => heard, { timeout: 5_000 }).toBe(2);
  await notify();
  await expect.poll(() => heard).toBe(3);
  expect(reported.length).toBeGreaterThan(0);
  await listener.stop();
  await expect.poll(connections).toEqual([]);
});
