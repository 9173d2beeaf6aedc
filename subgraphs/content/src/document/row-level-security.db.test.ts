import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompany, type Company } from '#tests/kit/company.js';
import { bodyOf, type TestDocument } from '#tests/kit/documents.js';
import { contentSubgraph } from '../subgraph.js';

let company: Company;
let document: TestDocument;
let contexts: Record<
  'ada' | 'ed' | 'carl' | 'vera' | 'max' | 'mallory' | 'writer' | 'publisher' | 'remover' | 'nobody',
  string
>;

/** The rest of the product is out of the way: SQL as the subgraph's own login, with somebody's context. */
async function as(
  name: keyof typeof contexts,
  sql: string,
  params: unknown[] = [document.id],
): Promise<unknown> {
  const client = new pg.Client(company.world.db.logins.kopexa_content);
  await client.connect();
  try {
    await client.query("SELECT set_config('kopexa.context', $1, false)", [contexts[name]]);
    const { rows, command, rowCount } = await client.query<Record<string, unknown>>(sql, params);
    return command === 'SELECT' ? rows : rowCount;
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  company = await createCompany([contentSubgraph]);
  const { world, acme, space, people } = company;
  const first = await company.as('ada').create({ spaceId: space, title: 'Öffentlich', body: bodyOf('eins') });
  const published = await company.as('ada').publish(first);
  document = await company.as('ada').save({
    documentId: first.id,
    expectedRevision: published.revision,
    title: 'Geheim',
    body: bodyOf('zwei'),
  });
  const only = async (permission: string): Promise<string> => {
    const person = await world.person(permission);
    await world.join(person, acme, 'member');
    const role = `space.${permission}`;
    await world.sql("INSERT INTO tenancy.role (role_key, scope, permissions) VALUES ($1, 'space', $2)", [
      role,
      ['space.read', 'document.read', 'document.read_draft', `document.${permission}`],
    ]);
    await world.grant(person, acme, space, permission as 'manager');
    return (await world.actor(person, acme)).context;
  };
  const contextOf = async (name: keyof typeof people) =>
    (await world.actor(people[name], name === 'mallory' ? company.globex : acme)).context;
  contexts = {
    ...{
      ada: await contextOf('ada'),
      ed: await contextOf('ed'),
      carl: await contextOf('carl'),
      vera: await contextOf('vera'),
    },
    ...{ max: await contextOf('max'), mallory: await contextOf('mallory'), nobody: '' },
    ...{ writer: await only('write'), publisher: await only('publish'), remover: await only('trash') },
  };
});
afterAll(() => company.world.close());

const VERSIONS = 'SELECT number, title FROM content.document_version WHERE document_id = $1 ORDER BY number';

