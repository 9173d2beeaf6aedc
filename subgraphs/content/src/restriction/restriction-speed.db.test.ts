import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStatements } from '#runtime/db/statistics.js';
import { newId } from '#runtime/graphql/ids.js';
import { createCompany, type Company } from '#tests/kit/company.js';
import { bodyOf, succeeded } from '#tests/kit/documents.js';
import { documentReads } from '../document/document-reads.repository.js';
import { contentSubgraph } from '../subgraph.js';

const DOCUMENTS = 1_000;
const ROUNDS = 60;

let company: Company;
let client: pg.Client;
const restrict = (documentId: string, userIds: string[]) =>
  company
    .as('ada')
    .run('mutation($input: RestrictDocumentInput!) { restrictDocument(input: $input) { id } }', {
      input: { documentId, userIds, groupIds: [] },
    });

beforeAll(async () => {
  company = await createCompany([contentSubgraph]);
  client = new pg.Client(company.world.db.logins.kopexa_content);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await company.world.close();
});

/** A thousand published documents; every second one, 500, lies below one folder. Returns the folder. */
async function fill(): Promise<string> {
  const { world, space } = company;
  const folder = await company.as('ada').create({ spaceId: space, title: 'Mappe', body: bodyOf('x') });
  await company.as('ada').publish(folder);
  await world.sql(
    `WITH made AS (
       INSERT INTO content.document (document_id, org_id, space_id, parent_id, position, language, classification, latest_version, revision, created_by)
       SELECT uuidv7(), d.org_id, d.space_id, CASE WHEN n % 2 = 0 THEN d.document_id END, n, 'de', 'internal', 1, 1, d.created_by
         FROM content.document d, generate_series(1, $2::int) n WHERE d.document_id = $1 RETURNING org_id, space_id, document_id, created_by),
     versions AS (
       INSERT INTO content.document_version (org_id, space_id, document_id, number, title, body, plain, byte_size, word_count, author_id, is_published, published_at)
       SELECT org_id, space_id, document_id, 1, 'Eins von vielen', '{}', '', 0, 0, created_by, true, now() FROM made
       RETURNING org_id, document_id, version_id)
     SELECT count(*) FROM versions`,
    [folder.id, DOCUMENTS],
  );
  await world.sql(
    `UPDATE content.document d SET published_version_id = v.version_id FROM content.document_version v
      WHERE v.document_id = d.document_id AND d.published_version_id IS NULL`,
  );
  await world.sql('ANALYZE');
  return folder.id;
}

/** Milliseconds of the newest 50 as Vera lists them: the median of many. */
async function newest(): Promise<{ ms: number; rows: number }> {
  const { context } = await company.world.actor(company.people.vera, company.acme);
  await client.query("SELECT set_config('kopexa.context', $1, false)", [context]);
  const reads = documentReads(
    {
      query: async <Row>(sql: string, params: readonly unknown[] = []) =>
        (await client.query(sql, [...params])).rows as Row[],
    },
    [],
  );
  const times: number[] = [];
  let rows = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    rows = (await reads.newest(company.space, null, 50)).length;
    times.push(performance.now() - begun);
  }
  return { ms: times.sort((a, b) => a - b)[ROUNDS / 2]!, rows };
}

describe('restrictions', () => {
  it('cost the newest fifty documents little where there are none, and no sequential scan where there are 500', async () => {
    const folder = await fill();
    const none = await newest();
    await restrict(await published(), [company.people.vera.id]);
    const open = await newest();
    await restrict(folder, []);
    const closed = await newest();
    for (const { rows } of [none, open, closed]) expect(rows).toBe(50);
    const ratios = [open.ms / none.ms, closed.ms / none.ms].map((ratio) => ratio.toFixed(2));
    console.log(
      `Newest 50: no restriction 1 (${none.ms.toFixed(2)} ms), one that lets in ${ratios.join(', 500 hidden ')}`,
    );
    expect(open.ms / none.ms).toBeLessThan(6);
    expect(closed.ms / none.ms).toBeLessThan(20);
  });

  it('take no further round trip for a list, or to open a document that is not restricted', async () => {
    const { space } = company;
    const trips = async (text: string, variables: Record<string, unknown>): Promise<number> => {
      const counted = countStatements();
      succeeded(await company.as('vera').run(text, variables));
      return counted.stop().roundTrips;
    };
    const plain = await published();
    const fields = 'id title isRestricted';
    const list = (more: string) =>
      `query($s: ID!) { documents(spaceId: $s, first: 50) { edges { node { ${more} } } } }`;
    const one = (more: string) => `query($id: ID!) { document(id: $id) { ${more} } }`;
    expect(await trips(list(fields), { s: space })).toBe(await trips(list('id title'), { s: space }));
    expect(await trips(one(`${fields} restrictedBy { id }`), { id: plain })).toBe(
      await trips(one('id title'), { id: plain }),
    );
    const answer = await company.as('vera').tryGet(newId());
    expect(answer.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

async function published(): Promise<string> {
  const made = await company
    .as('ada')
    .create({ spaceId: company.space, title: 'Für sich', body: bodyOf('x') });
  return (await company.as('ada').publish(made)).id;
}
