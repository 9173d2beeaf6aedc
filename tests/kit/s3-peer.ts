import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusalOf, type S3Credentials } from './s3-signature.js';

/** What goes wrong with a request instead of its answer. */
export type S3Fault = 'error' | 'reset' | 'cut' | 'hang';

/** A server that speaks the part of the S3 API that the product uses, strictly, over real HTTP. */
export interface S3Peer {
  readonly url: string;
  readonly bucket: string;
  readonly credentials: S3Credentials;
  /** Objects by key. */
  readonly objects: Map<string, { body: Buffer; changedAt: Date }>;
  /** Uploads that were begun, by id. */
  readonly uploads: Map<string, { key: string; parts: Map<number, Buffer>; changedAt: Date }>;
  /** Requests so far, as `PUT objects/…`. */
  readonly requests: string[];
  /** Decides what goes wrong with a request; asked for each. */
  fault: (method: string, path: string) => S3Fault | null;
  close(): Promise<void>;
}

interface Call {
  readonly peer: S3Peer;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly range: string | undefined;
  readonly least: number;
}

interface Reply {
  readonly status: number;
  readonly body?: Buffer | string;
  readonly headers?: Record<string, string>;
}

/** Page size of lists: small, so that every list is read in pages. */
const PAGE = 3;

const etagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;
const xml = (text: string, status = 200): Reply => ({
  ...{ status, body: `<?xml version="1.0" encoding="UTF-8"?>${text}` },
  headers: { 'content-type': 'application/xml' },
});
const failure = (code: string, status: number): Reply =>
  xml(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`, status);

/** Starts a peer with one bucket. `least` is the least size of a part that is not the last, as S3's 5 MiB. */
export async function startS3Peer(least = 5 * 1024 * 1024): Promise<S3Peer> {
  const server = createServer((request, response) => {
    void answer(peer, least, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const peer: S3Peer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bucket: 'kopexa-files',
    credentials: {
      keyId: randomBytes(8).toString('hex'),
      secret: randomBytes(20).toString('hex'),
      region: 'auto',
    },
    ...{ objects: new Map(), uploads: new Map(), requests: [], fault: () => null },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return peer;
}

async function answer(
  peer: S3Peer,
  least: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', peer.url);
  const path = decodeURIComponent(pathname.slice(peer.bucket.length + 2));
  peer.requests.push(`${request.method} ${path}`);
  const fault = peer.fault(request.method ?? '', path);
  if (fault === 'reset') return void request.socket.destroy();
  if (fault === 'hang') return;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const refused = refusalOf(request, body, peer.credentials);
  const reply = refused
    ? failure(refused, 403)
    : fault === 'error'
      ? failure('InternalError', 500)
      : pathname.startsWith(`/${peer.bucket}`)
        ? replyTo(request.method ?? '', {
            peer,
            key: path,
            query: searchParams,
            body,
            range: request.headers.range,
            least,
          })
        : failure('NoSuchBucket', 404);
  send(response, reply, request.method === 'HEAD', fault === 'cut');
}

function send(
  response: ServerResponse,
  { status, body = '', headers = {} }: Reply,
  head: boolean,
  cut: boolean,
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-length': bytes.length, 'x-amz-request-id': 'peer', ...headers });
  if (head) response.end();
  else if (cut) {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
    setTimeout(() => response.destroy(), 20);
  } else response.end(bytes);
}

function replyTo(method: string, call: Call): Reply {
  const { query, key } = call;
  if (key === '' && method === 'GET') return query.has('uploads') ? listUploads(call) : listObjects(call);
  if (method === 'POST') return query.has('uploads') ? begin(call) : complete(call);
  if (method === 'PUT') return query.has('uploadId') ? putPart(call) : put(call);
  if (method === 'DELETE') return query.has('uploadId') ? abort(call) : remove(call);
  if (query.has('uploadId')) return listParts(call);
  return get(call);
}

function put({ peer, key, body }: Call): Reply {
  peer.objects.set(key, { body, changedAt: new Date() });
  return { status: 200, headers: { etag: etagOf(body) } };
}

function remove({ peer, key }: Call): Reply {
  peer.objects.delete(key);
  return { status: 204 };
}

function get({ peer, key, range }: Call): Reply {
  const found = peer.objects.get(key);
  if (!found) return failure('NoSuchKey', 404);
  const headers = { etag: etagOf(found.body), 'last-modified': found.changedAt.toUTCString() };
  const match = /^bytes=(\d+)-(\d+)$/.exec(range ?? '');
  if (!match) return { status: 200, body: found.body, headers };
  const [from, to] = [Number(match[1]), Math.min(Number(match[2]), found.body.length - 1)];
  if (from >= found.body.length) return failure('InvalidRange', 416);
  const contentRange = `bytes ${from}-${to}/${found.body.length}`;
  return {
    status: 206,
    body: found.body.subarray(from, to + 1),
    headers: { ...headers, 'content-range': contentRange },
  };
}

function listObjects({ peer, query }: Call): Reply {
  const prefix = query.get('prefix') ?? '';
  const after = query.get('continuation-token') ?? '';
  const keys = [...peer.objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
  const page = keys.slice(0, PAGE);
  const contents = page.map((key) => {
    const { body, changedAt } = peer.objects.get(key)!;
    return `<Contents><Key>${key}</Key><Size>${body.length}</Size><LastModified>${changedAt.toISOString()}</LastModified></Contents>`;
  });
  const more = keys.length > page.length;
  const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  return xml(
    `<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`,
  );
}

function begin({ peer, key }: Call): Reply {
  const id = randomBytes(12).toString('hex');
  peer.uploads.set(id, { key, parts: new Map(), changedAt: new Date() });
  return xml(
    `<InitiateMultipartUploadResult><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
  );
}

