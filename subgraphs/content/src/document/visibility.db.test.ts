import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompany, type Company } from '#tests/kit/company.js';
import { bodyOf, documentsOf, succeeded, type TestDocument } from '#tests/kit/documents.js';
import { contentSubgraph } from '../subgraph.js';

let company: Company;
const as = (name: Parameters<Company['as']>[0]) => company.as(name);

beforeAll(async () => {
  company = await createCompany([contentSubgraph]);
});
afterAll(() => company.world.close());

const code = (answer: { errors: readonly { extensions: { code: string } }[] }) =>
  answer.errors[0]?.extensions.code;
const whole = `query($id: ID!) { document(id: $id) { title revision hasUnpublishedChanges updatedAt
  draft { number title } published { number title body } versions { edges { node { number title body } } } viewerCan } }`;

describe('what people see', () => {
  let document: TestDocument;
  beforeAll(async () => {
    const first = await as('ada').create({
      spaceId: company.space,
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
      { s: company.space },
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
    expect(
      code(
        await documentsOf(company.world, company.people.ada, company.acme, { half: true }).tryGet(
          document.id,
        ),
      ),
    ).toBe('SECOND_FACTOR_REQUIRED');
    expect(code(await documentsOf(company.world, null, company.acme).tryGet(document.id))).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('is nothing by reference, by version id or in a comparison either', async () => {
    const versions = await company.world.sql<{ version_id: string }>(
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
    const parent = await as('ada').create({ spaceId: company.space, title: 'CANARY-PARENT' });
    const child = await as('ada').publish(
      await as('ada').create({ spaceId: company.space, parentId: parent.id, title: 'Kind' }),
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

describe('without row-level security', () => {
  it('readers still see nothing of a draft, and strangers nothing at all', async () => {
    const { world, space } = company;
    const parent = await company.as('ada').create({ spaceId: space, title: 'CANARY-PARENT' });
    const first = await as('ada').publish(
      await as('ada').create({ spaceId: space, parentId: parent.id, title: 'Sichtbar' }),
    );
    const input = {
      documentId: first.id,
      expectedRevision: first.revision,
      title: 'CANARY-TITLE',
      body: bodyOf('CANARY'),
    };
    await as('ada').save(input);
    const versions = await world.sql<{ id: string }>('SELECT version_id AS id FROM content.document_version');
    for (const table of ['document', 'document_version']) {
      await world.sql(`ALTER TABLE content.${table} NO FORCE ROW LEVEL SECURITY`);
      await world.sql(`ALTER TABLE content.${table} DISABLE ROW LEVEL SECURITY`);
    }
    const queries = [
      'spaceTree(spaceId: $s) { id title parentId draft { title } published { title } versions { edges { node { title body } } } path { title } }',
      'recentDocuments { title }',
      'ownedDrafts { title }',
      'documents(spaceId: $s) { edges { node { title draft { title } } } }',
      'document(id: $d) { title parentId path { id title } draft { title } versions { edges { node { title } } } }',
      'document(id: $p) { title }',
      'compareVersions(documentId: $d, from: 1, to: 2) { added }',
      '_entities(representations: $r) { ... on DocumentVersion { title body } }',
    ];
    const values = {
      s: space,
      d: first.id,
      p: parent.id,
      r: versions.map(({ id }) => ({ __typename: 'DocumentVersion', id })),
    };
    const types: Record<string, string> = { s: 'ID!', d: 'ID!', p: 'ID!', r: '[_Any!]!' };
    const ask = async (name: 'vera' | 'max' | 'mallory'): Promise<string[]> => {
      const answers = queries.map((query) => {
        const used = Object.keys(values).filter((key) => query.includes(`$${key}`));
        const head = used.length > 0 ? `(${used.map((key) => `$${key}: ${types[key]}`).join(', ')})` : '';
        return as(name).run(
          `query${head} { ${query} }`,
          Object.fromEntries(used.map((key) => [key, values[key as 's']])),
        );
      });
      return (await Promise.all(answers)).map((answer) => answer.text);
    };
    const reader = await ask('vera');
    for (const at of [0, 3, 4, 7]) expect(reader[at]).toContain('Sichtbar');
    for (const text of [...reader, ...(await ask('max')), ...(await ask('mallory'))]) {
      expect(text).not.toContain('CANARY');
      expect(text).not.toContain(parent.id);
    }
    for (const text of [...(await ask('max')), ...(await ask('mallory'))])
      expect(text).not.toContain('Sichtbar');
  });
});
