import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import type { Person } from '#runtime/testing/world.js';
import { openFrontDoor, type FrontDoor } from '#tests/kit/front-door.js';
import { createScenario, must, type Scenario } from '#tests/kit/scenario.js';
import { uploaderOf, type Begun } from '#tests/kit/uploads.js';

const TUS = { 'tus-resumable': '1.0.0', 'x-kopexa-client': 'web' };
const BYTES = { 'content-type': 'application/offset+octet-stream' };

describe('files through the front door', { timeout: 60_000 }, () => {
  let scenario: Scenario;
  let door: FrontDoor;
  let grant: string;
  const canary = `kanarie-${randomBytes(8).toString('hex')}`;
  let file: string;
  let image: string;

  beforeAll(async () => {
    scenario = await createScenario();
    door = await openFrontDoor(scenario.world, { rightsEveryMs: 150 });
    const { world, acme, ada, max, spaceId } = scenario;
    grant = await world.grant(max, acme, spaceId, 'viewer');
    const by = uploaderOf(world, ada, acme);
    file = await by.whole({ spaceId, name: 'vertrag.html' }, Buffer.from(`<script>${canary}</script>`));
    const pixels = sharp({ create: { width: 600, height: 400, channels: 3, background: '#258' } });
    image = await by.whole({ spaceId, name: 'bild.png' }, await pixels.png().toBuffer());
  });
  afterAll(async () => {
    await door.close();
    await scenario.world.close();
  });

  const ask = (
    path: string,
    person: Person | null,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string>; half?: boolean } = {},
  ): Promise<Response> => {
    const { port } = new URL(door.gateway.url);
    const token = init.half ? person?.halfToken : person?.token;
    const cookie = person ? { cookie: `kopexa_session_${port}=${token}` } : {};
    return fetch(door.gateway.url + path, {
      redirect: 'manual',
      ...init,
      headers: { ...init.headers, ...cookie },
    });
  };
  const link = async (person: Person, id = file): Promise<string> => {
    const { world, acme } = scenario;
    const DOWNLOAD = 'mutation($id: ID!) { downloadFile(fileId: $id) { url } }';
    return (await must<{ url: string }>(world.as(person, acme).at('files').run(DOWNLOAD, { id }))).url;
  };
  const begin = async (size: number): Promise<Begun> => {
    const { world, acme, ada, spaceId } = scenario;
    const by = uploaderOf(world, ada, acme);
    return (await by.begin({ spaceId, name: 'neu.bin', size })).data.beginFileUpload;
  };

  test('are uploaded in pieces by tus, and cancelled', async () => {
    const { ada } = scenario;
    const bytes = randomBytes(5_000_000);
    const { url } = await begin(bytes.length);
    const patch = (offset: number, body: Buffer<ArrayBuffer>) =>
      ask(url, ada, {
        method: 'PATCH',
        body,
        headers: { ...TUS, ...BYTES, 'upload-offset': String(offset) },
      });
    const first = await patch(0, bytes.subarray(0, 4_194_304));
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '4194304']);
    const head = await ask(url, ada, { method: 'HEAD', headers: TUS });
    expect([head.status, head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([
      ...[200, '4194304', '5000000'],
    ]);
    expect((await patch(0, bytes.subarray(0, 10))).status).toBe(409);
    expect((await patch(4_194_304, bytes.subarray(4_194_304))).status).toBe(204);
    const complete = await ask(url, ada, { method: 'HEAD', headers: TUS });
    expect(complete.headers.get('upload-offset')).toBe('5000000');

    const other = await begin(10);
    expect((await ask(other.url, ada, { method: 'DELETE', headers: TUS })).status).toBe(204);
    expect((await ask(other.url, ada, { method: 'HEAD', headers: TUS })).status).toBe(404);
  });

  test('are taken from nobody else, no other site, and no half session', async () => {
    const { ada, max, eve } = scenario;
    const { url } = await begin(10);
    const body = Buffer.alloc(10);
    const headers = { ...TUS, ...BYTES, 'upload-offset': '0' };
    const send = (person: Person | null, path = url, extra: object = {}) =>
      ask(path, person, { method: 'PATCH', body, headers, ...extra });
    expect((await send(null)).status).toBe(401);
    expect((await send(ada, url, { half: true })).status).toBe(403);
    expect((await send(max)).status).toBe(404);
    expect((await send(eve)).status).toBe(404);
    expect((await send(ada, url.replace('/acme/', '/rival/'))).status).toBe(404);
    expect((await send(ada, url.replace(/[^/]+$/, newId()))).status).toBe(404);
    expect((await send(ada, url.replace(/[^/]+$/, '..%2f..%2fetc'))).status).toBe(404);
    const { 'x-kopexa-client': _, ...without } = headers;
    expect((await send(ada, url, { headers: without })).status).toBe(403);
    expect((await send(ada, url, { headers: { ...headers, 'sec-fetch-site': 'cross-site' } })).status).toBe(
      403,
    );
    expect((await send(ada, url, { headers: { ...headers, origin: 'https://evil.example' } })).status).toBe(
      403,
    );
    expect((await send(ada)).status).toBe(204);
  });

  test('come out as attachments under a policy of their own', async () => {
    const answer = await ask(await link(scenario.ada), scenario.ada);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="vertrag.html"; filename*=UTF-8''vertrag.html`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
      'accept-ranges': 'bytes',
    });
    expect(await answer.text()).toContain(canary);
    const part = await ask(await link(scenario.ada), scenario.ada, { headers: { range: 'bytes=0-7' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      ...[206, `bytes 0-7/${canary.length + 17}`, '<script>'],
    ]);
    const head = await ask(await link(scenario.ada), scenario.ada, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(canary.length + 17)]);
  });

  test('stay shut by link and by picture: foreign, edited, without a session, from elsewhere, after revocation', async () => {
    const { ada, max, eve, world, acme, spaceId } = scenario;
    const path = await link(max);
    const picture = `/o/acme/files/${image}/preview`;
    expect((await ask(path, max)).status).toBe(200);
    expect((await ask(picture, max)).headers.get('content-type')).toBe('image/webp');
    const texts: string[] = [];
    const shut = async (
      expected: number,
      to: string,
      person: Person | null,
      init: Parameters<typeof ask>[2] = {},
    ) => {
      for (const method of ['GET', 'HEAD'] as const)
        for (const range of [{}, { range: 'bytes=0-9' }] as Record<string, string>[]) {
          const answer = await ask(to, person, { ...init, method, headers: { ...init.headers, ...range } });
          expect(answer.status, `${method} ${to}`).toBe(expected);
          const text = await answer.text();
          expect(text).not.toContain(canary);
          if (expected === 404 && method === 'GET') texts.push(text.replace(/"requestId":"[^"]+"/, ''));
        }
    };
    await shut(404, path, ada);
    await shut(404, path, eve);
    await shut(404, path.replace('/acme/', '/rival/'), eve);
    await shut(404, path.replace('/acme/', '/rival/'), max);
    await shut(404, `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`, max);
    await shut(404, picture, eve);
    await shut(404, picture.replace(image, newId()), max);
    await shut(404, `/o/acme/files/${file}/preview`, max);
    await shut(401, path, null);
    await shut(401, picture, null);
    await shut(403, path, max, { half: true });
    await shut(403, path, max, { headers: { 'sec-fetch-site': 'cross-site' } });
    await world.revoke(grant);
    await shut(404, path, max);
    await shut(404, picture, max);
    grant = await world.grant(max, acme, spaceId, 'viewer');
    expect(new Set(texts).size).toBe(1);
  });

  test('stop in the middle when the right is lost', async () => {
    const { ada, max, world, acme, spaceId } = scenario;
    const big = await uploaderOf(world, ada, acme).whole(
      { spaceId, name: 'gross.bin' },
      randomBytes(24 * 1024 * 1024),
    );
    const answer = await ask(await link(max, big), max);
    const reader = answer.body!.getReader();
    let read = (await reader.read()).value?.length ?? 0;
    await world.revoke(grant);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await expect(
      (async () => {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          read += value.length;
        }
      })(),
    ).rejects.toThrow();
    expect(read).toBeLessThan(24 * 1024 * 1024);
    grant = await world.grant(max, acme, spaceId, 'viewer');
  });

  test('make profile pictures that colleagues see and strangers do not', async () => {
    const { ada, max, eve } = scenario;
    const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#852' } })
      .jpeg()
      .toBuffer();
    const post = (headers: Record<string, string>, person: Person | null = ada, half = false) =>
      ask('/account/avatar', person, {
        method: 'POST',
        body: new Uint8Array(photo),
        headers: { ...BYTES, ...headers },
        half,
      });
    expect((await post({})).status).toBe(403);
    expect((await post(TUS, null)).status).toBe(401);
    expect((await post(TUS, ada, true)).status).toBe(403);
    const answer = await post(TUS);
    expect(answer.status).toBe(200);
    const { avatarUrl } = (await answer.json()) as { avatarUrl: string };
    expect((await ask(avatarUrl, max)).headers.get('content-type')).toBe('image/webp');
    const refused = await Promise.all(
      [avatarUrl, `/people/${max.id}/avatar`, `/people/${newId()}/avatar`, '/people/x/avatar'].map(
        async (path) => {
          const each = await ask(path, eve);
          return `${each.status} ${(await each.text()).replace(/"requestId":"[^"]+"/, '')}`;
        },
      ),
    );
    expect(new Set(refused).size).toBe(1);
    expect(refused[0]).toMatch(/^404 /);
    expect((await ask(avatarUrl, null)).status).toBe(401);
  });
});
