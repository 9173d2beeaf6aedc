import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { bodyOf, documentsOf } from '#tests/kit/documents.js';
import { contentSubgraph } from '../subgraph.js';

let world: World;
let acme: TestOrganization;
let globex: TestOrganization;
let space: string;
let other: string;
let ada: Person;
let vera: Person;
let mallory: Person;
const as = (person: Person) => documentsOf(world, person, person === mallory ? globex : acme);

beforeAll(async () => {
  world = await createWorld([contentSubgraph]);
  acme = await world.organization('acme');
  globex = await world.organization('globex');
  [space, other] = [await world.space(acme, 'A'), await world.space(acme, 'B')];
  const foreign = await world.space(globex, 'C');
  [ada, vera, mallory] = [
    await world.person('ada'),
    await world.person('vera'),
    await world.person('mallory'),
  ];
  for (const person of [ada, vera]) await world.join(person, acme, 'member');
  await world.join(mallory, globex, 'owner');
  for (const id of [space, other]) await world.grant(ada, acme, id, 'manager');
  await world.grant(vera, acme, space, 'viewer');
  await world.grant(mallory, globex, foreign, 'manager');
});
afterAll(() => world.close());

const publish = async (title: string, text: string, more: Record<string, unknown> = {}) =>
  as(ada).publish(await as(ada).create({ spaceId: space, title, body: bodyOf(text), ...more }));

