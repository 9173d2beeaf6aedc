import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { FileStoreConfig } from '../config/outside.js';
import { isPublicAddress } from './addresses.js';
import { EgressRefused, type Egress } from './egress.js';
import { S3_DESTINATION } from './s3-destinations.js';

type S3Config = Extract<FileStoreConfig, { kind: 's3' }>;

/** A part of an upload that a bucket holds. */
export interface BucketPart {
  readonly number: number;
  readonly etag: string;
  readonly size: number;
}

/** An object, or an upload that was begun, as a bucket lists it. */
export interface BucketEntry {
  readonly key: string;
  readonly changedAt: Date;
}

/** The calls of the S3 API that a file store needs. Missing objects are `null`; every other failure is thrown. */
export interface Bucket {
  size(key: string): Promise<number | null>;
  /** The bytes from `start` to `end` (exclusive); `null` for an object that is missing or shorter than `start`. */
  get(key: string, start: number, end: number): Promise<AsyncIterable<Buffer> | null>;
  put(key: string, body: Buffer): Promise<void>;
  remove(key: string): Promise<void>;
  begin(key: string): Promise<string>;
  uploadPart(key: string, uploadId: string, number: number, body: Buffer): Promise<void>;
  parts(key: string, uploadId: string): Promise<BucketPart[]>;
  complete(key: string, uploadId: string, parts: readonly BucketPart[]): Promise<void>;
  abort(key: string, uploadId: string): Promise<void>;
  /** Uploads that were begun and neither completed nor aborted. */
  begun(prefix: string): AsyncIterable<BucketEntry & { readonly uploadId: string }>;
  list(prefix: string): AsyncIterable<BucketEntry>;
  close(): void;
}

/**
 * Opens a bucket through the one way out: its look-ups go through the guarded one, an address in place of a name is
 * judged here, redirects are not followed, and nothing is read from the environment or a profile.
 *
 * @throws EgressRefused
 */
export function openBucket(config: S3Config, egress: Egress): Bucket {
  const to = egress.destination(S3_DESTINATION);
  if (isIP(to.host) !== 0 && !to.allowPrivate && !isPublicAddress(to.host))
    throw new EgressRefused(
      `The object store ${to.host} is not a public address. If it is meant, set KOPEXA_S3_PRIVATE=yes.`,
    );
  const lookup = egress.lookup(S3_DESTINATION);
  const agent = { keepAlive: true, maxSockets: 32, lookup };
  const client = new S3Client({
    endpoint: config.endpoint,
    region: config.region,
    forcePathStyle: true,
    credentials: { accessKeyId: config.keyId, secretAccessKey: config.secret },
    // R2 and others do not know the newer checksums; SigV4 signs each body's SHA-256.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    followRegionRedirects: false,
    maxAttempts: 3,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 5_000,
      socketTimeout: 20_000,
      httpAgent: new HttpAgent(agent),
      httpsAgent: new HttpsAgent({ ...agent, minVersion: 'TLSv1.2' }),
    }),
  });
  return {
    ...objectsOf(client, config.bucket),
    ...uploadsOf(client, config.bucket),
    close: () => client.destroy(),
  };
}

type Objects = Pick<Bucket, 'size' | 'get' | 'put' | 'remove' | 'list'>;

function objectsOf(client: S3Client, bucket: string): Objects {
  return {
    size: async (Key) => {
      const head = await orNull(client.send(new HeadObjectCommand({ Bucket: bucket, Key })));
      return head === null ? null : (head.ContentLength ?? 0);
    },
    get: async (Key, start, end) => {
      const range = `bytes=${start}-${end - 1}`;
      const got = await orNull(client.send(new GetObjectCommand({ Bucket: bucket, Key, Range: range })));
      return got === null ? null : buffersOf(got.Body as Readable);
    },
    put: async (Key, Body) => {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentLength: Body.length }));
    },
    remove: async (Key) => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    },
    list: async function* (Prefix) {
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix, ContinuationToken }),
        );
        for (const { Key = '', LastModified } of page.Contents ?? [])
          yield { key: Key, changedAt: LastModified ?? new Date(0) };
        ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
      } while (ContinuationToken);
    },
  };
}

type Uploads = Omit<Bucket, keyof Objects | 'close'>;

function uploadsOf(client: S3Client, bucket: string): Uploads {
  return {
    begin: async (Key) => {
      const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key }));
      if (!UploadId) throw new Error('The object store began an upload without an id.');
      return UploadId;
    },
    uploadPart: async (Key, UploadId, PartNumber, Body) => {
      const part = { Bucket: bucket, Key, UploadId, PartNumber, Body, ContentLength: Body.length };
      await client.send(new UploadPartCommand(part));
    },
    parts: (key, uploadId) => partsOf(client, bucket, key, uploadId),
    complete: async (Key, UploadId, parts) => {
      const Parts = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag }));
      await client.send(
        new CompleteMultipartUploadCommand({ Bucket: bucket, Key, UploadId, MultipartUpload: { Parts } }),
      );
    },
    abort: async (Key, UploadId) => {
      await orNull(client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId })));
    },
    begun: async function* (Prefix) {
      let KeyMarker: string | undefined;
      let UploadIdMarker: string | undefined;
      do {
        const page = await client.send(
          new ListMultipartUploadsCommand({ Bucket: bucket, Prefix, KeyMarker, UploadIdMarker }),
        );
        for (const { Key = '', UploadId = '', Initiated } of page.Uploads ?? [])
          yield { key: Key, uploadId: UploadId, changedAt: Initiated ?? new Date(0) };
        KeyMarker = page.IsTruncated ? page.NextKeyMarker : undefined;
        UploadIdMarker = page.IsTruncated ? page.NextUploadIdMarker : undefined;
      } while (KeyMarker);
    },
  };
}

async function partsOf(
  client: S3Client,
  bucket: string,
  key: string,
  uploadId: string,
): Promise<BucketPart[]> {
  const parts: BucketPart[] = [];
  let marker: string | undefined;
  do {
    const page = await client.send(
      new ListPartsCommand({ Bucket: bucket, Key: key, UploadId: uploadId, PartNumberMarker: marker }),
    );
    for (const { PartNumber = 0, ETag = '', Size = 0 } of page.Parts ?? [])
      parts.push({ number: PartNumber, etag: ETag, size: Size });
    marker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
  } while (marker);
  return parts.sort((one, other) => one.number - other.number);
}

async function* buffersOf(body: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of body) yield chunk as Buffer;
}

/** What is not there is no failure: 404, an upload that is gone, a range behind the end. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
    if (name === 'NoSuchUpload' || $metadata?.httpStatusCode === 404 || $metadata?.httpStatusCode === 416)
      return null;
    throw error;
  }
}
