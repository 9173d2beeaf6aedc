import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Keyring } from '#runtime/crypto/keyring.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { newId } from '#runtime/graphql/ids.js';
import type { FileStore } from '#runtime/storage/file-store.js';
import { writeSealed } from '#runtime/storage/sealed-file.js';
import { detectMediaType } from '#subgraphs/files/src/image/media-type.js';
import { isPicture, makeRenditions } from '#subgraphs/files/src/image/renditions.js';
import {
  newOrganizationKey,
  newSpaceKey,
  openOrganizationKey,
  openSpaceKey,
  wrapFileKey,
} from '#subgraphs/files/src/key/file-key.js';
import { daysBefore, insert, type Run } from '../insert.js';
import { DEMO_FILES, type DemoFile } from './demo-files.js';

interface Tools {
  readonly client: pg.Client;
  readonly run: Run;
  readonly keyring: Keyring;
  readonly store: FileStore;
  readonly now: Date;
}

/** Adds files to a demo that was seeded: encrypted under keys of their own, as if they had been uploaded. */
export async function seedFiles(options: {
  readonly adminUrl: string;
  readonly keyring: Keyring;
  readonly store: FileStore;
  readonly now?: Date;
}): Promise<void> {
  const { adminUrl, keyring, store, now = new Date() } = options;
  await withClient(adminUrl, async (client) => {
    await client.query('BEGIN');
    const run: Run = async (sql, params) => void (await client.query(sql, [...params]));
    for (const file of DEMO_FILES) await seedFile({ client, run, keyring, store, now }, file);
    await client.query('COMMIT');
  });
}

async function seedFile(tools: Tools, file: DemoFile): Promise<void> {
  const { run, now } = tools;
  const place = await placeOf(tools, file);
  const [first, last] = [file.versions[0], file.versions.at(-1)];
  if (!first || !last) throw new Error(`The demo's file ${file.name} has no version.`);
  const createdAt = daysBefore(now, first.daysAgo);
  const fileId = newId(createdAt.getTime());
  const rows: Record<string, unknown>[] = [];
  for (const [index, version] of file.versions.entries()) {
    const at = daysBefore(now, version.daysAgo);
    const content = await seedContent(tools, place, file.name, await version.bytes());
    rows.push({
      ...{ version_id: newId(at.getTime()), org_id: place.org, space_id: place.space, file_id: fileId },
      ...{ number: index + 1, author_id: await accountOf(tools, version.author), created_at: at },
      ...content,
    });
  }
  await insert(run, 'files.file', {
    ...{ file_id: fileId, org_id: place.org, space_id: place.space, document_id: place.document },
    ...{ name: file.name, current_number: rows.length, size: rows.at(-1)?.['size'] },
    ...{ created_by: await accountOf(tools, first.author), created_at: createdAt },
    updated_at: daysBefore(now, last.daysAgo),
  });
  for (const row of rows) await insert(run, 'files.file_version', row);
}

interface Place {
  readonly org: string;
  readonly space: string;
  readonly document: string | null;
  /** Of the Space, in the clear. */
  readonly key: Buffer;
}

async function seedContent(
  { keyring, store }: Tools,
  place: Place,
  name: string,
  bytes: Buffer,
): Promise<Record<string, unknown>> {
  const object = randomBytes(16).toString('hex');
  const key = randomBytes(32);
  await writeSealed({ store, name: object, key, part: 'content' }, bytes);
  const mediaType = await detectMediaType(bytes, { name, whole: true });
  const made = isPicture(mediaType) ? await makeRenditions(bytes) : null;
  if (made)
    for (const part of ['preview', 'thumb'] as const)
      await writeSealed({ store, name: `${object}-${part}`, key, part }, made[part]);
  return {
    ...{ object, size: bytes.length, media_type: mediaType, key_space_id: place.space },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    wrapped_key: wrapFileKey(keyring, place.key, object, key),
    ...{ image_width: made?.width, image_height: made?.height },
    ...{ preview_size: made?.preview.length, thumb_size: made?.thumb.length },
  };
}

async function placeOf({ client, run, keyring }: Tools, file: DemoFile): Promise<Place> {
  const { rows } = await client.query<{ org: string; space: string; document: string | null }>(
    `SELECT o.org_id AS org, s.space_id AS space, (
       SELECT d.document_id FROM content.document d JOIN content.document_version v ON v.document_id = d.document_id
        WHERE d.space_id = s.space_id AND v.title = $3 LIMIT 1) AS document
       FROM tenancy.organization o JOIN tenancy.space s ON s.org_id = o.org_id WHERE o.slug = $1 AND s.name = $2`,
    [file.organization, file.space, file.document ?? null],
  );
  const [found] = rows;
  if (!found || (file.document && !found.document))
    throw new Error(`The demo has no place for ${file.name}.`);
  const { org, space } = found;
  const kept = async (add: string, sql: string, values: readonly unknown[]): Promise<Buffer> => {
    await run(add, values);
    const answer = await client.query<{ wrapped_key: Buffer }>(sql, [values.at(-2)]);
    return answer.rows[0]!.wrapped_key;
  };
  const organization = openOrganizationKey(
    keyring,
    org,
    await kept(
      'INSERT INTO files.organization_key (org_id, wrapped_key) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      'SELECT wrapped_key FROM files.organization_key WHERE org_id = $1',
      [org, newOrganizationKey(keyring, org)],
    ),
  );
  const wrapped = await kept(
    'INSERT INTO files.space_key (org_id, space_id, wrapped_key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    'SELECT wrapped_key FROM files.space_key WHERE space_id = $1',
    [org, space, newSpaceKey(keyring, organization, space)],
  );
  return { ...found, key: openSpaceKey(keyring, organization, space, wrapped) };
}

async function accountOf({ client }: Tools, email: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT account_id AS id FROM identity.account WHERE email = $1',
    [email],
  );
  if (!rows[0]) throw new Error(`The demo has nobody with the address ${email}.`);
  return rows[0].id;
}
