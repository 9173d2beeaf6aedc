import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callRoute, createWorld, type Person, type World } from '#runtime/testing/world.js';
import { diskOutside } from '#tests/kit/uploads.js';
import { filesSubgraph } from '../subgraph.js';

describe('profile pictures', () => {
  const disk = diskOutside();
  let world: World;
  let ada: Person;
  let ben: Person;
  let mallory: Person;
  let membership: { org: string };

  const set = async (person: Person, bytes: Buffer): Promise<Response> =>
    callRoute(
      world,
      'files',
      'set-avatar',
      await world.actor(person),
      { method: 'POST' },
      ReadableStream.from([bytes]),
    );
  const get = async (person: Person, id: string): Promise<Response> =>
    callRoute(world, 'files', 'avatar', await world.actor(person), { params: { id } });
  const url = async (person: Person, id: string): Promise<string | null | undefined> => {
    const { data } = await world
      .as(person)
      .at('files')
      .run<{ _entities: ({ avatarUrl: string | null } | null)[] }>(
        'query($of: [_Any!]!) { _entities(representations: $of) { ... on User { id avatarUrl } } }',
        { of: [{ __typename: 'User', id }] },
      );
    return data._entities[0]?.avatarUrl;
  };

  beforeAll(async () => {
    world = await createWorld([filesSubgraph], { outside: disk.outside });
    ada = await world.person('Ada Berg');
    ben = await world.person('Ben Kollege');
    mallory = await world.person('Mallory Fremd');
    const acme = await world.organization('acme');
    const rival = await world.organization('rival');
    membership = { org: acme.id };
    await world.join(ada, acme, 'owner');
    await world.join(ben, acme, 'member');
    await world.join(mallory, rival, 'owner');
  });
  afterAll(async () => {
    await world.close();
    disk.remove();
  });

  test('are square, made anew, seen by colleagues and by nobody else, and gone with the membership', async () => {
    const photo = await sharp({ create: { width: 900, height: 400, channels: 3, background: '#3a7' } })
      .withExif({ IFD0: { Copyright: 'exif-canary' } })
      .jpeg()
      .toBuffer();
    const answer = await set(ada, photo);
    expect(answer.status).toBe(200);
    const { avatarUrl } = (await answer.json()) as { avatarUrl: string };
    expect(avatarUrl).toMatch(new RegExp(`^/people/${ada.id}/avatar\\?v=[0-9a-f]{8}$`));
    for (const person of [ada, ben]) {
      expect(await url(person, ada.id)).toBe(avatarUrl);
      const picture = Buffer.from(await (await get(person, ada.id)).arrayBuffer());
      const { width, height, format, exif } = await sharp(picture).metadata();
      expect([width, height, format, exif]).toEqual([256, 256, 'webp', undefined]);
    }
    expect(await url(mallory, ada.id)).toBeUndefined();
    const [foreign, none] = [await get(mallory, ada.id), await get(mallory, ben.id)];
    expect([foreign.status, await foreign.text()]).toEqual([404, await none.text()]);
    await world.sql('UPDATE tenancy.membership SET valid_to = now() WHERE org_id = $1 AND account_id = $2', [
      membership.org,
      ben.id,
    ]);
    expect((await get(ben, ada.id)).status).toBe(404);
    expect(await url(ben, ada.id)).toBeUndefined();
    const [entry] = await world.sql(
      "SELECT * FROM compliance.audit_entry WHERE action = 'account.set_avatar'",
    );
    expect(entry).toMatchObject({ actor_id: ada.id, subject_id: ada.id, outcome: 'ok' });
  });

  test('are refused when they are no image, too large, or a bomb', async () => {
    expect((await set(ada, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).status).toBe(400);
    expect((await set(ada, Buffer.alloc(9 * 1024 * 1024))).status).toBe(413);
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(8 * 1024 * 1024);
    expect((await set(ada, bomb)).status).toBe(400);
  });

  test('are removed by their person, with the bytes’ key', async () => {
    const { errors } = await world.as(ada).at('files').run('mutation { removeAvatar }');
    expect(errors).toEqual([]);
    expect((await get(ada, ada.id)).status).toBe(404);
    expect(await world.sql('SELECT 1 FROM files.avatar')).toEqual([]);
  });
});
