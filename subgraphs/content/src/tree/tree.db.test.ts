import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { bodyOf, documentsOf, type TestDocument } from '#tests/kit/documents.js';
import { contentSubgraph } from '../subgraph.js';

let world: World;
let acme: TestOrganization;
let ada: Person;
let vera: Person;
let space: string;
let other: string;
const as = (person: Person) => documentsOf(world, person, acme);

beforeAll(async () => {
  world = await createWorld([contentSubgraph]);
  acme = await world.organization('acme');
  [ada, vera] = [await world.person('ada'), await world.person('vera')];
  for (const person of [ada, vera]) await world.join(person, acme, 'member');
});
afterAll(() => world.close());
beforeEach(async () => {
  [space, other] = [await world.space(acme, 'A'), await world.space(acme, 'B')];
  for (const id of [space, other]) await world.grant(ada, acme, id, 'manager');
  await world.grant(vera, acme, space, 'viewer');
});

const create = (title: string, parentId: string | null = null) =>
  as(ada).create({ spaceId: space, parentId, title });
const order = async (spaceId = space) => (await as(ada).list('spaceTree', spaceId)).map(({ title }) => title);
const inTree = async () => (await order()).sort();

describe('order', () => {
  it('is that of creation, and changes by moving', async () => {
    const [a, b, c] = [await create('a'), await create('b'), await create('c')];
    expect(await order()).toEqual(['a', 'b', 'c']);
    await as(ada).move({ documentId: c.id });
    expect(await order()).toEqual(['c', 'a', 'b']);
    await as(ada).move({ documentId: c.id, afterId: a.id });
    expect(await order()).toEqual(['a', 'c', 'b']);
    await as(ada).move({ documentId: a.id, afterId: b.id });
    expect(await order()).toEqual(['c', 'b', 'a']);
  });

  it('holds when no number fits between two neighbours any more', async () => {
    const documents = [await create('a'), await create('b'), await create('c')];
    await world.sql('UPDATE content.document SET position = 7 WHERE space_id = $1', [space]);
    const expected = (await order()).filter((title) => title !== 'c');
    await as(ada).move({
      documentId: documents[2]!.id,
      afterId: documents.find(({ title }) => title === expected[0])!.id,
    });
    expect(await order()).toEqual([expected[0], 'c', expected[1]]);
  });

  it('refuses a sibling that is not there', async () => {
    const [a, b] = [await create('a'), await create('b')];
    const child = await create('child', a.id);
    const answer = await as(ada).tryMove({ documentId: b.id, afterId: child.id });
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.afterId' });
  });
});

