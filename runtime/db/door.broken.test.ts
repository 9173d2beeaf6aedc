import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '../testing/world.js';
import { openDoor, type Door } from './door.js';

/** Every case ends with as many working connections as there were: nothing hangs, nothing leaks. */
describe('the door when connections and statements break', () => {
  let world: World;
  let door: Door;
  let ada: Person;
  let acme: TestOrganization;
  let context: string;

  beforeAll(async () => {
    world = await createWorld([]);
    ada = await world.person('Ada Lange');
    acme = await world.organization('acme');
    await world.join(ada, acme, 'owner');
    door = await openDoor({ url: world.db.logins.kopexa_tenancy, entities: [], poolSize: 2 });
    context = (await world.actor(ada, acme)).context;
  });
  afterAll(async () => {
    await door.close();
    await world.close();
  });

  const kill = () =>
    world.sql(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'kopexa_tenancy' AND datname = current_database()",
    );
  const works = async (): Promise<void> => {
    const read = () => door.read<{ one: number }>(context, 'SELECT 1 AS one, pg_sleep(0.05)');
    const write = () => door.write(context, { alone: false }, (tx) => tx.query('SELECT 1 AS one'));
    for (const answer of await Promise.all([read(), read(), write(), write(), read(), write()]))
      expect(answer).toMatchObject([{ one: 1 }]);
  };

  it('refuses a read whose connection is lost on the way', { timeout: 10_000 }, async () => {
    for (let round = 0; round < 3; round += 1) {
      const read = door.read(context, 'SELECT pg_sleep(20)');
      const refused = expect(read).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await sleep(200);
      await kill();
      await refused;
    }
    await works();
  });

  it('gives the connection of a lost transaction back, however often', { timeout: 10_000 }, async () => {
    for (let round = 0; round < 3; round += 1) {
      const write = door.write(context, { alone: false }, async (tx) => {
        await kill();
        await sleep(100);
        return tx.query('SELECT 1');
      });
      await expect(write).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    }
    await works();
  });

  it('gives the connection of an overlong transaction back', { timeout: 20_000 }, async () => {
    const slow = () => door.write(context, { alone: false }, () => sleep(5_300));
    for (const result of await Promise.allSettled([slow(), slow()])) expect(result.status).toBe('rejected');
    await works();
  });

  it('refuses a read that takes too long', { timeout: 10_000 }, async () => {
    await expect(door.read(context, 'SELECT pg_sleep(9)')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await works();
  });

  it('tells why a commit failed and works on', async () => {
    await world.sql(`CREATE TABLE tenancy.late (n int PRIMARY KEY);
      CREATE TABLE tenancy.later (n int REFERENCES tenancy.late DEFERRABLE INITIALLY DEFERRED);
      GRANT INSERT ON tenancy.later TO kopexa_tenancy`);
    for (let round = 0; round < 3; round += 1) {
      const write = door.write(context, { alone: false }, (tx) =>
        tx.query('INSERT INTO tenancy.later VALUES (1)'),
      );
      await expect(write).rejects.toMatchObject({ code: '23503' });
    }
    await works();
  });

  it('refuses a parameter that cannot be sent, before anything is sent', async () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    for (let round = 0; round < 3; round += 1)
      await expect(door.read(context, 'SELECT $1::jsonb', [circular])).rejects.toThrow('circular');
    await works();
  });

  it('prepares a statement again when a migration changed what it returns', async () => {
    const one = await openDoor({ url: world.db.logins.kopexa_tenancy, entities: [], poolSize: 1 });
    await world.sql('CREATE TABLE tenancy.wide (n int); GRANT SELECT ON tenancy.wide TO kopexa_tenancy');
    const all = () => one.read(context, 'SELECT * FROM tenancy.wide');
    expect(await all()).toEqual([]);
    await world.sql('ALTER TABLE tenancy.wide ADD COLUMN m text; INSERT INTO tenancy.wide VALUES (1)');
    expect(await all()).toEqual([{ n: 1, m: null }]);
    await one.close();
  });

  it('keeps few prepared statements however many texts there are', async () => {
    const one = await openDoor({ url: world.db.logins.kopexa_tenancy, entities: [], poolSize: 1 });
    for (let n = 0; n < 300; n += 1) expect(await one.read(context, `SELECT ${n} AS n`)).toEqual([{ n }]);
    expect(await one.read(context, 'SELECT 0 AS n')).toEqual([{ n: 0 }]);
    const [row] = await one.read<{ count: number }>(
      context,
      'SELECT count(*)::int AS count FROM pg_prepared_statements',
    );
    expect(row!.count).toBeLessThanOrEqual(201);
    await one.close();
  });
});
