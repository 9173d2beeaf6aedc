import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStatements } from '#runtime/db/statistics.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { bodyOf, documentsOf, succeeded } from '#tests/kit/documents.js';
import { contentSubgraph } from '../subgraph.js';

let world: World;
let acme: TestOrganization;
let space: string;
let ada: Person;
let bob: Person;
const as = (person: Person) => documentsOf(world, person, acme);

beforeAll(async () => {
  world = await createWorld([contentSubgraph]);
  acme = await world.organization('acme');
  space = await world.space(acme, 'Policies');
  for (const name of ['ada', 'bob']) {
    const person = await world.person(name);
    await world.join(person, acme, 'member');
    await world.grant(person, acme, space, 'editor');
    if (name === 'ada') ada = person;
    else bob = person;
  }
});
afterAll(() => world.close());

const numbers = async (id: string) =>
  world.sql<{ number: number; title: string }>(
    'SELECT number, title FROM content.document_version WHERE document_id = $1 ORDER BY number',
    [id],
  );
const backdate = (id: string, minutes: number) =>
  world.sql(
    `UPDATE content.document_version SET created_at = created_at - make_interval(mins => $2) WHERE document_id = $1`,
    [id, minutes],
  );
const make = async (title = 'Eins') =>
  as(ada).create({ spaceId: space, title, body: bodyOf('erster Stand') });

describe('saving', () => {
  it('goes into the newest version for ten minutes, then makes one more; the revision always rises', async () => {
    const { id } = await make();
    const second = await as(ada).save({
      documentId: id,
      expectedRevision: 1,
      title: 'Zwei',
      body: bodyOf('b'),
    });
    expect(second.revision).toBe(2);
    expect(await numbers(id)).toEqual([{ number: 1, title: 'Zwei' }]);
    await backdate(id, 11);
    await as(ada).save({ documentId: id, expectedRevision: 2, title: 'Drei', body: bodyOf('b') });
    expect(await numbers(id)).toEqual([
      { number: 1, title: 'Zwei' },
      { number: 2, title: 'Drei' },
    ]);
  });

  it('makes a version of its own when asked to, so that the other side of a conflict stays', async () => {
    const { id } = await make();
    const mine = { documentId: id, expectedRevision: 1, title: 'Meine Seite', body: bodyOf('mein Stand') };
    await as(ada).save({ ...mine, asNewVersion: true });
    expect(await numbers(id)).toEqual([
      { number: 1, title: 'Eins' },
      { number: 2, title: 'Meine Seite' },
    ]);
    await as(ada).save({ ...mine, expectedRevision: 2, asNewVersion: true });
    expect(await numbers(id)).toHaveLength(2);
  });

  it('makes a version of its own after somebody else and after a publication', async () => {
    const created = await make();
    const byBob = await as(bob).save({
      documentId: created.id,
      expectedRevision: 1,
      title: 'Bob',
      body: bodyOf('b'),
    });
    const published = await as(bob).publish(byBob);
    await as(bob).save({
      documentId: created.id,
      expectedRevision: published.revision,
      title: 'Nach',
      body: bodyOf('b'),
    });
    expect((await numbers(created.id)).map(({ title }) => title)).toEqual(['Eins', 'Bob', 'Nach']);
  });

  it('of what is there already changes nothing', async () => {
    const { id } = await make();
    await backdate(id, 30);
    const same = await as(ada).save({
      documentId: id,
      expectedRevision: 1,
      title: 'Eins',
      body: bodyOf('erster Stand'),
    });
    expect(same.revision).toBe(1);
    expect(await numbers(id)).toHaveLength(1);
  });

  it('conflicts in a second tab of the same person, and says who was when', async () => {
    const { id } = await make();
    await as(ada).save({ documentId: id, expectedRevision: 1, title: 'Tab A', body: bodyOf('a') });
    const answer = await as(ada).trySave({
      documentId: id,
      expectedRevision: 1,
      title: 'Tab B',
      body: bodyOf('b'),
    });
    expect(answer.errors[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      details: {
        currentRevision: 2,
        currentVersion: 1,
        authorId: ada.id,
        savedAt: expect.any(String) as string,
      },
    });
    expect(await numbers(id)).toEqual([{ number: 1, title: 'Tab A' }]);
  });

  it('at the same moment lets exactly one through', async () => {
    const { id } = await make();
    const save = (title: string) =>
      as(ada).trySave({ documentId: id, expectedRevision: 1, title, body: bodyOf(title) });
    const answers = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(save));
    const codes = answers.map((answer) => answer.errors[0]?.extensions.code ?? 'ok').sort();
    expect(codes).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'CONFLICT', 'CONFLICT', 'ok']);
    expect(succeeded(await as(ada).tryGet(id))['document']).toMatchObject({ revision: 2 });
  });

  it('renames by the same rules', async () => {
    const { id } = await make();
    const rename =
      'mutation($id: ID!, $r: Int!, $t: String!) { renameDocument(documentId: $id, title: $t, expectedRevision: $r) { title revision draft { body } } }';
    const answer = await as(bob).run(rename, { id, r: 1, t: 'Neuer Titel' });
    expect(answer.data).toEqual({
      renameDocument: { title: 'Neuer Titel', revision: 2, draft: { body: bodyOf('erster Stand') } },
    });
    expect((await as(bob).run(rename, { id, r: 1, t: 'x' })).errors[0]?.extensions.code).toBe('CONFLICT');
    expect((await as(bob).run(rename, { id, r: 2, t: '' })).errors[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'title',
    });
  });
});

