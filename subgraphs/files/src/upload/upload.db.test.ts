import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FRAME_BYTES } from '#runtime/storage/frames.js';
import {
  callRoute,
  createWorld,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { diskOutside, uploaderOf, type Uploader } from '#tests/kit/uploads.js';
import { filesSubgraph } from '../subgraph.js';

const FILE = `query($id: ID!) { file(id: $id) { id name size mediaType kind sha256 versionNumber trashedAt viewerCan
  versions { number sha256 isCurrent restoredFrom size } image { width height previewUrl } createdBy { id } space { id } document { id } } }`;

interface FileAnswer {
  file: {
    id: string;
    name: string;
    size: number;
    mediaType: string;
    kind: string;
    sha256: string;
    versionNumber: number;
    viewerCan: string[];
    versions: { number: number; sha256: string; isCurrent: boolean; restoredFrom: number | null }[];
    image: { width: number; height: number; previewUrl: string } | null;
  };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('uploading', () => {
  const disk = diskOutside();
  let world: World;
  let ada: Person;
  let vera: Person;
  let mallory: Person;
  let acme: TestOrganization;
  let rival: TestOrganization;
  let space: string;
  let by: Uploader;

  const read = (person: Person, id: string, organization = acme) =>
    world.as(person, organization).at('files').run<FileAnswer>(FILE, { id });
  const entries = (action: string): Promise<{ outcome: string; code: string | null; subject_id: string }[]> =>
    world.sql('SELECT * FROM compliance.audit_entry WHERE action = $1 ORDER BY at, entry_id', [action]);
  const offsetOf = async (id: string): Promise<number> =>
    Number((await by.head(id)).headers.get('upload-offset'));
  const begin = async (bytes: Buffer, name = 'a.bin') =>
    (await by.begin({ spaceId: space, name, size: bytes.length })).data.beginFileUpload;

  beforeAll(async () => {
    world = await createWorld([filesSubgraph], { outside: disk.outside });
    ada = await world.person('Ada Berg');
    vera = await world.person('Vera Liest');
    mallory = await world.person('Mallory Fremd');
    acme = await world.organization('acme');
    rival = await world.organization('rival');
    await world.join(ada, acme, 'owner');
    await world.join(vera, acme, 'member');
    await world.join(mallory, rival, 'owner');
    space = await world.space(acme, 'Policies');
    await world.grant(ada, acme, space, 'manager');
    await world.grant(vera, acme, space, 'viewer');
    by = uploaderOf(world, ada, acme);
  });
  afterAll(async () => {
    await world.close();
    disk.remove();
  });

  test('makes a file that reads back byte for byte, encrypted where it lies, with both steps in the trail', async () => {
    const bytes = Buffer.concat([Buffer.from('canary in the clear '), randomBytes(3 * FRAME_BYTES + 17)]);
    const id = await by.whole({ spaceId: space, name: 'evidence.bin' }, bytes);
    const { data, errors } = await read(ada, id);
    expect(errors).toEqual([]);
    expect(data.file).toMatchObject({
      ...{ id, name: 'evidence.bin', size: bytes.length, sha256: sha256(bytes), versionNumber: 1 },
      ...{ mediaType: 'application/octet-stream', kind: 'OTHER', image: null },
      versions: [{ number: 1, isCurrent: true, restoredFrom: null }],
      viewerCan: ['DOCUMENT_READ', 'DOCUMENT_READ_DRAFT', 'DOCUMENT_WRITE', 'DOCUMENT_TRASH'],
    });
    expect((await fetchFile(ada, id)).equals(bytes)).toBe(true);
    for (const shelf of readdirSync(disk.folder))
      for (const name of readdirSync(join(disk.folder, shelf)))
        expect(readFileSync(join(disk.folder, shelf, name)).includes('canary in the clear')).toBe(false);
    expect(await entries('file.begin_upload')).toMatchObject([{ outcome: 'ok', subject_id: id }]);
    expect(await entries('file.upload')).toMatchObject([{ outcome: 'ok', subject_id: id }]);
    expect(await entries('file.download')).toMatchObject([{ outcome: 'ok', subject_id: id }]);
  });

  async function fetchFile(
    person: Person,
    id: string,
    headers: Record<string, string> = {},
  ): Promise<Buffer> {
    const { data, errors } = await world
      .as(person, acme)
      .at('files')
      .run<{ downloadFile: { url: string } }>(
        'mutation($id: ID!) { downloadFile(fileId: $id) { url name size expiresAt } }',
        { id },
      );
    if (errors[0]) throw new Error(errors[0].message);
    const token = data.downloadFile.url.split('/').at(-1)!;
    const answer = await callRoute(world, 'files', 'file', await world.actor(person, acme), {
      params: { token },
      headers,
    });
    if (answer.status >= 400) throw new Error(String(answer.status));
    return Buffer.from(await answer.arrayBuffer());
  }

  test('acknowledges whole frames only, goes on after an interruption, and after a restart', async () => {
    const bytes = randomBytes(5 * FRAME_BYTES + 1);
    const upload = await begin(bytes);
    const first = await by.send(upload.id, 0, bytes.subarray(0, 2 * FRAME_BYTES + 100));
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, String(2 * FRAME_BYTES)]);
    expect(await offsetOf(upload.id)).toBe(2 * FRAME_BYTES);

    const broken = by.send(
      upload.id,
      2 * FRAME_BYTES,
      breaksAfter(bytes.subarray(2 * FRAME_BYTES, 3 * FRAME_BYTES + 9)),
    );
    await broken.catch(() => undefined);
    expect(await offsetOf(upload.id)).toBe(3 * FRAME_BYTES);

    // Another process does not know the hash: it reads what is there.
    const other = await createWorldBeside();
    const rest = await uploaderOf(other, ada, acme).send(
      upload.id,
      3 * FRAME_BYTES,
      bytes.subarray(3 * FRAME_BYTES),
    );
    expect(rest.status).toBe(204);
    expect((await read(ada, upload.fileId)).data.file.sha256).toBe(sha256(bytes));
    expect((await fetchFile(ada, upload.fileId)).equals(bytes)).toBe(true);
  });

  /** A second process over the same database, keys and folder. */
  async function createWorldBeside(): Promise<World> {
    const { createSubgraph } = await import('#runtime/graphql/subgraph.js');
    const subgraph = await createSubgraph(filesSubgraph, {
      databaseUrl: world.db.logins.kopexa_files,
      ...{ passportSecret: world.passportSecret, keyring: world.keyring, outside: disk.outside },
      report: () => undefined,
    });
    closing.push(() => subgraph.close());
    return { ...world, subgraph: () => subgraph };
  }
  const closing: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const close of closing) await close();
  });

  test('refuses a wrong offset, more than was announced, and a type that is not tus', async () => {
    const bytes = randomBytes(FRAME_BYTES);
    const upload = await begin(bytes);
    expect((await by.send(upload.id, FRAME_BYTES, bytes)).status).toBe(409);
    expect((await by.send(upload.id, 0, Buffer.concat([bytes, bytes]))).status).toBe(413);
    expect(await offsetOf(upload.id)).toBe(0);
    expect((await by.send(upload.id, 0, bytes)).status).toBe(204);
    expect(await offsetOf(upload.id)).toBe(bytes.length);
  });

  test('cancels: the upload is gone and its place in the quota free', async () => {
    const upload = await begin(randomBytes(10));
    expect((await by.cancel(upload.id)).status).toBe(204);
    expect((await by.head(upload.id)).status).toBe(404);
    expect(await entries('file.cancel_upload')).toMatchObject([{ outcome: 'ok', subject_id: upload.fileId }]);
  });

  test('is only for whoever may write, and an upload for nobody else', async () => {
    const viewer = uploaderOf(world, vera, acme);
    expect((await viewer.begin({ spaceId: space, name: 'x', size: 1 })).errors[0]!.extensions.code).toBe(
      'NOT_FOUND',
    );
    const stranger = uploaderOf(world, mallory, rival);
    expect((await stranger.begin({ spaceId: space, name: 'x', size: 1 })).errors[0]!.extensions.code).toBe(
      'NOT_FOUND',
    );
    const upload = await begin(randomBytes(10));
    const missing = await (await by.send(crypto.randomUUID(), 0, Buffer.alloc(10))).text();
    for (const other of [viewer, stranger]) {
      const answer = await other.send(upload.id, 0, Buffer.alloc(10));
      expect([answer.status, await answer.text()]).toEqual([404, missing]);
    }
    expect((await by.send(upload.id, 0, randomBytes(10))).status).toBe(204);
  });

  test('says what is wrong with size and name, and cleans names', async () => {
    expect((await by.begin({ spaceId: space, name: 'a', size: 0 })).errors[0]).toMatchObject({
      extensions: { code: 'INVALID_INPUT', field: 'input.size' },
    });
    expect((await by.begin({ spaceId: space, name: 'a', size: 3e9 })).errors[0]).toMatchObject({
      message: expect.stringContaining('2 GB') as string,
      extensions: { code: 'INVALID_INPUT', field: 'input.size' },
    });
    expect((await by.begin({ spaceId: space, name: '../..', size: 5 })).errors[0]).toMatchObject({
      extensions: { code: 'INVALID_INPUT', field: 'input.name' },
    });
    const { data } = await by.begin({ spaceId: space, name: '../../etc/pass\u202ewd\u0000.txt', size: 5 });
    expect(data.beginFileUpload.name).toBe('passwd.txt');
  });

  test('adds versions, restores one, and shows readers the current one alone', async () => {
    const [one, two] = [Buffer.from('first'), Buffer.from('second version')];
    const id = await by.whole({ spaceId: space, name: 'v.txt' }, one);
    await by.whole({ fileId: id, name: 'other.txt' }, two);
    const restored = await world
      .as(ada, acme)
      .at('files')
      .run<{ restoreFileVersion: FileAnswer['file'] }>(
        'mutation($id: ID!) { restoreFileVersion(fileId: $id, number: 1) { versionNumber sha256 size name } }',
        { id },
      );
    expect(restored.data.restoreFileVersion).toEqual({
      versionNumber: 3,
      sha256: sha256(one),
      size: 5,
      name: 'v.txt',
    });
    expect((await read(ada, id)).data.file.versions).toMatchObject([
      { number: 3, isCurrent: true, restoredFrom: 1, sha256: sha256(one) },
      { number: 2, isCurrent: false, sha256: sha256(two) },
      { number: 1, isCurrent: false },
    ]);
    expect((await read(vera, id)).data.file.versions).toHaveLength(1);
    expect((await fetchFile(vera, id)).toString()).toBe('first');
  });
});

async function* breaksAfter(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
  await Promise.resolve();
  throw new Error('The line broke.');
}
