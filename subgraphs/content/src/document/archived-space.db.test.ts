import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCompany, type Company } from '#tests/kit/company.js';
import type { TestDocument } from '#tests/kit/documents.js';
import { contentSubgraph } from '../subgraph.js';

let company: Company;
let document: TestDocument;
const archive = (when: string) =>
  company.world.sql(`UPDATE tenancy.space SET archived_at = ${when} WHERE space_id = $1`, [company.space]);

beforeAll(async () => {
  company = await createCompany([contentSubgraph]);
  document = await company.as('ada').create({ spaceId: company.space, title: 'Policy' });
  await archive('now()');
});
afterAll(() => company.world.close());

it('documents of an archived Space can be read and not changed, by whatever role', async () => {
  const ada = company.as('ada');
  const read = await ada.run('query($id: ID!) { document(id: $id) { title viewerCan } }', {
    id: document.id,
  });
  expect(read.data['document']).toEqual({
    title: 'Policy',
    viewerCan: expect.not.arrayContaining([
      'DOCUMENT_WRITE',
      'DOCUMENT_PUBLISH',
      'DOCUMENT_TRASH',
    ]) as unknown,
  });
  const refused = [
    await ada.attempt('createDocument', 'CreateDocumentInput!', { spaceId: company.space, title: 'New' }),
    await ada.trySave({
      documentId: document.id,
      expectedRevision: 1,
      title: 'Changed',
      body: { type: 'doc' },
    }),
    await ada.attempt('trashDocument', 'ID!', document.id, 'documentId'),
    await ada.attempt('publishDocument', 'PublishDocumentInput!', {
      documentId: document.id,
      expectedRevision: 1,
    }),
  ];
  for (const { errors } of refused) expect(errors[0]?.extensions.code).toMatch(/^(FORBIDDEN|NOT_FOUND)$/);
});

it('a Space taken out of the archive can be written again', async () => {
  await archive('NULL');
  const created = await company.as('ada').create({ spaceId: company.space, title: 'After' });
  expect(created.title).toBe('After');
});
