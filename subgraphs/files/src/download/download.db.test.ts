import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#runtime/actor/actor.js';
import { newId } from '#runtime/graphql/ids.js';
import { FRAME_BYTES } from '#runtime/storage/frames.js';
import {
  callRoute,
  createWorld,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { diskOutside, uploaderOf } from '#tests/kit/uploads.js';
import { filesSubgraph } from '../subgraph.js';
import { openLink, sealLink } from './link.js';

const DOWNLOAD =
  'mutation($id: ID!, $number: Int) { downloadFile(fileId: $id, number: $number) { url name size expiresAt } }';

describe('downloading', () => {
  const disk = diskOutside();
  let world: World;
  let ada: Person;
  let vera: Person;
  let mallory: Person;
  let acme: TestOrganization;
  let rival: TestOrganization;
  let space: string;
  let grant: string;
  const bytes = randomBytes(2 * FRAME_BYTES + 500);
  let file: string;

  const link = async (person: Person, id = file, number?: number): Promise<string> => {
    const { data, errors } = await world
      .as(person, acme)
      .at('files')
      .run<{ downloadFile: { url: string } }>(DOWNLOAD, { id, number });
    if (errors[0]) throw new Error(errors[0].extensions.code);
    return data.downloadFile.url.split('/').at(-1)!;
  };
  const fetch = (
    actor: Actor,
    token: string,
    headers: Record<string, string> = {},
    method: 'GET' | 'HEAD' = 'GET',
  ): Promise<Response> => callRoute(world, 'files', 'file', actor, { method, params: { token }, headers });
  const asked = async (headers: Record<string, string>): Promise<Response> =>
    fetch(await world.actor(ada, acme), await link(ada), headers);

  beforeAll(async () => {
    world = await createWorld([filesSubgraph], { outside: disk.outside });
    ada = await world.person('Ada Berg');
    vera = await world.person('Vera Liest');
    mallory = await world.person('Mallory Fremd');
    acme = await world.organization('acme');
    rival = await world.organization('rival');
    await world.join(ada, acme, 'owner');
    await world.join(ada, rival, 'member');
    await world.join(vera, acme, 'member');
    await world.join(mallory, rival, 'owner');
    space = await world.space(acme, 'Policies');
    await world.grant(ada, acme, space, 'manager');
    grant = await world.grant(vera, acme, space, 'viewer');
    file = await uploaderOf(world, ada, acme).whole({ spaceId: space, name: 'Prüfung "2026".bin' }, bytes);
  });
  afterAll(async () => {
    await world.close();
    disk.remove();
  });

  test('is always an attachment that no browser runs', async () => {
    const answer = await asked({});
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="Pr_fung _2026_.bin"; filename*=UTF-8''Pr%C3%BCfung%20_2026_.bin`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
      'content-length': String(bytes.length),
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test.each([
    ['bytes=0-0', 0, 1],
    ['bytes=65535-65536', FRAME_BYTES - 1, FRAME_BYTES + 1],
    ['bytes=-10', 2 * FRAME_BYTES + 490, 2 * FRAME_BYTES + 500],
    ['bytes=131072-', 2 * FRAME_BYTES, 2 * FRAME_BYTES + 500],
    ['bytes=5-9999999', 5, 2 * FRAME_BYTES + 500],
  ])('hands out %s', async (range, start, end) => {
    const answer = await asked({ range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/${bytes.length}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(start, end))).toBe(true);
  });

  test('ignores several ranges and what is malformed, refuses what lies behind the end, and minds If-Range', async () => {
    for (const range of ['bytes=0-1,4-5', 'lines=1-2', 'bytes=9-3', 'bytes=-', 'bytes=abc'])
      expect((await asked({ range })).status, range).toBe(200);
    for (const range of [`bytes=${bytes.length}-`, 'bytes=-0']) {
      const answer = await asked({ range });
      expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
    }
    const etag = (await asked({})).headers.get('etag')!;
    expect((await asked({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
    expect((await asked({ range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
  });

  test('tells with HEAD what GET would, and sends nothing', async () => {
    const answer = await fetch(await world.actor(ada, acme), await link(ada), {}, 'HEAD');
    expect([answer.status, answer.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
    expect(await answer.text()).toBe('');
  });

  test('opens for nobody else, in no other session or Organization, edited, expired or with rights gone', async () => {
    const token = await link(vera);
    const own = await world.actor(vera, acme);
    expect((await fetch(own, token)).status).toBe(200);
    const bodies = new Set<string>();
    const refused = async (actor: Actor, given: string, what: string): Promise<void> => {
      for (const method of ['GET', 'HEAD'] as const)
        for (const headers of [{}, { range: 'bytes=0-3' }] as Record<string, string>[]) {
          const answer = await fetch(actor, given, headers, method);
          expect(answer.status, what).toBe(404);
          bodies.add(await answer.text());
        }
    };
    await refused(await world.actor(ada, acme), token, 'another person');
    await refused(await world.actor(mallory, rival), token, 'another Organization');
    await refused({ ...own, sessionId: newId() as typeof own.sessionId }, token, 'another session');
    for (let place = 0; place < token.length; place += 7) {
      const other = token[place] === 'A' ? 'B' : 'A';
      await refused(own, token.slice(0, place) + other + token.slice(place + 1), `edited at ${place}`);
    }
    await refused(own, '../../etc/passwd', 'no token');
    await refused(own, `${token}A`, 'a longer one');
    const late = new Date(Date.now() + 5 * 60_000 + 1_000);
    expect(openLink(world.keyring, own, token, late)).toBeNull();
    const gone = sealLink(world.keyring, own, { fileId: file, number: 1 }, new Date(Date.now() - 1));
    await refused(own, gone, 'expired');
    const foreign = sealLink(
      world.keyring,
      own,
      { fileId: newId(), number: 1 },
      new Date(Date.now() + 60_000),
    );
    await refused(own, foreign, 'a file that does not exist');
    await world.revoke(grant);
    await refused(own, token, 'revoked, with the rights of before in the passport');
    await refused(await world.actor(vera, acme), token, 'revoked');
    grant = await world.grant(vera, acme, space, 'viewer');
    // What differs is the request's id alone, and that is the same here.
    expect(bodies.size).toBe(1);
    const [{ count }] = (await world.sql<{ count: string }>(
      "SELECT count(*) FROM compliance.audit_entry WHERE action = 'file.open_link' AND outcome = 'denied'",
    )) as [{ count: string }];
    expect(Number(count)).toBeGreaterThan(40);
  });

  test('is refused for a file that is foreign, missing or malformed, with the same words', async () => {
    const texts = await Promise.all(
      [newId(), file, 'x'].map(async (id, index) => {
        const who = index === 1 ? world.as(mallory, rival) : world.as(ada, rival);
        return (await who.at('files').run(DOWNLOAD, { id })).text;
      }),
    );
    expect(new Set(texts).size).toBe(1);
  });

  test('shows pictures that are made anew: no metadata, no size beyond limits, nothing of what is no image', async () => {
    const png = await sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#a33' } })
      .withExif({ IFD0: { Copyright: 'exif-canary' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
      .png()
      .toBuffer();
    const image = await uploaderOf(world, ada, acme).whole({ spaceId: space, name: 'plan.html' }, png);
    for (const [rendition, width] of [
      ['preview', 1600],
      ['thumb', 320],
    ] as const) {
      const answer = await callRoute(world, 'files', rendition, await world.actor(vera, acme), {
        params: { id: image },
      });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp']);
      expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
      const picture = Buffer.from(await answer.arrayBuffer());
      const { width: actual, exif, format } = await sharp(picture).metadata();
      expect([actual, exif, format]).toEqual([width, undefined, 'webp']);
      expect(picture.includes('exif-canary')).toBe(false);
      expect(String(picture.length)).toBe(answer.headers.get('content-length'));
    }
    const svg = await uploaderOf(world, ada, acme).whole(
      { spaceId: space, name: 'picture.png' },
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    );
    for (const [who, organization, id] of [
      [vera, acme, svg],
      [mallory, rival, image],
      [vera, acme, newId()],
      [vera, acme, '../x'],
    ] as const) {
      const actor = await world.actor(who, organization);
      expect((await callRoute(world, 'files', 'preview', actor, { params: { id } })).status).toBe(404);
    }
  });
});
