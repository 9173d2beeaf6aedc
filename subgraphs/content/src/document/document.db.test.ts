import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { bodyOf, documentsOf, succeeded, type TestDocument } from '#tests/kit/documents.js';
import { contentSubgraph } from '../subgraph.js';

let world: World;
let acme: TestOrganization;
let globex: TestOrganization;
let space: string;
let other: string;
const people = {} as Record<'ada' | 'ed' | 'vera' | 'carl' | 'max' | 'mallory', Person>;
const as = (name: keyof typeof people) =>
  documentsOf(world, people[name], name === 'mallory' ? globex : acme);

beforeAll(async () => {
  world = await createWorld([contentSubgraph as never]);
  acme = await world.organization('acme');
  globex = await world.organization('globex');
  space = await world.space(acme, 'Policies');
  other = await world.space(acme, 'Other');
  const foreign = await world.space(globex, 'Foreign');
  for (const name of ['ada', 'ed', 'vera', 'carl', 'max', 'mallory'] as const) {
    people[name] = await world.person(name);
    await world.join(
      people[name],
      name === 'mallory' ? globex : acme,
      name === 'mallory' ? 'owner' : 'member',
    );
  }
  await world.grant(people.ada, acme, space, 'manager');
  await world.grant(people.ed, acme, space, 'editor');
  await world.grant(people.carl, acme, space, 'commenter');
  await world.grant(people.vera, acme, space, 'viewer');
  await world.grant(people.max, acme, other, 'manager');
  await world.grant(people.mallory, globex, foreign, 'manager');
});
afterAll(() => world.close());

const code = (answer: { errors: readonly { extensions: { code: string } }[] }) =>
  answer.errors[0]?.extensions.code;
const whole = `query($id: ID!) { document(id: $id) { title revision hasUnpublishedChanges updatedAt
  draft { number title } published { number title body } versions { edges { node { number title body } } } viewerCan } }`;

describe('a new document', () => {
  it('has a first version, its creator as owner and the language of the Organization', async () => {
    const { id } = await as('ed').create({
      spaceId: space,
      title: '  Richtlinie  ',
      body: bodyOf('Alle lesen das.'),
    });
    const answer = await as('ed').run(
      `query($id: ID!) { document(id: $id) { title language classification owner { id } state
      draft { number wordCount byteSize body author { id } isPublished publishedBy { id } } published { id } viewerCan } }`,
      { id },
    );
    expect(succeeded(answer)['document']).toMatchObject({
      ...{
        title: 'Richtlinie',
        language: 'DE',
        classification: 'INTERNAL',
        owner: { id: people.ed.id },
        state: 'DRAFT',
        published: null,
      },
      draft: {
        number: 1,
        wordCount: 3,
        body: bodyOf('Alle lesen das.'),
        author: { id: people.ed.id },
        isPublished: false,
        publishedBy: null,
      },
      viewerCan: [
        'DOCUMENT_READ',
        'DOCUMENT_READ_DRAFT',
        'DOCUMENT_WRITE',
        'DOCUMENT_PUBLISH',
        'DOCUMENT_TRASH',
      ],
    });
  });

  it.each([
    ['without a title', { title: ' ' }, 'input.title'],
    ['with a title of 201 characters', { title: 'x'.repeat(201) }, 'input.title'],
    [
      'with a script link',
      {
        title: 'x',
        body: {
          type: 'doc',
          content: [
            {
              type: 'paragraph',
              content: [
                {
                  type: 'text',
                  text: 'x',
                  marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }],
                },
              ],
            },
          ],
        },
      },
      'input.body',
    ],
    [
      'with an unknown node',
      { title: 'x', body: { type: 'doc', content: [{ type: 'script' }] } },
      'input.body',
    ],
  ])('is refused %s, and the field is named', async (_, input, field) => {
    const answer = await as('ed').attempt('createDocument', 'CreateDocumentInput!', {
      spaceId: space,
      ...input,
    });
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('is refused in a Space of somebody else exactly as in none', async () => {
    const input = (spaceId: string) => ({ spaceId, title: 'x' });
    const foreign = await as('mallory').attempt('createDocument', 'CreateDocumentInput!', input(space));
    const missing = await as('mallory').attempt(
      'createDocument',
      'CreateDocumentInput!',
      input('01a20737-9ed8-7c4f-8e73-d526630ef57c'),
    );
    expect(code(foreign)).toBe('NOT_FOUND');
    expect(foreign.text).toBe(missing.text);
    expect(code(await as('ed').attempt('createDocument', 'CreateDocumentInput!', input(other)))).toBe(
      'NOT_FOUND',
    );
    expect(code(await as('vera').attempt('createDocument', 'CreateDocumentInput!', input(space)))).toBe(
      'NOT_FOUND',
    );
  });

  it('is refused below a parent of another Space', async () => {
    const parent = await as('max').create({ spaceId: other, title: 'Anderswo' });
    const answer = await as('ed').attempt('createDocument', 'CreateDocumentInput!', {
      spaceId: space,
      parentId: parent.id,
      title: 'x',
    });
    expect(code(answer)).toBe('NOT_FOUND');
  });
});

