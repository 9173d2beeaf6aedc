import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProduct, type RunningProduct } from '#tests/kit/product.js';
import { keepDown, signInAs, visitOf, type Visit } from '#tests/kit/split.js';

/** Not a multiple of the frames that files are encrypted in. */
const BYTES = randomBytes(5 * 1024 * 1024 + 4_321);
const PART = 2 * 1024 * 1024;
const TUS = { 'tus-resumable': '1.0.0' };

let product: RunningProduct;
let ada: Visit;
let download: string;

beforeAll(async () => {
  product = await startProduct({ topology: 'split' });
  ada = visitOf(product, 'nordwerk');
  await signInAs(product, ada.ask, 'ada.lange@nordwerk.example');
}, 120_000);
afterAll(() => product?.stop());

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

it('Bytes come through both processes unchanged, up and down', { timeout: 60_000 }, async () => {
  const { data } = await ada.ask('Organization');
  const { spaces } = data?.['organization'] as { spaces: { id: string; viewerCan: string[] }[] };
  const spaceId = spaces.find(({ viewerCan }) => viewerCan.includes('DOCUMENT_WRITE'))?.id;
  const begun = await ada.ask('BeginFileUpload', {
    input: { spaceId, name: 'messung.bin', size: BYTES.length },
  });
  expect(begun.errors).toEqual([]);
  const { url, fileId } = begun.data?.['beginFileUpload'] as { url: string; fileId: string };
  for (let offset = 0; offset < BYTES.length;) {
    const answer = await ada.send('PATCH', url, {
      headers: { ...TUS, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
      body: BYTES.subarray(offset, offset + PART),
    });
    expect([offset, answer.status]).toEqual([offset, 204]);
    offset = Number(answer.headers['upload-offset']);
    if (offset < BYTES.length)
      expect((await ada.send('HEAD', url, { headers: TUS })).headers['upload-offset']).toBe(String(offset));
  }
  const link = await ada.ask('DownloadFile', { fileId });
  expect(link.errors).toEqual([]);
  download = (link.data?.['downloadFile'] as { url: string }).url;
  const whole = await ada.send('GET', download);
  expect([whole.status, sha256(whole.body)]).toEqual([200, sha256(BYTES)]);
  const part = await ada.send('GET', download, { headers: { range: 'bytes=70000-2100000' } });
  expect([part.status, sha256(part.body)]).toEqual([206, sha256(BYTES.subarray(70_000, 2_100_001))]);
});

it('A download says what is missing while files are away, and works again', { timeout: 60_000 }, async () => {
  const down = keepDown(product, 'files');
  try {
    await expect.poll(async () => (await ada.send('GET', download)).status).toBe(503);
    expect((await ada.send('GET', download)).body.toString()).toMatch(
      /Files cannot be reached|Dateien sind gerade/,
    );
  } finally {
    await down.letGo();
  }
  await expect.poll(async () => (await ada.send('GET', download)).status, { timeout: 30_000 }).toBe(200);
});

it('Nobody else may follow the link', async () => {
  expect((await visitOf(product, 'nordwerk').send('GET', download)).status).toBe(401);
});
