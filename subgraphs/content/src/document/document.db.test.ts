import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompany, type Company } from '#tests/kit/company.js';
import { bodyOf, succeeded } from '#tests/kit/documents.js';
import { contentSubgraph } from '../subgraph.js';

let company: Company;
const as = (name: Parameters<Company['as']>[0]) => company.as(name);

beforeAll(async () => {
  company = await createCompany([contentSubgraph]);
});
afterAll(() => company.world.close());

const code = (answer: { errors: readonly { extensions: { code: string } }[] }) =>
  answer.errors[0]?.extensions.code;
describe('a new document', () => {
  it('has a first version, its creator as owner and the language of the Organization', async () => {
    const { id } = await as('ed').create({
      spaceId: company.space,
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
        owner: { id: company.people.ed.id },
        state: 'DRAFT',
        published: null,
      },
      draft: {
        number: 1,
        wordCount: 3,
        body: bodyOf('Alle lesen das.'),
        author: { id: company.people.ed.id },
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
      spaceId: company.space,
      ...input,
    });
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('is refused in a Space of somebody else exactly as in none', async () => {
    const input = (spaceId: string) => ({ spaceId, title: 'x' });
    const foreign = await as('mallory').attempt(
      'createDocument',
      'CreateDocumentInput!',
      input(company.space),
    );
    const missing = await as('mallory').attempt(
      'createDocument',
      'CreateDocumentInput!',
      input('01a20737-9ed8-7c4f-8e73-d526630ef57c'),
    );
    expect(code(foreign)).toBe('NOT_FOUND');
    expect(foreign.text).toBe(missing.text);
    expect(code(await as('ed').attempt('createDocument', 'CreateDocumentInput!', input(company.other)))).toBe(
      'NOT_FOUND',
    );
    expect(
      code(await as('vera').attempt('createDocument', 'CreateDocumentInput!', input(company.space))),
    ).toBe('NOT_FOUND');
  });

  it('is refused below a parent of another Space', async () => {
    const parent = await as('max').create({ spaceId: company.other, title: 'Anderswo' });
    const answer = await as('ed').attempt('createDocument', 'CreateDocumentInput!', {
      spaceId: company.space,
      parentId: parent.id,
      title: 'x',
    });
    expect(code(answer)).toBe('NOT_FOUND');
  });
});

describe('publishing', () => {
  it('sets the next review, and conflicts when the draft is not the one that was looked at', async () => {
    const created = await as('ed').create({ spaceId: company.space, title: 'Prüfung' });
    const stale = await as('ed').attempt('publishDocument', 'PublishDocumentInput!', {
      documentId: created.id,
      expectedRevision: 7,
    });
    expect(stale.errors[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      details: { currentRevision: 1, currentVersion: 1, authorId: company.people.ed.id },
    });
    const published = await as('ed').publish(created);
    expect(published).toMatchObject({ state: 'PUBLISHED', hasUnpublishedChanges: false });
    const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 7);
    expect(published.nextReviewOn?.slice(0, 7)).toBe(inAYear);
    expect(await as('ed').publish(published)).toEqual(published);
  });

  it('leaves one published version, also after the next one', async () => {
    const first = await as('ed').publish(await as('ed').create({ spaceId: company.space, title: 'Eins' }));
    const saved = await as('ed').save({
      documentId: first.id,
      expectedRevision: first.revision,
      title: 'Zwei',
      body: bodyOf('x'),
    });
    await as('ed').publish(saved);
    const rows = await company.world.sql(
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
    const { id } = await as('ed').create({ spaceId: company.space, title: 'Einzelheiten' });
    const input = {
      documentId: id,
      classification: 'CONFIDENTIAL',
      ownerId: company.people.carl.id,
      nextReviewOn: '2027-02-28',
      language: 'EN',
    };
    expect(await as('ed').details(input)).toMatchObject({ nextReviewOn: '2027-02-28', revision: 1 });
    const read = await as('ed').run(
      'query($id: ID!) { document(id: $id) { classification language owner { id } } }',
      { id },
    );
    expect(read.data).toEqual({
      document: { classification: 'CONFIDENTIAL', language: 'EN', owner: { id: company.people.carl.id } },
    });
    const bad = async (more: Record<string, unknown>) =>
      (
        await as('ed').attempt('updateDocumentDetails', 'UpdateDocumentDetailsInput!', {
          documentId: id,
          ...more,
        })
      ).errors[0]?.extensions;
    expect(await bad({ ownerId: company.people.mallory.id })).toMatchObject({
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
    const draft = await as('ed').create({ spaceId: company.space, title: 'Mein Entwurf' });
    await as('ada').create({ spaceId: company.space, title: 'Fremder Entwurf' });
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
      spaceId: company.space,
      title: 'CANARY-AUDIT',
      body: bodyOf('CANARY-AUDIT'),
    });
    await as('vera').trySave({ documentId: id, expectedRevision: 1, title: 'x', body: bodyOf('x') });
    const entries = await company.world.sql<{
      action: string;
      outcome: string;
      space_id: string;
      changes: string;
    }>(
      'SELECT action, outcome, space_id, changes FROM compliance.audit_entry WHERE subject_id = $1 ORDER BY at',
      [id],
    );
    expect(entries.map(({ action, outcome, space_id }) => [action, outcome, space_id])).toEqual([
      ['document.create', 'ok', company.space],
      ['document.save', 'denied', company.space],
    ]);
    expect(entries[0]?.changes).toContain('latest_version');
    expect(entries[0]?.changes).not.toContain('CANARY');
  });
});
