import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFileStore } from '#runtime/storage/open-store.js';
import {
  callRoute,
  createWorld,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { newId } from '#runtime/graphql/ids.js';
import { diskOutside, uploaderOf, type Uploader } from '#tests/kit/uploads.js';
import { filesSubgraph } from '../subgraph.js';
import { filesJobs } from '../upkeep/jobs.js';
import { sweepObjects } from '../upkeep/sweep-objects.js';
import { upkeepRepository } from '../upkeep/upkeep.repository.js';

interface Listed {
  files: {
    edges: { cursor: string; node: { id: string; name: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

describe('files', () => {
  const disk = diskOutside();
  let world: World;
  let ada: Person;
  let vera: Person;
  let acme: TestOrganization;
  let by: Uploader;
  let space: string;

  const at = (person: Person) => world.as(person, acme).at('files');
  const file = async (person: Person, id: string): Promise<string> => {
    const { errors } = await at(person).run('query($id: ID!) { file(id: $id) { id name } }', { id });
    return errors[0]?.extensions.code ?? 'seen';
  };
  const onFile = (field: string, id: string, person = ada) =>
    at(person).run(`mutation($id: ID!) { ${field}(fileId: $id) { id trashedAt } }`, { id });
  const job = async (name: string): Promise<void> =>
    withClient(world.db.logins.kopexa_worker, async (client) => {
      const jobs = filesJobs({ keyring: world.keyring, outside: disk.outside });
      await jobs
        .find((each) => each.name === name)!
        .run((sql, params = []) => client.query(sql, [...params]));
    });
  const objects = (): string[] =>
    (
      readdirSync(disk.folder, { recursive: true, withFileTypes: true }) as {
        isFile(): boolean;
        name: string;
      }[]
    )
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);

  /** A document with one published version that refers to these files, made where this room cannot. */
  async function document(published: string[] | null, inSpace = space): Promise<string> {
    const [id, version] = [newId(), newId()];
    const content = (published ?? []).map((fileId) => ({ type: 'image', attrs: { fileId, alt: '' } }));
    await world.sql(
      `INSERT INTO content.document (document_id, org_id, space_id, position, language, classification, latest_version, revision, created_by)
       VALUES ($1, $2, $3, 1, 'de', 'internal', 1, 1, $4)`,
      [id, acme.id, inSpace, ada.id],
    );
    await world.sql(
      `INSERT INTO content.document_version (version_id, org_id, space_id, document_id, number, title, body, plain, byte_size, word_count, author_id, is_published, published_at)
       VALUES ($1, $2, $3, $4, 1, 'T', $5, '', 0, 0, $6, $7, CASE WHEN $7 THEN now() END)`,
      [
        version,
        acme.id,
        inSpace,
        id,
        JSON.stringify({ type: 'doc', content: [{ type: 'box', content }] }),
        ada.id,
        published !== null,
      ],
    );
    if (published !== null)
      await world.sql('UPDATE content.document SET published_version_id = $1 WHERE document_id = $2', [
        version,
        id,
      ]);
    return id;
  }
  const refer = (documentId: string, fileId: string) =>
    world.sql(
      `UPDATE content.document_version SET body = jsonb_build_object('type', 'doc', 'content', jsonb_build_array(
         jsonb_build_object('type', 'file', 'attrs', jsonb_build_object('fileId', $2::text)))) WHERE document_id = $1`,
      [documentId, fileId],
    );

  beforeAll(async () => {
    world = await createWorld([filesSubgraph], { outside: disk.outside });
    ada = await world.person('Ada Berg');
    vera = await world.person('Vera Liest');
    acme = await world.organization('acme');
    await world.join(ada, acme, 'owner');
    await world.join(vera, acme, 'member');
    space = await world.space(acme, 'Policies');
    await world.grant(ada, acme, space, 'manager');
    await world.grant(vera, acme, space, 'viewer');
    by = uploaderOf(world, ada, acme);
  });
  afterAll(async () => {
    await world.close();
    disk.remove();
  });

  test('of a document are for readers once its published version refers to them', async () => {
    const draft = await document(null);
    const published = await document([]);
    const inDraft = await by.whole({ documentId: draft, name: 'draft.txt' }, Buffer.from('draft'));
    const left = await by.whole({ documentId: published, name: 'left.txt' }, Buffer.from('left'));
    const shown = await by.whole({ documentId: published, name: 'shown.txt' }, Buffer.from('shown'));
    await refer(published, shown);
    await refer(draft, inDraft);
    expect(await Promise.all([inDraft, left, shown].map((id) => file(ada, id)))).toEqual([
      'seen',
      'seen',
      'seen',
    ]);
    expect(await Promise.all([inDraft, left, shown].map((id) => file(vera, id)))).toEqual([
      'NOT_FOUND',
      'NOT_FOUND',
      'seen',
    ]);
    // What keeps the others from her is the policy: a wider one would show them.
    await world.sql('CREATE POLICY wide ON files.file FOR SELECT TO kopexa_files USING (true)');
    expect(await Promise.all([inDraft, left].map((id) => file(vera, id)))).toEqual(['seen', 'seen']);
    await world.sql('DROP POLICY wide ON files.file');
    const { data } = await at(vera).run<Listed>(
      'query($id: ID!) { files(spaceId: $id) { edges { cursor node { id name } } pageInfo { hasNextPage endCursor } } }',
      { id: space },
    );
    expect(data.files.edges.map(({ node }) => node.name)).toEqual(['shown.txt']);
    await world.sql(
      'UPDATE content.document SET trashed_at = now(), trashed_with = document_id WHERE document_id = $1',
      [published],
    );
    expect([await file(vera, shown), await file(ada, shown)]).toEqual(['NOT_FOUND', 'seen']);
    expect(
      (
        await at(ada).run<{ documentFiles: object[] }>(
          'query($id: ID!) { documentFiles(documentId: $id) { id } }',
          { id: draft },
        )
      ).data.documentFiles,
    ).toHaveLength(1);
    expect((await by.begin({ documentId: published, name: 'x', size: 1 })).errors[0]!.extensions.code).toBe(
      'NOT_FOUND',
    );
  });

  test('go with their document to another Space, under that Space’s key', async () => {
    const elsewhere = await world.space(acme, 'Elsewhere');
    await world.grant(ada, acme, elsewhere, 'manager');
    const moving = await document(null);
    const id = await by.whole({ documentId: moving, name: 'moving.txt' }, Buffer.from('moving'));
    await world.sql('UPDATE content.document SET space_id = $1 WHERE document_id = $2', [elsewhere, moving]);
    const row = async () =>
      (
        await world.sql<{ space_id: string; key_space_id: string }>(
          'SELECT * FROM files.file_version WHERE file_id = $1',
          [id],
        )
      )[0]!;
    expect(await row()).toMatchObject({ space_id: elsewhere, key_space_id: space });
    await job('files.rewrap');
    expect(await row()).toMatchObject({ space_id: elsewhere, key_space_id: elsewhere });
    const { data } = await at(ada).run<{ downloadFile: { url: string } }>(
      'mutation($id: ID!) { downloadFile(fileId: $id) { url } }',
      { id },
    );
    const token = data.downloadFile.url.split('/').at(-1)!;
    const answer = await callRoute(world, 'files', 'file', await world.actor(ada, acme), {
      params: { token },
    });
    expect(await answer.text()).toBe('moving');
  });

  test('are listed in pages, in every order, and found by name', async () => {
    const room = await world.space(acme, 'List');
    await world.grant(ada, acme, room, 'manager');
    const names = ['Äpfel.txt', 'banane.txt', 'Zebra.txt', 'apfel 2.txt', '100 %.txt', 'b_n.txt'];
    for (const [index, name] of names.entries())
      await by.whole({ spaceId: room, name }, randomBytes(index + 1));
    const list = async (args: string): Promise<string[]> => {
      const found: string[] = [];
      let after: string | null = null;
      do {
        const answer: { data: Listed } = await at(ada).run<Listed>(
          `query($id: ID!, $after: String) { files(spaceId: $id, first: 2, after: $after ${args}) { edges { cursor node { id name } } pageInfo { hasNextPage endCursor } } }`,
          { id: room, after },
        );
        found.push(...answer.data.files.edges.map(({ node }) => node.name));
        after = answer.data.files.pageInfo.hasNextPage ? answer.data.files.pageInfo.endCursor : null;
      } while (after !== null);
      return found;
    };
    const byName = ['100 %.txt', 'apfel 2.txt', 'Äpfel.txt', 'b_n.txt', 'banane.txt', 'Zebra.txt'];
    expect(await list('')).toEqual(byName);
    expect(await list(', descending: true')).toEqual(byName.toReversed());
    expect(await list(', sort: SIZE')).toEqual(names);
    expect(await list(', sort: UPDATED')).toEqual(names);
    expect(await list(', sort: CREATED, descending: true')).toEqual(names.toReversed());
    expect(await list(', search: "ÄPFEL"')).toEqual(['Äpfel.txt']);
    expect(await list(', search: "%"')).toEqual(['100 %.txt']);
    expect(await list(', search: "_n"')).toEqual(['b_n.txt']);
    const { errors } = await at(ada).run(
      'query($id: ID!) { files(spaceId: $id, sort: SIZE, after: "WyJ4IiwieSJd") { edges { cursor } } }',
      { id: room },
    );
    expect(errors[0]!.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'after' });
  });

  test('are renamed by names that any computer can keep', async () => {
    const id = await by.whole({ spaceId: space, name: 'a.txt' }, Buffer.from('a'));
    const rename = (name: string) =>
      at(ada).run<{ renameFile: { name: string } }>(
        'mutation($id: ID!, $name: String!) { renameFile(fileId: $id, name: $name) { name } }',
        { id, name },
      );
    expect((await rename('  Beleg 1.pdf ')).data.renameFile.name).toBe('Beleg 1.pdf');
    for (const bad of ['', '..', 'a/b', 'CON', 'com1.txt', 'a\u202eb', 'x'.repeat(300), 'a:b', 'end.'])
      expect((await rename(bad)).errors[0]!.extensions, bad).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'name',
      });
  });

  test('lie in the trash for thirty days, then are gone with bytes and key, and the trail says so', async () => {
    const before = objects().length;
    const id = await by.whole({ spaceId: space, name: 'gone.txt' }, Buffer.from('gone'));
    expect((await onFile('trashFile', id, vera)).errors[0]!.extensions.code).toBe('NOT_FOUND');
    await onFile('trashFile', id);
    expect([await file(ada, id), await file(vera, id)]).toEqual(['seen', 'NOT_FOUND']);
    expect((await by.begin({ fileId: id, name: 'x', size: 1 })).errors[0]!.extensions.code).toBe('FORBIDDEN');
    await onFile('restoreFile', id);
    expect(await file(vera, id)).toBe('seen');
    await onFile('trashFile', id);
    await job('files.expire');
    expect(await file(ada, id)).toBe('seen');
    await world.sql("UPDATE files.file SET trashed_at = now() - interval '31 days' WHERE file_id = $1", [id]);
    await job('files.expire');
    expect(await file(ada, id)).toBe('NOT_FOUND');
    expect(objects().length).toBe(before);
    expect(await world.sql('SELECT 1 FROM files.file_version WHERE file_id = $1', [id])).toEqual([]);
    const [entry] = await world.sql("SELECT * FROM compliance.audit_entry WHERE action = 'file.purge'");
    expect(entry).toMatchObject({
      subject_id: id,
      org_id: acme.id,
      space_id: space,
      actor_kind: 'job',
      outcome: 'ok',
    });
  });

  test('leave nothing behind: abandoned uploads go after a day, orphans are swept, what is needed stays', async () => {
    const kept = await by.whole({ spaceId: space, name: 'kept.txt' }, Buffer.from('kept'));
    const before = new Set(objects());
    const { data } = await by.begin({ spaceId: space, name: 'abandoned', size: 200_000 });
    await by.send(data.beginFileUpload.id, 0, randomBytes(100_000));
    expect(objects().length).toBe(before.size + 1);
    await world.sql("UPDATE files.upload SET expires_at = now() - interval '1 minute' WHERE upload_id = $1", [
      data.beginFileUpload.id,
    ]);
    expect((await by.head(data.beginFileUpload.id)).status).toBe(404);
    await job('files.expire');
    expect(new Set(objects())).toEqual(before);

    const store = (await openFileStore(disk.outside))!;
    await store.append('0'.repeat(32), 0, one(Buffer.from('orphan')));
    await withClient(world.db.logins.kopexa_worker, async (client) => {
      const files = upkeepRepository((sql, params = []) => client.query(sql, [...params]));
      const tools = { store, files, now: new Date() };
      expect(await sweepObjects(tools)).toBe(0);
      expect(await sweepObjects(tools, -1_000)).toBe(1);
    });
    expect(new Set(objects())).toEqual(before);
    expect(await file(ada, kept)).toBe('seen');
  });
});

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}