describe('row-level security alone', () => {
  it('shows readers the published version, writers all, and others nothing', async () => {
    const both = [
      { number: 1, title: 'Öffentlich' },
      { number: 2, title: 'Geheim' },
    ];
    expect(await as('ada', VERSIONS)).toEqual(both);
    expect(await as('carl', VERSIONS)).toEqual(both);
    expect(await as('vera', VERSIONS)).toEqual(both.slice(0, 1));
    for (const name of ['max', 'mallory', 'nobody'] as const) {
      expect(await as(name, VERSIONS), name).toEqual([]);
      expect(await as(name, 'SELECT 1 FROM content.document WHERE document_id = $1'), name).toEqual([]);
    }
  });

  it('gives search results by the context alone, and search entries to nobody who only reads', async () => {
    const found = (name: keyof typeof contexts) =>
      as(name, "SELECT document_id FROM content.search($1, '', '', NULL, 10, 0)", ['Öffentlich OR Geheim']);
    expect(await found('vera')).toHaveLength(1);
    expect(await as('vera', "SELECT 1 FROM content.search($1, '', '', NULL, 10, 0)", ['Geheim'])).toEqual([]);
    expect(await as('ada', "SELECT 1 FROM content.search($1, '', '', NULL, 10, 0)", ['Geheim'])).toHaveLength(
      1,
    );
    for (const name of ['max', 'mallory', 'nobody'] as const) expect(await found(name), name).toEqual([]);
    expect(await as('vera', 'SELECT 1 FROM content.search_entry WHERE document_id = $1')).toEqual([]);
  });

  it.each([
    ['who only reads', 'carl', 0],
    ['of another Space', 'max', 0],
    ['of another Organization', 'mallory', 0],
    ['without a context', 'nobody', 0],
    ['who writes', 'writer', 1],
    ['who only publishes', 'publisher', 'KX403'],
    ['who only removes', 'remover', 'KX403'],
  ] as const)('lets a person %s change a document or not', async (_, name, result) => {
    expect(
      await as(
        name,
        "UPDATE content.document SET classification = CASE classification WHEN 'public' THEN 'internal' ELSE 'public' END WHERE document_id = $1",
      ),
    ).toBe(result);
  });

  it.each([
    ['writer', 'published_version_id = NULL', 'KX403'],
    ['publisher', 'published_version_id = published_version_id', 1],
    ['writer', 'trashed_at = now(), trashed_with = document_id', 'KX403'],
    ['remover', 'trashed_at = NULL, trashed_with = NULL', 1],
    ['publisher', 'latest_version = 9', 'KX403'],
    ['remover', 'position = 9', 'KX403'],
    ['writer', 'created_by = gen_random_uuid()', '42501'],
    ['writer', 'org_id = gen_random_uuid()', '42501'],
  ] as const)('asks %s for the permission that %s needs', async (name, set, result) => {
    expect(await as(name, `UPDATE content.document SET ${set} WHERE document_id = $1`)).toBe(result);
  });

  it('lets a version be published only with the permission for it, and never changed after', async () => {
    const update = (set: string) => `UPDATE content.document_version SET ${set} WHERE document_id = $1`;
    expect(await as('writer', update('is_published = false'))).toBe('KX403');
    expect(await as('publisher', `${update("body = '{}'")} AND number = 2`)).toBe('KX403');
    expect(await as('ada', `${update("body = '{}'")} AND number = 1`)).toBe('KX403');
  });

  it('lets nobody write into another Space or Organization, or in the name of another person', async () => {
    const insert = (space: string, org: string, by: string) => ({
      sql: `INSERT INTO content.document (document_id, org_id, space_id, position, language, classification, latest_version, revision, created_by)
            VALUES (uuidv7(), $1, $2, 1, 'de', 'internal', 1, 1, $3)`,
      params: [org, space, by],
    });
    const { space, other, acme, globex, people } = company;
    const attempts = [
      insert(other, acme.id, people.ed.id),
      insert(space, globex.id, people.ed.id),
      insert(space, acme.id, people.ada.id),
    ];
    for (const { sql, params } of attempts) expect(await as('ed', sql, params)).toBe('42501');
    const own = insert(space, acme.id, people.ed.id);
    expect(await as('ed', own.sql, own.params)).toBe(1);
    expect(await as('carl', own.sql, [acme.id, space, people.carl.id])).toBe('42501');
    expect(
      await as('ed', 'UPDATE content.document SET space_id = $2 WHERE document_id = $1', [
        document.id,
        other,
      ]),
    ).toBe('KX403');
  });

  it('keeps parents within the Space', async () => {
    const elsewhere = await company.as('max').create({ spaceId: company.other, title: 'Anderswo' });
    expect(
      await as('ada', 'UPDATE content.document SET parent_id = $2 WHERE document_id = $1', [
        document.id,
        elsewhere.id,
      ]),
    ).toBe('23503');
  });

  it('deletes nothing, for nobody', async () => {
    for (const table of ['document', 'document_version']) {
      expect(await as('ada', `DELETE FROM content.${table} WHERE document_id = $1`)).toBe('42501');
    }
  });
});
