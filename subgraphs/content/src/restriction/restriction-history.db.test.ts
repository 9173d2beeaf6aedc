import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompany, type Company } from '#tests/kit/company.js';
import { bodyOf, succeeded, type TestDocument } from '#tests/kit/documents.js';
import { contentSubgraph } from '../subgraph.js';

let company: Company;
beforeAll(async () => {
  company = await createCompany([contentSubgraph]);
  const { world, acme, other, people } = company;
  await world.grant(people.ada, acme, other, 'manager');
});
afterAll(() => company.world.close());

const make = (title: string, parentId: string | null = null): Promise<TestDocument> =>
  company.as('ada').create({ spaceId: company.space, parentId, title, body: bodyOf(title) });
const restrict = async (documentId: string, userIds: string[]) =>
  succeeded(
    await company
      .as('ada')
      .run('mutation($input: RestrictDocumentInput!) { restrictDocument(input: $input) { id } }', {
        input: { documentId, userIds, groupIds: [] },
      }),
  );

interface Then {
  readonly space_id: string;
  readonly published: boolean;
  readonly trashed: boolean;
  readonly restrictions: readonly { documentId: string; users: string[]; groups: string[] }[];
}
const now = async (): Promise<string> =>
  (await company.world.sql<{ at: string }>('SELECT clock_timestamp()::text AS at'))[0]!.at;
const at = async (id: string, moment: string): Promise<Then | undefined> =>
  (
    await company.world.sql<Then>('SELECT * FROM content.document_at($1, $2, $3)', [
      company.acme.id,
      id,
      moment,
    ])
  )[0];

describe('the history of a document', () => {
  it('says of every moment where it was and who was let in', async () => {
    const { space, other, people } = company;
    const before = await now();
    const top = await make('Oben');
    const below = await make('Unten', top.id);
    const made = await now();
    await company.as('ada').publish(below);
    await restrict(top.id, [people.ed.id]);
    const closed = await now();
    await company.as('ada').move({ documentId: below.id, spaceId: other });
    await company.as('ada').trash(below.id);
    const moved = await now();
    expect(await at(below.id, before)).toBeUndefined();
    const plain = { space_id: space, published: false, trashed: false, restrictions: [] };
    expect(await at(below.id, made)).toEqual(plain);
    expect(await at(below.id, closed)).toMatchObject({
      space_id: space,
      published: true,
      restrictions: [{ documentId: top.id, users: [people.ed.id], groups: [] }],
    });
    expect(await at(below.id, moved)).toEqual({
      ...{ space_id: other, published: true, trashed: true, restrictions: [] },
    });
    const counts = await company.world.sql<{ closed: number }>(
      "SELECT closed FROM content.closed_counts_at($1, $2, '{}', $3)",
      [company.acme.id, people.vera.id, closed],
    );
    expect(counts).toEqual([{ closed: 2 }]);
  });

  it('goes with the Space in which the document is, and stays with what left it', async () => {
    const { world, acme, space, other } = company;
    const came = await make('Kommt');
    const stays = await make('Bleibt');
    await restrict(came.id, []);
    const then = await now();
    await company.as('ada').move({ documentId: came.id, spaceId: other });
    await world.sql('SELECT platform.purge_rows($1, $2)', [acme.id, other]);
    expect(await at(came.id, then)).toBeUndefined();
    expect(await at(stays.id, then)).toMatchObject({ space_id: space });
    const left = await world.sql('SELECT 1 FROM content.restriction WHERE document_id = $1', [came.id]);
    expect(left).toEqual([]);
  });
});