describe('search', () => {
  beforeAll(async () => {
    await publish('Passwortrichtlinie', 'Alle Häuser haben Schlüssel. Geschäftsgeheimnisse bleiben geheim.');
    await publish('Incident response', 'The policies were tested by the responders.', { language: 'EN' });
    await publish(
      'Brandschutz',
      'Die Feuerlöscher werden jährlich geprüft, sagt die Passwortrichtlinie nicht.',
    );
  });

  it.each([
    ['a stem in German', 'haus', ['Passwortrichtlinie']],
    ['a stem in English', 'policy', ['Incident response']],
    ['an inflected adjective', 'jährlicher', ['Brandschutz']],
    ['the end of a compound', 'Geheimnisse', ['Passwortrichtlinie']],
    ['the last word while it is being typed', 'feuerlö', ['Brandschutz']],
    ['a word before an unfinished one', 'feuerlöscher jährl', ['Brandschutz']],
    ['capitals', 'BRANDSCHUTZ', ['Brandschutz']],
    ['nothing for an excluded word', 'Feuerlöscher -jährlich', []],
    ['a phrase', '"Alle Häuser haben"', ['Passwortrichtlinie']],
    ['nothing for the phrase in another order', '"Schlüssel Häuser"', []],
  ])('finds %s', async (_, query, titles) => {
    expect(await as(vera).titlesFound(query)).toEqual(titles);
  });

  it('puts a match in the title first, also for half of a compound', async () => {
    expect(await as(vera).titlesFound('Richtlinie')).toEqual(['Passwortrichtlinie', 'Brandschutz']);
    expect(await as(vera).titlesFound('Passwort')).toEqual(['Passwortrichtlinie', 'Brandschutz']);
  });

  it('shows the place in plain text', async () => {
    const [hit] = (await as(vera).search('Feuerlöscher')).edges;
    expect(hit?.node.snippet.filter((part) => part.kind === 'ADDED').map((part) => part.text)).toEqual([
      'Feuerlöscher',
    ]);
    const [compound] = (await as(vera).search('Geheimnisse')).edges;
    expect(compound?.node.snippet.map((part) => part.text).join('')).toContain('Geschäftsgeheimnisse');
    expect(compound?.node.snippet.some((part) => part.kind === 'ADDED')).toBe(true);
  });

  it.each(['', '   ', '!!!', '"', '-', "'; DROP TABLE", ':*', '& | !', '((', 'a:*B', '\\', '💥', 'die'])(
    'bears %j',
    async (query) => {
      await as(vera).titlesFound(query);
    },
  );

  it('refuses 201 characters and control characters', async () => {
    for (const query of ['x'.repeat(201), 'a\u0000b']) {
      const answer = await as(vera).run('query($q: String!) { search(query: $q) { edges { cursor } } }', {
        q: query,
      });
      expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'query' });
    }
  });

  it('finds only what the searcher may read: no drafts, no other Space, no other Organization', async () => {
    const document = await publish('Kanarienvogel', 'gelb');
    await as(ada).save({
      documentId: document.id,
      expectedRevision: document.revision,
      title: 'Kanarienvogel',
      body: bodyOf('heimlichblau'),
    });
    await as(ada).publish(await as(ada).create({ spaceId: other, title: 'Kanarienvogel nebenan' }));
    expect(await as(vera).titlesFound('Kanarienvogel')).toEqual(['Kanarienvogel']);
    expect(await as(vera).titlesFound('heimlichblau')).toEqual([]);
    expect(await as(ada).titlesFound('heimlichblau')).toEqual(['Kanarienvogel']);
    expect((await as(ada).titlesFound('Kanarienvogel')).sort()).toEqual([
      'Kanarienvogel',
      'Kanarienvogel nebenan',
    ]);
    expect(await as(mallory).titlesFound('Kanarienvogel')).toEqual([]);
    const inOther = await as(vera).search('Kanarienvogel', { spaceIds: [other] });
    expect(inOther.edges).toEqual([]);
    expect((await as(ada).search('Kanarienvogel', { spaceIds: [other] })).edges).toHaveLength(1);
  });

  it('forgets what was replaced, unpublished or put into another language', async () => {
    const first = await publish('Alter Name', 'Inhalt');
    const saved = await as(ada).save({
      documentId: first.id,
      expectedRevision: first.revision,
      title: 'Neuer Name',
      body: bodyOf('Inhalt'),
    });
    expect(await as(vera).titlesFound('Alter')).toEqual(['Alter Name']);
    const second = await as(ada).publish(saved);
    expect(await as(vera).titlesFound('Alter')).toEqual([]);
    expect(await as(vera).titlesFound('Neuer')).toEqual(['Neuer Name']);
    await as(ada).unpublish(second.id);
    expect(await as(vera).titlesFound('Neuer')).toEqual([]);
    expect(await as(ada).titlesFound('Neuer')).toEqual(['Neuer Name']);
    const english = await publish('Houses', 'keys');
    await as(ada).details({ documentId: english.id, language: 'EN' });
    expect(await as(vera).titlesFound('house')).toEqual(['Houses']);
  });

  it('pages without a gap or a double', async () => {
    for (let i = 0; i < 7; i += 1) await publish(`Seite ${i}`, 'Blättern');
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await as(vera).search('Blättern', { first: 3, after });
      seen.push(...page.edges.map(({ node }) => node.document.title));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });

  it('indexes a text of every size that may be saved', async () => {
    const words = Array.from({ length: 60_000 }, (_, i) => i.toString(36).padStart(4, 'q')).join(' ');
    const long = Array.from(
      { length: 4000 },
      (_, i) => `Donaudampfschifffahrtsgesellschaft${i.toString(26).replace(/\d/g, 'x')}`,
    ).join(' ');
    await publish('Wörterbuch', words);
    await publish('Komposita', long);
    expect(await as(vera).titlesFound('Wörterbuch')).toEqual(['Wörterbuch']);
  });

  it('uses its index as the search role', async () => {
    const plan = await withClient(world.db.adminUrl, async (client) => {
      await client.query('BEGIN; SET LOCAL ROLE kopexa_search; SET LOCAL enable_seqscan = off');
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        "EXPLAIN SELECT 1 FROM content.search_entry e WHERE e.tsv @@ websearch_to_tsquery('german', 'haus')",
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/Bitmap Index Scan on search_entry_tsv_idx/);
  });
});