describe('moving', () => {
  it('refuses a cycle and a thirteenth level', async () => {
    const chain: TestDocument[] = [];
    for (let level = 1; level <= 12; level += 1)
      chain.push(await create(`d${level}`, chain.at(-1)?.id ?? null));
    const below = await as(ada).tryMove({ documentId: chain[0]!.id, parentId: chain[5]!.id });
    expect(below.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.parentId' });
    const deep = await as(ada).attempt('createDocument', 'CreateDocumentInput!', {
      spaceId: space,
      parentId: chain[11]!.id,
      title: 'd13',
    });
    expect(deep.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.parentId' });
    const single = await create('single');
    const pair = await create('pair', single.id);
    expect(
      (await as(ada).tryMove({ documentId: single.id, parentId: chain[10]!.id })).errors[0]?.extensions.code,
    ).toBe('INVALID_INPUT');
    await as(ada).move({ documentId: pair.id, parentId: chain[10]!.id });
  });

  it('to another Space takes everything along, versions and search too, and its permissions', async () => {
    const parent = await create('Umzug');
    const child = await create('Mitgezogen', parent.id);
    await as(ada).publish(child);
    expect((await as(vera).get(child.id)).title).toBe('Mitgezogen');
    await as(ada).move({ documentId: parent.id, spaceId: other });
    expect(await order()).toEqual([]);
    expect(await order(other)).toEqual(['Umzug', 'Mitgezogen']);
    expect((await as(vera).tryGet(child.id)).errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await as(vera).titlesFound('Mitgezogen')).toEqual([]);
    expect(await as(ada).titlesFound('Mitgezogen')).toEqual(['Mitgezogen']);
    const [left] = await world.sql<{ count: string }>(
      `SELECT count(*) FROM (SELECT space_id FROM content.document_version UNION ALL SELECT space_id FROM content.search_entry) s WHERE s.space_id = $1`,
      [space],
    );
    expect(left?.count).toBe('0');
  });

  it('to another Space takes ten thousand versions at a time and no more', async () => {
    const document = await create('Viel Geschichte');
    const more = (from: number, to: number) =>
      world.sql(
        `INSERT INTO content.document_version (version_id, org_id, space_id, document_id, number, title, body, plain, byte_size, word_count, author_id, is_published)
         SELECT uuidv7(), org_id, space_id, document_id, n, title, body, plain, 0, 0, author_id, false
           FROM content.document_version v, generate_series($2::int, $3::int) n WHERE v.document_id = $1 AND v.number = 1`,
        [document.id, from, to],
      );
    await more(2, 10_001);
    const answer = await as(ada).tryMove({ documentId: document.id, spaceId: other });
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.spaceId' });
    await as(ada).move({ documentId: document.id });
  });

  it('needs the right to write in both Spaces', async () => {
    const document = await create('Bleibt');
    const foreign = await world.space(acme, 'C');
    const answer = await as(ada).tryMove({ documentId: document.id, spaceId: foreign });
    expect(answer.errors[0]?.extensions.code).toBe('NOT_FOUND');
    await world.grant(ada, acme, foreign, 'viewer');
    expect(
      (await as(ada).tryMove({ documentId: document.id, spaceId: foreign })).errors[0]?.extensions.code,
    ).toBe('FORBIDDEN');
  });
});

describe('the trash', () => {
  it('takes what is below, and gives back what went with it', async () => {
    const parent = await create('Eltern');
    const child = await create('Kind', parent.id);
    const earlier = await create('Früher', parent.id);
    const grandchild = await create('Enkel', child.id);
    await as(ada).trash(earlier.id);
    await as(ada).trash(parent.id);
    expect(await inTree()).toEqual([]);
    expect((await as(ada).list('trash', space)).map(({ title }) => title).sort()).toEqual([
      'Eltern',
      'Früher',
    ]);
    expect(await as(ada).titlesFound('Enkel')).toEqual([]);
    expect((await as(ada).get(grandchild.id)).viewerCan).not.toContain('DOCUMENT_WRITE');
    const saved = await as(ada).trySave({
      documentId: child.id,
      expectedRevision: 1,
      title: 'x',
      body: bodyOf('x'),
    });
    expect(saved.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'documentId' });
    await as(ada).restore(parent.id);
    expect(await inTree()).toEqual(['Eltern', 'Enkel', 'Kind']);
    expect(await as(ada).titlesFound('Enkel')).toEqual(['Enkel']);
    expect((await as(ada).list('trash', space)).map(({ title }) => title)).toEqual(['Früher']);
    expect(await as(ada).restore(earlier.id)).toMatchObject({ parentId: parent.id, trashedAt: null });
  });

  it('gives back to the top what has no parent any more', async () => {
    const parent = await create('Eltern');
    const child = await create('Kind', parent.id);
    await as(ada).trash(parent.id);
    expect(await as(ada).restore(child.id)).toMatchObject({ parentId: null, trashedAt: null });
    expect(await order()).toEqual(['Kind']);
  });

  it('hides a published document from readers', async () => {
    const document = await as(ada).publish(await create('Veröffentlicht'));
    await as(ada).trash(document.id);
    expect((await as(vera).tryGet(document.id)).errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await as(vera).list('spaceTree', space)).toEqual([]);
    const list = await as(vera).run('query($id: ID!) { trash(spaceId: $id) { id } }', { id: space });
    expect(list.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('takes no new document while it takes the parent', async () => {
    const parent = await create('Eltern');
    await Promise.all([
      as(ada).trash(parent.id),
      ...Array.from({ length: 5 }, (_, i) =>
        as(ada).attempt('createDocument', 'CreateDocumentInput!', {
          spaceId: space,
          parentId: parent.id,
          title: `k${i}`,
        }),
      ),
    ]);
    expect(await order()).toEqual([]);
  });
});

describe('the archive', () => {
  it('keeps a document readable and unchangeable, out of tree and search, and gives it back', async () => {
    const parent = await create('Eltern');
    const child = await as(ada).publish(await create('Kind', parent.id));
    await as(ada).archive(parent.id);
    expect(await inTree()).toEqual([]);
    expect((await as(ada).list('archivedDocuments', space)).map(({ title }) => title)).toEqual(['Eltern']);
    expect(await as(vera).titlesFound('Kind')).toEqual([]);
    expect((await as(vera).get(child.id)).archivedAt).not.toBeNull();
    const saved = await as(ada).trySave({
      documentId: child.id,
      expectedRevision: 1,
      title: 'x',
      body: bodyOf('x'),
    });
    expect(saved.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'documentId' });
    await as(ada).unarchive(parent.id);
    expect(await inTree()).toEqual(['Eltern', 'Kind']);
    expect(await as(vera).titlesFound('Kind')).toEqual(['Kind']);
  });
});
