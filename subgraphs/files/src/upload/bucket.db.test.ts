import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEgress, type EgressRecord } from '#runtime/egress/egress.js';
import { NOTHING_OUTSIDE } from '#runtime/egress/outside.js';
import { s3Destinations } from '#runtime/egress/s3-destinations.js';
import {
  callRoute,
  createWorld,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { startS3Peer, type S3Peer } from '#tests/kit/s3-peer.js';
import { uploaderOf, type Uploader } from '#tests/kit/uploads.js';
import { filesSubgraph } from '../subgraph.js';

const PIECE = 4 * 1024 * 1024;

describe('files in a bucket', { timeout: 60_000 }, () => {
  let peer: S3Peer;
  let world: World;
  let ada: Person;
  let acme: TestOrganization;
  let space: string;
  let by: Uploader;
  const records: EgressRecord[] = [];

  beforeAll(async () => {
    peer = await startS3Peer();
    const { keyId, secret, region } = peer.credentials;
    const files = {
      kind: 's3' as const,
      ...{ endpoint: peer.url, bucket: peer.bucket, keyId, secret, region },
      allowPrivate: true,
    };
    const egress = createEgress({
      destinations: s3Destinations(files),
      record: (each) => records.push(each),
    });
    world = await createWorld([filesSubgraph], { outside: { ...NOTHING_OUTSIDE, egress, files } });
    ada = await world.person('Ada Berg');
    acme = await world.organization('acme');
    await world.join(ada, acme, 'owner');
    space = await world.space(acme, 'Policies');
    await world.grant(ada, acme, space, 'manager');
    by = uploaderOf(world, ada, acme);
  });
  afterAll(async () => {
    await world.close();
    await peer.close();
  });

  test('arrive in pieces, in spite of failures, and come out whole and in ranges', async () => {
    const canary = Buffer.from('canary in the clear ');
    const bytes = Buffer.concat([canary, randomBytes(20 * 1024 * 1024 + 77)]);
    const { data } = await by.begin({ spaceId: space, name: 'gross.bin', size: bytes.length });
    const { id, fileId } = data.beginFileUpload;
    let unavailable = 0;
    for (let offset = 0, round = 0; offset < bytes.length; round += 1) {
      // Every third piece meets a bucket that does not answer.
      peer.fault = (method) => (round % 3 === 1 && method === 'PUT' ? 'reset' : null);
      const answer = await by.send(id, offset, bytes.subarray(offset, offset + PIECE));
      peer.fault = () => null;
      if (answer.status === 503) unavailable += 1;
      else expect(answer.status).toBe(204);
      offset = Number((await by.head(id)).headers.get('upload-offset'));
      expect(round).toBeLessThan(20);
    }
    expect(unavailable).toBeGreaterThan(1);
    const [row] = await world.sql<{ sha256: string; object: string }>(
      'SELECT sha256, object FROM files.file_version WHERE file_id = $1',
      [fileId],
    );
    expect(row!.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect([...peer.objects.keys()]).toEqual([`objects/${row!.object}`]);
    expect(peer.uploads.size).toBe(0);
    for (const { body } of peer.objects.values()) expect(body.includes(canary)).toBe(false);

    const linked = await world
      .as(ada, acme)
      .at('files')
      .run<{ downloadFile: { url: string } }>('mutation($id: ID!) { downloadFile(fileId: $id) { url } }', {
        id: fileId,
      });
    const token = linked.data.downloadFile.url.split('/').at(-1)!;
    const actor = await world.actor(ada, acme);
    const whole = await callRoute(world, 'files', 'file', actor, { params: { token } });
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    const headers = { range: 'bytes=9000000-9000099' };
    const part = await callRoute(world, 'files', 'file', actor, { params: { token }, headers });
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(9_000_000, 9_000_100))).toBe(true);
    peer.fault = (method) => (method === 'GET' ? 'reset' : null);
    expect((await callRoute(world, 'files', 'file', actor, { params: { token } })).status).toBe(503);
    peer.fault = () => null;
    expect(new Set(records.map(({ destination, outcome }) => `${destination} ${outcome}`))).toEqual(
      // An address in place of a name is judged when the bucket is opened; nobody looks anything up for it.
      new Set<string>(),
    );
  });

  test('are cancelled with everything that lies there of them', async () => {
    const before = [...peer.objects.keys()];
    const { data } = await by.begin({ spaceId: space, name: 'weg.bin', size: 30_000_000 });
    await by.send(data.beginFileUpload.id, 0, randomBytes(10_000_000));
    expect(peer.uploads.size).toBe(1);
    expect((await by.cancel(data.beginFileUpload.id)).status).toBe(204);
    expect([[...peer.objects.keys()], peer.uploads.size]).toEqual([before, 0]);
  });
});