describe('what people see', () => {
  let document: TestDocument;
  beforeAll(async () => {
    const first = await as('ada').create({
      spaceId: space,
      title: 'Öffentlicher Titel',
      body: bodyOf('Stand eins.'),
    });
    const published = await as('ada').publish(first);
    document = await as('ada').save({
      documentId: first.id,
      expectedRevision: published.revision,
      title: 'CANARY-TITLE',
      body: bodyOf('CANARY-BODY'),
    });
  });

  it('is the published version for readers, and nothing of the draft', async () => {
    const answer = await as('vera').run(whole, { id: document.id });
    expect(succeeded(answer)['document']).toMatchObject({
      ...{
        title: 'Öffentlicher Titel',
        revision: 0,
        hasUnpublishedChanges: false,
        draft: null,
        viewerCan: ['DOCUMENT_READ'],
      },
      published: { number: 1, body: bodyOf('Stand eins.') },
      versions: { edges: [{ node: { number: 1 } }] },
    });
    expect(answer.text).not.toContain('CANARY');
    const listed = await as('vera').run(
      `query($s: ID!) { spaceTree(spaceId: $s) { title path { title } } documents(spaceId: $s) { edges { node { title draft { title } versions { edges { node { title } } } } } } recentDocuments { title } }`,
      { s: space },
    );
    expect(listed.errors).toEqual([]);
    expect(listed.text).toContain('Öffentlicher Titel');
    expect(listed.text).not.toContain('CANARY');
  });

  it('is the draft, the published version and the history for those who read drafts', async () => {
    const answer = await as('carl').run(whole, { id: document.id });
    expect(succeeded(answer)['document']).toMatchObject({
      ...{
        title: 'CANARY-TITLE',
        hasUnpublishedChanges: true,
        draft: { number: 2 },
        published: { number: 1 },
      },
      versions: { edges: [{ node: { number: 2 } }, { node: { number: 1 } }] },
      viewerCan: ['DOCUMENT_READ', 'DOCUMENT_READ_DRAFT'],
    });
  });

  it('is nothing without a grant, from another Organization, or signed in by halves; all answers are the same', async () => {
    const missing = await as('max').tryGet('01a20737-9ed8-7c4f-8e73-d526630ef57c');
    expect(code(missing)).toBe('NOT_FOUND');
    expect((await as('max').tryGet(document.id)).text).toBe(missing.text);
    expect((await as('mallory').tryGet(document.id)).text).toBe(missing.text);
    expect((await as('mallory').tryGet('kein-uuid')).text).toBe(missing.text);
    expect(code(await documentsOf(world, people.ada, acme, { half: true }).tryGet(document.id))).toBe(
      'SECOND_FACTOR_REQUIRED',
    );
    expect(code(await documentsOf(world, null, acme).tryGet(document.id))).toBe('UNAUTHENTICATED');
  });

  it('is nothing by reference, by version id or in a comparison either', async () => {
    const versions = await world.sql<{ version_id: string }>(
      'SELECT version_id FROM content.document_version WHERE document_id = $1',
      [document.id],
    );
    const representations = [
      { __typename: 'Document', id: document.id },
      ...versions.map((row) => ({ __typename: 'DocumentVersion', id: row.version_id })),
    ];
    const entities = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Document { id title } ... on DocumentVersion { id title body } } }`;
    const foreign = await as('mallory').run(entities, { r: representations });
    expect(foreign.data).toEqual({ _entities: [null, null, null] });
    expect((await as('max').run(entities, { r: representations })).text).toBe(foreign.text);
    const reader = await as('vera').run(entities, { r: representations });
    expect(reader.text).not.toContain('CANARY');
    expect((reader.data['_entities'] as unknown[]).filter(Boolean)).toHaveLength(2);
    const compare =
      'query($id: ID!) { compareVersions(documentId: $id, from: 1, to: 2) { added blocks { parts { text } } } }';
    expect(code(await as('vera').run(compare, { id: document.id }))).toBe('NOT_FOUND');
    expect(code(await as('mallory').run(compare, { id: document.id }))).toBe('NOT_FOUND');
    expect((await as('carl').run(compare, { id: document.id })).data).toMatchObject({
      compareVersions: { added: 2 },
    });
  });

  it('goes away when it is unpublished, and a parent that was never published stays unknown', async () => {
    const parent = await as('ada').create({ spaceId: space, title: 'CANARY-PARENT' });
    const child = await as('ada').publish(
      await as('ada').create({ spaceId: space, parentId: parent.id, title: 'Kind' }),
    );
    const seen = await as('vera').run('query($id: ID!) { document(id: $id) { parentId path { title } } }', {
      id: child.id,
    });
    expect(seen.data).toEqual({ document: { parentId: null, path: [] } });
    expect((await as('carl').get(child.id)).parentId).toBe(parent.id);
    await as('ada').unpublish(child.id);
    expect(code(await as('vera').tryGet(child.id))).toBe('NOT_FOUND');
    expect(await as('ada').get(child.id)).toMatchObject({ state: 'DRAFT', hasUnpublishedChanges: true });
  });
});

describe('publishing', () => {
  it('sets the next review, and conflicts when the draft is not the one that was looked at', async () => {
    const created = await as('ed').create({ spaceId: space, title: 'Prüfung' });
    const stale = await as('ed').attempt('publishDocument', 'PublishDocumentInput!', {
      documentId: created.id,
      expectedRevision: 7,
    });
    expect(stale.errors[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      details: { currentRevision: 1, currentVersion: 1, authorId: people.ed.id },
    });
    const published = await as('ed').publish(created);
    expect(published).toMatchObject({ state: 'PUBLISHED', hasUnpublishedChanges: false });
    const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 7);
    expect(published.nextReviewOn?.slice(0, 7)).toBe(inAYear);
    expect(await as('ed').publish(published)).toEqual(published);
  });

  it('leaves one published version, also after the next one', async () => {
    const first = await as('ed').publish(await as('ed').create({ spaceId: space, title: 'Eins' }));
    const saved = await as('ed').save({
      documentId: first.id,
      expectedRevision: first.revision,
      title: 'Zwei',
      body: bodyOf('x'),
    });
    await as('ed').publish(saved);
    const rows = await world.sql(
      'SELECT number, is_published, published_at IS NOT NULL AS was FROM content.document_version WHERE document_id = $1 ORDER BY number',
      [first.id],
    );
    expect(rows).toEqual([
      { number: 1, is_published: false, was: true },
      { number: 2, is_published: true, was: true },
    ]);
  });
});

describe('details', () => {
  it('change, and an owner is a member of the Organization', async () => {
    const { id } = await as('ed').create({ spaceId: space, title: 'Einzelheiten' });
    const input = {
      documentId: id,
      classification: 'CONFIDENTIAL',
      ownerId: people.carl.id,
      nextReviewOn: '2027-02-28',
      language: 'EN',
    };
    expect(await as('ed').details(input)).toMatchObject({ nextReviewOn: '2027-02-28', revision: 1 });
    const read = await as('ed').run(
      'query($id: ID!) { document(id: $id) { classification language owner { id } } }',
      { id },
    );
    expect(read.data).toEqual({
      document: { classification: 'CONFIDENTIAL', language: 'EN', owner: { id: people.carl.id } },
    });
    const bad = async (more: Record<string, unknown>) =>
      (
        await as('ed').attempt('updateDocumentDetails', 'UpdateDocumentDetailsInput!', {
          documentId: id,
          ...more,
        })
      ).errors[0]?.extensions;
    expect(await bad({ ownerId: people.mallory.id })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'input.ownerId',
    });
    expect(await bad({ ownerId: 'x' })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.ownerId' });
    expect(await bad({ nextReviewOn: '2027-02-30' })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'input.nextReviewOn',
    });
    expect(await as('ed').details({ documentId: id, nextReviewOn: null })).toMatchObject({
      nextReviewOn: null,
    });
  });
});

describe('the home page', () => {
  it('knows own drafts and recent documents', async () => {
    const draft = await as('ed').create({ spaceId: space, title: 'Mein Entwurf' });
    await as('ada').create({ spaceId: space, title: 'Fremder Entwurf' });
    const answer = await as('ed').run('{ ownedDrafts { id } recentDocuments { title } }');
    const { ownedDrafts, recentDocuments } = succeeded(answer) as {
      ownedDrafts: { id: string }[];
      recentDocuments: { title: string }[];
    };
    expect(ownedDrafts.map(({ id }) => id)).toContain(draft.id);
    expect(recentDocuments[0]?.title).toBe('Fremder Entwurf');
    expect((await as('vera').run('{ ownedDrafts { id } }')).data).toEqual({ ownedDrafts: [] });
  });
});

describe('every change', () => {
  it('leaves one entry with facts, without a word of content', async () => {
    const { id } = await as('ed').create({
      spaceId: space,
      title: 'CANARY-AUDIT',
      body: bodyOf('CANARY-AUDIT'),
    });
    await as('vera').trySave({ documentId: id, expectedRevision: 1, title: 'x', body: bodyOf('x') });
    const entries = await world.sql<{ action: string; outcome: string; space_id: string; changes: string }>(
      'SELECT action, outcome, space_id, changes FROM compliance.audit_entry WHERE subject_id = $1 ORDER BY at',
      [id],
    );
    expect(entries.map(({ action, outcome, space_id }) => [action, outcome, space_id])).toEqual([
      ['document.create', 'ok', space],
      ['document.save', 'denied', space],
    ]);
    expect(entries[0]?.changes).toContain('latest_version');
    expect(entries[0]?.changes).not.toContain('CANARY');
  });
});
