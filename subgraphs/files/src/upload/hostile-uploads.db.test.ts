import { createHash, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FRAME_BYTES } from '#runtime/storage/frames.js';
import {
  callRoute,
  createWorld,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { hostileUploads } from '#tests/kit/hostile-uploads.js';
import { diskOutside, uploaderOf, type Uploader } from '#tests/kit/uploads.js';
import { filesSubgraph } from '../subgraph.js';

/** What a browser could run, or take for something that it runs, if it came inline. */
const RUNNABLE = /html|svg|[/+]xml|javascript|pdf|x-shockwave|wasm/;
// eslint-disable-next-line no-control-regex -- control characters are what must not be there
const NAME = /^[^\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069/\\]{1,255}$/;

describe('hostile uploads', () => {
  const disk = diskOutside();
  let world: World;
  let ada: Person;
  let acme: TestOrganization;
  let space: string;
  let by: Uploader;

  beforeAll(async () => {
    world = await createWorld([filesSubgraph], { outside: disk.outside });
    ada = await world.person('Ada Berg');
    acme = await world.organization('acme');
    await world.join(ada, acme, 'owner');
    space = await world.space(acme, 'Policies');
    await world.grant(ada, acme, space, 'manager');
    by = uploaderOf(world, ada, acme);
  });
  afterAll(async () => {
    await world.close();
    disk.remove();
  });

  const corpus = hostileUploads();

  test('are many', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(100);
    expect(new Set(corpus.map(({ title }) => title)).size).toBe(corpus.length);
  });

  test.each(corpus.map((upload) => [upload.title, upload] as const))('%s', async (_title, upload) => {
    const { name, bytes, expect: outcome, picture: pictured } = upload;
    const begun = await by.begin({ spaceId: space, name, size: bytes.length });
    if (begun.errors[0]) {
      expect(outcome).not.toBe('stored');
      expect(begun.errors[0].extensions.code).toBe('INVALID_INPUT');
      return;
    }
    expect(outcome).not.toBe('refused');
    const { id, fileId, name: cleaned } = begun.data.beginFileUpload;
    expect(cleaned).toMatch(NAME);
    expect(Buffer.byteLength(cleaned)).toBeLessThanOrEqual(255);
    const sent = await by.send(id, 0, bytes);
    expect(sent.status, await sent.text()).toBe(204);

    const FILE = 'query($id: ID!) { file(id: $id) { name size mediaType sha256 image { previewUrl } } }';
    const { data } = await world
      .as(ada, acme)
      .at('files')
      .run<{ file: { name: string; sha256: string; image: object | null } }>(FILE, {
        id: fileId,
      });
    const { sha256, image } = data.file;
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    if (pictured === 'never') expect(image).toBeNull();

    const actor = await world.actor(ada, acme);
    const linked = await world
      .as(ada, acme)
      .at('files')
      .run<{ downloadFile: { url: string } }>('mutation($id: ID!) { downloadFile(fileId: $id) { url } }', {
        id: fileId,
      });
    const token = linked.data.downloadFile.url.split('/').at(-1)!;
    const answer = await callRoute(world, 'files', 'file', actor, { params: { token } });
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.%!#$&+^`|~-]*$/,
    );
    expect(answer.headers.get('content-type')).not.toMatch(RUNNABLE);
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);

    const picture = await callRoute(world, 'files', 'preview', actor, { params: { id: fileId } });
    expect(picture.status).toBe(image ? 200 : 404);
    if (!image) return;
    const pixels = Buffer.from(await picture.arrayBuffer());
    const { format, width, height, exif, xmp, icc } = await sharp(pixels).metadata();
    expect([format, exif, xmp, icc]).toEqual(['webp', undefined, undefined, undefined]);
    expect(Math.max(width, height)).toBeLessThanOrEqual(1600);
    expect(/<script|javascript:|<svg|%PDF/i.test(pixels.toString('latin1'))).toBe(false);
  });

  test('that break off at every frame go on where whole frames end, and come out unharmed', async () => {
    const bytes = randomBytes(6 * FRAME_BYTES + 123);
    const { data } = await by.begin({ spaceId: space, name: 'broken.bin', size: bytes.length });
    const { id, fileId } = data.beginFileUpload;
    let offset = 0;
    for (let round = 0; offset < bytes.length && round < 20; round += 1) {
      // Each time the line breaks some bytes after a frame.
      const until = Math.min(bytes.length, offset + FRAME_BYTES + ((round * 7919) % FRAME_BYTES));
      await by
        .send(id, offset, breaking(bytes.subarray(offset, until), until === bytes.length))
        .catch(() => undefined);
      const next = Number((await by.head(id)).headers.get('upload-offset'));
      expect(next % FRAME_BYTES === 0 || next === bytes.length).toBe(true);
      expect(next).toBeGreaterThan(offset);
      offset = next;
    }
    const [row] = await world.sql<{ sha256: string }>(
      'SELECT sha256 FROM files.file_version WHERE file_id = $1',
      [fileId],
    );
    expect(row!.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});

async function* breaking(bytes: Buffer, whole: boolean): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 10_007)
    yield await Promise.resolve(bytes.subarray(at, at + 10_007));
  if (!whole) throw new Error('The line broke.');
}