describe('history', () => {
  it('pages from the newest back, compares any two and restores as a version of its own', async () => {
    const { id } = await make('Titel eins');
    for (const [index, person] of [bob, ada, bob].entries()) {
      await as(person).save({
        documentId: id,
        expectedRevision: index + 1,
        title: `Titel ${index}`,
        body: bodyOf('erster Stand', `Absatz ${index}`),
      });
    }
    const page = async (after: string | null) =>
      succeeded(
        await as(ada).run(
          `query($id: ID!, $after: String) { document(id: $id) { versions(first: 3, after: $after) {
        edges { node { id number title restoredFrom body } } pageInfo { hasNextPage endCursor } } } }`,
          { id, after },
        ),
      )['document'] as {
        versions: {
          edges: { node: { id: string; number: number; restoredFrom: number | null; body: unknown } }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      };
    const first = await page(null);
    expect(first.versions.edges.map(({ node }) => node.number)).toEqual([4, 3, 2]);
    expect(first.versions.pageInfo.hasNextPage).toBe(true);
    const last = await page(first.versions.pageInfo.endCursor);
    expect(last.versions.edges.map(({ node }) => [node.number, node.body])).toEqual([
      [1, bodyOf('erster Stand')],
    ]);

    const diff = await as(ada).run(
      `query($id: ID!) { compareVersions(documentId: $id, from: 1, to: 4) {
      from { number } to { number body } titleChanges { kind text } blocks { kind nodeType level parts { kind text } } added removed } }`,
      { id },
    );
    expect(diff.data).toMatchObject({
      compareVersions: {
        ...{ from: { number: 1 }, to: { number: 4 }, added: 3, removed: 1 },
        titleChanges: [
          { kind: 'SAME', text: 'Titel ' },
          { kind: 'REMOVED', text: 'eins' },
          { kind: 'ADDED', text: '2' },
        ],
        blocks: [
          { kind: 'SAME' },
          { kind: 'ADDED', nodeType: 'paragraph', level: null, parts: [{ kind: 'ADDED', text: 'Absatz 2' }] },
        ],
      },
    });

    const versionId = last.versions.edges[0]!.node.id;
    const restored = await as(ada).change('restoreVersion', 'RestoreVersionInput!', {
      documentId: id,
      versionId,
      expectedRevision: 4,
    });
    expect(restored).toMatchObject({ title: 'Titel eins', revision: 5 });
    expect((await page(null)).versions.edges[0]?.node).toMatchObject({
      number: 5,
      restoredFrom: 1,
      body: bodyOf('erster Stand'),
    });
    await as(ada).save({ documentId: id, expectedRevision: 5, title: 'Danach', body: bodyOf('x') });
    expect(await numbers(id)).toHaveLength(6);
  });

  it('does not restore the version of another document', async () => {
    const [one, two] = [await make(), await make()];
    const [row] = await world.sql<{ version_id: string }>(
      'SELECT version_id FROM content.document_version WHERE document_id = $1',
      [two.id],
    );
    const answer = await as(ada).attempt('restoreVersion', 'RestoreVersionInput!', {
      documentId: one.id,
      versionId: row!.version_id,
      expectedRevision: 1,
    });
    expect(answer.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('takes the same number of round trips for two documents as for twenty', async () => {
    for (let i = 0; i < 20; i += 1) await make(`Nummer ${i}`);
    const roundTrips = async (first: number) => {
      const counts = countStatements();
      const answer = await as(ada).run(
        `query($s: ID!, $first: Int) { documents(spaceId: $s, first: $first) { edges { node { title parentId viewerCan
           draft { number body } published { number } path { title } versions(first: 20) { edges { node { number body } } } } } } }`,
        { s: space, first },
      );
      expect((succeeded(answer)['documents'] as { edges: unknown[] }).edges).toHaveLength(first);
      return counts.stop().roundTrips;
    };
    expect(await roundTrips(20)).toBe(await roundTrips(2));
    expect(await roundTrips(20)).toBeLessThanOrEqual(5);
  });

  it('reads a page of documents, or one with its history, in one or two round trips', async () => {
    const { id } = await make();
    const count = async (query: string, variables: Record<string, unknown>) => {
      const counts = countStatements();
      succeeded(await as(ada).run(query, variables));
      return counts.stop().roundTrips;
    };
    const list =
      'query($s: ID!) { documents(spaceId: $s, first: 50) { edges { node { id title updatedAt owner { id } viewerCan } } } }';
    expect(await count(list, { s: space })).toBe(1);
    const one =
      'query($id: ID!) { document(id: $id) { title versions(first: 20) { edges { node { number title author { id } } } } } }';
    expect(await count(one, { id })).toBe(2);
  });
});

describe('the database itself', () => {
  it('keeps settled versions as they are, whoever asks', async () => {
    const created = await make();
    const published = await as(ada).publish(created);
    await as(ada).save({
      documentId: created.id,
      expectedRevision: published.revision,
      title: 'Neu',
      body: bodyOf('n'),
    });
    const { context } = await world.actor(ada, acme);
    const attempt = async (text: string, person = context) => {
      const { default: pg } = await import('pg');
      const client = new pg.Client(world.db.logins.kopexa_content);
      await client.connect();
      try {
        await client.query("SELECT set_config('kopexa.context', $1, false)", [person]);
        const result = await client.query(text, [created.id]);
        return result.rowCount;
      } catch (error) {
        return (error as { code: string }).code;
      } finally {
        await client.end();
      }
    };
    const update = (set: string, where = 'true') =>
      `UPDATE content.document_version SET ${set} WHERE document_id = $1 AND ${where}`;
    expect(await attempt(update("title = 'x'", 'number = 1'))).toBe('KX403');
    expect(await attempt(update("title = 'x'", 'number = 2'))).toBe(1);
    expect(await attempt(update("title = 'y'", 'number = 2'), (await world.actor(bob, acme)).context)).toBe(
      'KX403',
    );
    expect(await attempt(update('number = 9'))).toBe('42501');
    expect(await attempt('DELETE FROM content.document_version WHERE document_id = $1')).toBe('42501');
    expect(await attempt(update("title = 'x'"), '')).toBe(0);
  });
});
