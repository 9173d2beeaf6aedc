import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#runtime/actor/actor.js';
import { openSessionResolver, type SessionResolver } from '#runtime/db/session-resolver.js';
import { createWorld, type Person, type World } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { openFrontDoor, type FrontDoor } from '#tests/kit/front-door.js';

/** THREATS 22: what one process revoked, every other refuses at the next request. */
describe('two gateways on one database', { timeout: 60_000 }, () => {
  let world: World;
  let sessions: SessionResolver;
  let doors: FrontDoor[] = [];
  beforeAll(async () => {
    world = await createWorld(SUBGRAPHS);
    sessions = openSessionResolver(world.db.logins.kopexa_gateway, 2);
    doors = [await openFrontDoor(world), await openFrontDoor(world)];
  });
  afterAll(async () => {
    for (const door of doors) await door.close();
    await sessions.close();
    await world.close();
  });

  const knows = async (door: FrontDoor, person: Person): Promise<boolean> => {
    const { data } = await door.run('Me', {}, { person });
    return (data?.['me'] ?? null) !== null;
  };
  /** Whether the second gateway still knows a session after the first one ended it. */
  const lives = async (name: string, second: FrontDoor): Promise<boolean> => {
    const person = await world.person(name);
    expect([await knows(doors[0]!, person), await knows(second, person)]).toEqual([true, true]);
    const { errors } = await doors[0]!.run('SignOut', {}, { person });
    expect(errors).toEqual([]);
    expect(await knows(doors[0]!, person)).toBe(false);
    return knows(second, person);
  };

  test('refuse a session at the very next request, whichever of them ended it', async () => {
    for (let turn = 0; turn < 10; turn += 1) expect(await lives(`Ada ${turn}`, doors[1]!)).toBe(false);
  });

  test('would not, if one of them remembered who asked', async () => {
    const known = new Map<string, Promise<Actor>>();
    const forgetful = await openFrontDoor(world, {
      resolveSession: (hash, ...rest) => {
        const key = hash?.toString('hex') ?? '';
        const actor = known.get(key) ?? sessions.resolve(hash, ...rest);
        known.set(key, actor);
        return actor;
      },
    });
    doors.push(forgetful);
    const person = await world.person('Bob');
    expect(await knows(forgetful, person)).toBe(true);
    await doors[0]!.run('SignOut', {}, { person });
    const { errors } = await forgetful.run('Sessions', {}, { person });
    expect(errors.map(({ extensions }) => extensions['code'])).not.toContain('UNAUTHENTICATED');
  });
});
