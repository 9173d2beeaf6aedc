import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '../testing/world.js';
import { openDoor, type Door } from './door.js';
import { countStatements } from './statistics.js';

describe('the door to the database', () => {
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

  const names = (ctx: string) => door.read<{ name: string }>(ctx, 'SELECT name FROM tenancy.organization');

  it('reads in one round trip', async () => {
    const counts = countStatements();
    expect(await names(context)).toEqual([{ name: 'Organization acme' }]);
    expect(counts.stop()).toMatchObject({ roundTrips: 1, statements: 2 });
  });

  it('leaves nothing behind on the connection: without a context there are no rows', async () => {
    expect(await names('')).toEqual([]);
  });

  it.each([
    [
      'another Organization',
      (c: string) => c.replace(/^((?:[^.]+\.){4})[^.]+/, '$101890000-0000-7000-8000-000000000000'),
    ],
    ['a later end', (c: string) => c.replace(/\.(\d{10})\./, '.9999999999.')],
    ['a higher assurance', (c: string) => c.replace(/\.2\./, '.3.')],
    ['no MAC', (c: string) => c.split('.').slice(0, 7).join('.')],
    ['an empty MAC', (c: string) => `${c.split('.').slice(0, 7).join('.')}.`],
  ])('gives no row for a context forged with %s', async (_name, forge) => {
    await expect(names(forge(context))).rejects.toMatchObject({ code: 'KX001' });
  });

  it('gives no row for a context whose 60 seconds are over', async () => {
    const [row] = await world.sql<{ expired: string }>(
      "SELECT platform.mint_context('user', $1, NULL, $2, 2::smallint, -1) AS expired",
      [ada.id, acme.id],
    );
    await expect(names(row!.expired)).rejects.toMatchObject({ code: 'KX001' });
  });

  it('refuses to write while reading', async () => {
    await expect(door.read(context, "UPDATE tenancy.organization SET name = 'x'")).rejects.toMatchObject({
      code: '25006',
    });
  });

  it('works on after an error, with the same statement', async () => {
    const divide = (by: number) => door.read<{ q: number }>(context, 'SELECT 10 / $1::int AS q', [by]);
    await expect(divide(0)).rejects.toMatchObject({ code: '22012' });
    expect(await divide(5)).toEqual([{ q: 2 }]);
    await expect(door.read(context, 'SELECT nothing FROM nowhere')).rejects.toMatchObject({ code: '42P01' });
    expect(await divide(2)).toEqual([{ q: 5 }]);
  });

  it('mixes up no context when 16 tenants share 2 connections', async () => {
    const tenants = await Promise.all(
      Array.from({ length: 16 }, async (_unused, index) => {
        const organization = await world.organization(`tenant-${index}`);
        await world.join(ada, organization, 'member');
        return { organization, context: (await world.actor(ada, organization)).context };
      }),
    );
    const answers = await Promise.all(
      Array.from({ length: 320 }, async (_unused, index) => {
        const { organization, context: ctx } = tenants[index % 16]!;
        if (index % 7 === 0) await expect(door.read(ctx, 'SELECT 1 / 0')).rejects.toThrow();
        const [row] = await names(ctx);
        return row?.name === `Organization ${organization.slug}`;
      }),
    );
    expect(answers.every(Boolean)).toBe(true);
  });

  it('has a login that can reach neither the key nor a role that owns tables', async () => {
    await expect(door.read(context, 'SELECT * FROM platform.context_key')).rejects.toMatchObject({
      code: '42501',
    });
    await expect(door.read(context, 'SET ROLE kopexa_owner')).rejects.toMatchObject({ code: '42501' });
    await expect(
      door.read(context, "SELECT platform.mint_context('user', NULL, NULL, NULL, 2::smallint, 60)"),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
