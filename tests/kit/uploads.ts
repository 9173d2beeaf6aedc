import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '#runtime/actor/actor.js';
import { NOTHING_OUTSIDE, type Outside } from '#runtime/egress/outside.js';
import {
  callRoute,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';

/** A folder for files that is gone with {@link DiskOutside.remove}. */
export interface DiskOutside {
  readonly outside: Outside;
  readonly folder: string;
  remove(): void;
}

/** Outside services of a subgraph whose files lie in a new folder. */
export function diskOutside(): DiskOutside {
  const folder = mkdtempSync(join(tmpdir(), 'kopexa-files-'));
  return {
    outside: { ...NOTHING_OUTSIDE, files: { kind: 'disk', folder } },
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What beginFileUpload answers. */
export interface Begun {
  readonly id: string;
  readonly fileId: string;
  readonly url: string;
  readonly name: string;
  readonly size: number;
  readonly expiresAt: string;
}

const BEGIN =
  'mutation($input: BeginFileUploadInput!) { beginFileUpload(input: $input) { id fileId url name size expiresAt } }';

/** What is to be uploaded. */
export interface UploadInput {
  readonly spaceId?: string;
  readonly documentId?: string;
  readonly fileId?: string;
  readonly name: string;
  readonly size: number;
}

/** Uploads as somebody, through the subgraph's own doors. */
export interface Uploader {
  begin(input: UploadInput): Promise<Answer<{ beginFileUpload: Begun }>>;
  /** Sends bytes at an offset, as one tus PATCH. */
  send(
    id: string,
    offset: number,
    bytes: Buffer | AsyncIterable<Buffer>,
    signal?: AbortSignal,
  ): Promise<Response>;
  /** Where the upload goes on. */
  head(id: string): Promise<Response>;
  cancel(id: string): Promise<Response>;
  /** Begins, sends everything and answers with the file's id. Throws when a step is refused. */
  whole(input: Omit<UploadInput, 'size'>, bytes: Buffer): Promise<string>;
}

/** See {@link Uploader}. */
export function uploaderOf(world: World, person: Person, organization: TestOrganization): Uploader {
  const actor = (): Promise<Actor> => world.actor(person, organization);
  const head = async (id: string): Promise<Response> =>
    callRoute(world, 'files', 'upload', await actor(), {
      method: 'HEAD',
      params: { id },
      headers: { 'tus-resumable': '1.0.0' },
    });
  const begin = (input: UploadInput): Promise<Answer<{ beginFileUpload: Begun }>> =>
    world.as(person, organization).at('files').run(BEGIN, { input });
  const send: Uploader['send'] = async (id, offset, bytes, signal) =>
    callRoute(
      world,
      'files',
      'upload',
      await actor(),
      {
        method: 'PATCH',
        params: { id },
        headers: {
          'tus-resumable': '1.0.0',
          'upload-offset': String(offset),
          'content-type': 'application/offset+octet-stream',
        },
      },
      ReadableStream.from(Buffer.isBuffer(bytes) ? [bytes] : bytes),
      signal,
    );
  return {
    begin,
    send,
    head,
    cancel: async (id) =>
      callRoute(world, 'files', 'upload', await actor(), {
        method: 'DELETE',
        params: { id },
        headers: { 'tus-resumable': '1.0.0' },
      }),
    whole: async (input, bytes) => {
      const { data, errors } = await begin({ ...input, size: bytes.length });
      if (errors[0]) throw new Error(`${errors[0].extensions.code}: ${errors[0].message}`);
      const { id, fileId } = data.beginFileUpload;
      const answer = await send(id, 0, bytes);
      if (answer.status !== 204) throw new Error(`${answer.status}: ${await answer.text()}`);
      return fileId;
    },
  };
}