const uploadOf = ({ peer, query, key }: Call) => {
  const upload = peer.uploads.get(query.get('uploadId') ?? '');
  return upload?.key === key ? upload : null;
};

function putPart(call: Call): Reply {
  const upload = uploadOf(call);
  if (!upload) return failure('NoSuchUpload', 404);
  upload.parts.set(Number(call.query.get('partNumber')), call.body);
  return { status: 200, headers: { etag: etagOf(call.body) } };
}

function listParts(call: Call): Reply {
  const upload = uploadOf(call);
  if (!upload) return failure('NoSuchUpload', 404);
  const after = Number(call.query.get('part-number-marker') ?? 0);
  const numbers = [...upload.parts.keys()].filter((number) => number > after).sort((one, two) => one - two);
  const page = numbers.slice(0, PAGE);
  const parts = page.map((number) => {
    const body = upload.parts.get(number)!;
    return `<Part><PartNumber>${number}</PartNumber><ETag>${etagOf(body)}</ETag><Size>${body.length}</Size></Part>`;
  });
  const more = numbers.length > page.length;
  const next = `<NextPartNumberMarker>${page.at(-1) ?? 0}</NextPartNumberMarker>`;
  return xml(`<ListPartsResult><IsTruncated>${more}</IsTruncated>${next}${parts.join('')}</ListPartsResult>`);
}

/** Strict as S3 and R2 together: ascending parts, each known by its tag, all of one size but the last. */
function complete(call: Call): Reply {
  const upload = uploadOf(call);
  if (!upload) return failure('NoSuchUpload', 404);
  const asked = [...call.body.toString().matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
    etag: (/<ETag>(.*?)</.exec(part)?.[1] ?? '').replaceAll('&quot;', '"'),
  }));
  const bodies = asked.map(({ number }) => upload.parts.get(number));
  if (asked.length === 0 || asked.some(({ number }, index) => number !== index + 1))
    return failure('InvalidPartOrder', 400);
  if (bodies.some((body, index) => !body || etagOf(body) !== asked[index]!.etag))
    return failure('InvalidPart', 400);
  const [first, ...others] = bodies.slice(0, -1).map((body) => body!.length);
  if (
    first !== undefined &&
    (first < call.least || others.some((size) => size !== first) || bodies.at(-1)!.length > first)
  )
    return failure('EntityTooSmall', 400);
  call.peer.objects.set(call.key, { body: Buffer.concat(bodies as Buffer[]), changedAt: new Date() });
  call.peer.uploads.delete(call.query.get('uploadId') ?? '');
  return xml(`<CompleteMultipartUploadResult><Key>${call.key}</Key></CompleteMultipartUploadResult>`);
}

function abort(call: Call): Reply {
  if (!uploadOf(call)) return failure('NoSuchUpload', 404);
  call.peer.uploads.delete(call.query.get('uploadId') ?? '');
  return { status: 204 };
}

function listUploads({ peer, query }: Call): Reply {
  const prefix = query.get('prefix') ?? '';
  const [key = '', id = ''] = [query.get('key-marker') ?? '', query.get('upload-id-marker') ?? ''];
  const all = [...peer.uploads]
    .map(([uploadId, upload]) => ({ uploadId, ...upload }))
    .filter((each) => each.key.startsWith(prefix) && `${each.key} ${each.uploadId}` > `${key} ${id}`)
    .sort((one, two) => (`${one.key} ${one.uploadId}` < `${two.key} ${two.uploadId}` ? -1 : 1));
  const page = all.slice(0, PAGE);
  const more = all.length > page.length;
  const last = page.at(-1);
  const uploads = page.map(
    (each) =>
      `<Upload><Key>${each.key}</Key><UploadId>${each.uploadId}</UploadId><Initiated>${each.changedAt.toISOString()}</Initiated></Upload>`,
  );
  const next = more
    ? `<NextKeyMarker>${last!.key}</NextKeyMarker><NextUploadIdMarker>${last!.uploadId}</NextUploadIdMarker>`
    : '';
  return xml(
    `<ListMultipartUploadsResult><IsTruncated>${more}</IsTruncated>${next}${uploads.join('')}</ListMultipartUploadsResult>`,
  );
}
