import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { identitySubgraph } from '../subgraph.js';
import { PHRASES, SET_WORDS } from './personal-data-words.js';
import { FIELD_WORDS } from './personal-field-words.js';

const ASK =
  '{ personalData { source title total entries fields { name label isPersonal purpose retention } } }';

interface DataSet {
  source: string;
  title: string;
  total: number;
  entries: Record<string, unknown>[];
  fields: { name: string; purpose: string | null }[];
}

describe('what is held about a person', () => {
  let world: World;
  let acme: TestOrganization;
  let [ada, max]: Person[] = [];
  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
    acme = await world.organization('acme');
    [ada, max] = [await world.person('Ada Lange'), await world.person('Max Kurz')];
    for (const each of [ada, max]) await world.join(each, acme, 'member');
    await world.sql("INSERT INTO identity.password (account_id, hash) VALUES ($1, '$argon2id$geheim')", [
      ada.id,
    ]);
    await world.sql(
      `INSERT INTO tenancy.invitation (org_id, invitation_id, email, role_key, token_hash, invited_by, expires_at)
       VALUES ($1, uuidv7(), $2, 'organization.member', decode(repeat('ab', 32), 'hex'), $3, now() + interval '1 day')`,
      [acme.id, ada.email, max.id],
    );
    await world.sql(
      `INSERT INTO tenancy.policy_exemption (org_id, exemption_id, account_id, reason, granted_by)
       VALUES ($1, uuidv7(), $2, 'Was andere schrieben', $3)`,
      [acme.id, ada.id, max.id],
    );
  });
  afterAll(() => world.close());

  const held = async (person: Person): Promise<{ sets: DataSet[]; text: string }> => {
    const { data, errors, text } = await world
      .as(person, null, { locale: 'de' })
      .at('identity')
      .run<{ personalData: DataSet[] }>(ASK);
    expect(errors).toEqual([]);
    return { sets: data.personalData, text };
  };

  it('is all of it, in every room, and nothing of anybody else', async () => {
    const { sets, text } = await held(ada!);
    const sources = sets.map(({ source }) => source);
    for (const source of [
      'identity.account',
      'identity.session',
      'identity.password',
      'tenancy.membership',
      'tenancy.invitation',
      'tenancy.policy_exemption',
    ])
      expect(sources).toContain(source);
    expect(sets.find(({ source }) => source === 'identity.account')?.entries[0]).toMatchObject({
      name: 'Ada Lange',
      email: ada!.email,
    });
    expect(text).not.toContain('Max Kurz');
    expect((await held(max!)).text).not.toContain(ada!.email);
  });

  it('holds no secret, and nothing that others wrote in an Organization', async () => {
    const { text } = await held(ada!);
    expect(text).not.toMatch(/argon2id|token_hash|Was andere schrieben/);
  });

  it('is for a session of both factors', async () => {
    const half = await world.as(ada!, null, { half: true }).at('identity').run(ASK);
    expect(half.errors[0]?.extensions.code).toBe('SECOND_FACTOR_REQUIRED');
  });

  it('has words in German for every table, column, purpose and period', async () => {
    const rows = await world.sql<{
      source: string;
      field: string;
      kind: string;
      about: { class?: string; purpose?: string; retention?: string } | null;
    }>(
      `SELECT n.nspname || '.' || c.relname AS source, a.attname AS field, format_type(a.atttypid, NULL) AS kind,
              col_description(c.oid, a.attnum)::jsonb AS about
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE n.nspname IN ('identity', 'tenancy', 'files', 'ai', 'content', 'compliance') AND c.relkind IN ('r', 'p')
          AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
          AND EXISTS (SELECT FROM pg_attribute k WHERE k.attrelid = c.oid AND k.attname IN ('account_id', 'email'))`,
    );
    const tables = [...new Set(rows.map(({ source }) => source))].filter((source) => !(source in SET_WORDS));
    const phrases = rows.flatMap(({ about }) => [about?.purpose, about?.retention]);
    const missing = [...new Set(phrases)].filter((phrase) => phrase !== undefined && !(phrase in PHRASES));
    const shown = rows.filter(({ kind, about }) => kind !== 'bytea' && about?.class !== 'secret');
    const fields = [...new Set(shown.map(({ field }) => field))].filter(
      (field) => field !== 'account_id' && !(field in FIELD_WORDS),
    );
    expect({ tables, missing, fields: fields.sort() }).toEqual({ tables: [], missing: [], fields: [] });
  });
});
