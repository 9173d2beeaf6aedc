import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { adminUrlOf, sessionAt, type ProductSession } from '#tests/kit/product-session.js';
import { scratchFolder, startProduct, type RunningProduct } from '#tests/kit/product.js';
import { startS3Peer, type S3Peer } from '#tests/kit/s3-peer.js';

const ADA = 'ada.lange@nordwerk.example';
const PIECE = 4 * 1024 * 1024;

interface Space {
  readonly spaceId: string;
}

/** The product as it is started, its files in a bucket that is named in its environment. */
describe('the product on a bucket', { timeout: 120_000 }, () => {
  let peer: S3Peer;
  let folder: string;
  let product: RunningProduct;
  let ada: ProductSession;
  const start = async (): Promise<void> => {
    product = await startProduct({
      dataDirectory: join(folder, 'data'),
      environment: {
        ...{ KOPEXA_S3_ENDPOINT: peer.url, KOPEXA_S3_BUCKET: peer.bucket, KOPEXA_S3_PRIVATE: 'yes' },
        ...{ KOPEXA_S3_KEY_ID: peer.credentials.keyId, KOPEXA_S3_SECRET: peer.credentials.secret },
        KOPEXA_BACKUP: 'off',
      },
    });
    ada = await sessionAt(product, ADA, 'nordwerk');
  };
  beforeAll(async () => {
    peer = await startS3Peer();
    folder = scratchFolder('bucket');
    await start();
  }, 90_000);
  afterAll(async () => {
    await product?.stop();
    await peer.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    fetch(product.url + path, {
      ...init,
      headers: { 'x-kopexa-client': 'web', cookie: ada.cookie, ...init.headers },
    });

  test('goes on with an upload after it was killed, and hands out what came', async () => {
    const bytes = randomBytes(11_000_000);
    const { spaceId } = await anySpace();
    const input = { spaceId, name: 'Protokoll.bin', size: bytes.length };
    const { beginFileUpload: upload } = await ada.run<{
      beginFileUpload: { url: string; fileId: string };
    }>('BeginFileUpload', { input });
    const send = (offset: number) =>
      ask(upload.url, {
        method: 'PATCH',
        body: bytes.subarray(offset, offset + PIECE),
        headers: {
          ...{ 'tus-resumable': '1.0.0', 'upload-offset': String(offset) },
          'content-type': 'application/offset+octet-stream',
        },
      });
    expect((await send(0)).headers.get('upload-offset')).toBe(String(PIECE));
    await product.end('SIGKILL');
    await start();
    const head = await ask(upload.url, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } });
    expect(head.headers.get('upload-offset')).toBe(String(PIECE));
    expect((await send(PIECE)).status).toBe(204);
    expect((await send(2 * PIECE)).status).toBe(204);

    const { downloadFile } = await ada.run<{ downloadFile: { url: string } }>('DownloadFile', {
      fileId: upload.fileId,
      number: 1,
    });
    const answer = await ask(downloadFile.url);
    const hash = (of: Buffer): string => createHash('sha256').update(of).digest('hex');
    expect(hash(Buffer.from(await answer.arrayBuffer()))).toBe(hash(bytes));
    expect([...peer.objects.keys()].every((key) => /^objects\/[0-9a-f]{32}$/.test(key))).toBe(true);
  });

  test('says in words when the bucket does not answer, and works again when it does', async () => {
    const { spaceId } = await anySpace();
    const input = { spaceId, name: 'Kurz.bin', size: 100 };
    const { beginFileUpload: upload } = await ada.run<{ beginFileUpload: { url: string } }>(
      'BeginFileUpload',
      { input },
    );
    const send = () =>
      ask(upload.url, {
        method: 'PATCH',
        body: Buffer.alloc(100, 1),
        headers: {
          ...{ 'tus-resumable': '1.0.0', 'upload-offset': '0', 'accept-language': 'de' },
          'content-type': 'application/offset+octet-stream',
        },
      });
    peer.fault = () => 'reset';
    const refused = await send();
    expect([refused.status, await refused.text()]).toEqual([503, expect.stringContaining('UNAVAILABLE')]);
    peer.fault = () => null;
    expect((await send()).status).toBe(204);
  });

  const anySpace = (): Promise<Space> =>
    withClient(adminUrlOf(product), async (client) => {
      const { rows } = await client.query<{ id: string }>(
        "SELECT space_id AS id FROM tenancy.space WHERE name = 'Informationssicherheit'",
      );
      return { spaceId: rows[0]!.id };
    });
});
