import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '#runtime/testing/world.js';
import { setSetting } from '#tests/kit/ai.js';
import { adasDocuments, createAiScenario, saveDraft, type AiScenario } from '#tests/kit/ai-scenario.js';
import { paragraph, type MadeDocument } from '#tests/kit/scenario.js';
import type { Reads } from '../reads.js';
import { gather, recheck, type Gathered } from './gather.js';
import type { AiRequest } from './request.js';
import { textsRepository } from './texts.repository.js';

const QUESTION: AiRequest = {
  kind: 'ANSWER',
  question: 'Wann ist Inventur?',
  spaceIds: null,
  language: 'DE',
};

describe('between the search and the prompt', () => {
  let scenario: AiScenario;
  let pool: pg.Pool;
  let reader: Person;
  let grantId: string;
  let document: MadeDocument;

  beforeAll(async () => {
    scenario = await createAiScenario();
    pool = new pg.Pool({ connectionString: scenario.world.db.logins.kopexa_ai, max: 1 });
    pool.on('error', () => undefined);
    document = await scenario.published('Inventur', 'Inventur ist im Januar.');
  });
  beforeEach(async () => {
    const { world, acme, spaceId } = scenario;
    reader = await world.person('Rolf Reader');
    await world.join(reader, acme, 'member');
    grantId = await world.grant(reader, acme, spaceId, 'commenter');
  });
  afterAll(async () => {
    await pool.end();
    await scenario.close();
  });

  /** Reads as the AI room does: its own login, the reader's context, a transaction for each statement. */
  async function readsOf(person: Person): Promise<Reads> {
    const { context } = await scenario.world.actor(person, scenario.acme);
    return {
      query: async <Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> => {
        const client = await pool.connect();
        try {
          await client.query('BEGIN READ ONLY');
          await client.query("SELECT set_config('kopexa.context', $1, true)", [context]);
          return (await client.query(sql, [...params])).rows as Row[];
        } finally {
          await client.query('ROLLBACK');
          client.release();
        }
      },
    };
  }

  /** What is found, and what of it is left after something happened. */
  async function around(meanwhile: () => Promise<unknown>): Promise<{ found: Gathered; left: number }> {
    const texts = textsRepository(await readsOf(reader));
    const found = await gather(texts, QUESTION);
    expect(found.passages.map(({ text }) => text)).toEqual(['Inventur ist im Januar.']);
    await meanwhile();
    return { found, left: (await recheck(texts, found.passages)).length };
  }

  test('everything stays that may still be read', async () => {
    expect((await around(() => Promise.resolve())).left).toBe(1);
  });

  test('a right that ends takes its texts along', async () => {
    expect((await around(() => scenario.world.revoke(grantId))).left).toBe(0);
  });

  test('membership that ends takes everything along', async () => {
    const { world, acme } = scenario;
    const leave = (): Promise<unknown> =>
      world.sql('UPDATE tenancy.membership SET valid_to = now() WHERE org_id = $1 AND account_id = $2', [
        acme.id,
        reader.id,
      ]);
    expect((await around(leave)).left).toBe(0);
  });

  test('AI that is switched off takes everything along', async () => {
    const { world, acme, ada } = scenario;
    expect((await around(() => setSetting(world, acme, 'ai.enabled', 'false', ada))).left).toBe(0);
    await setSetting(world, acme, 'ai.enabled', 'true', ada);
  });

  test('the trash takes its documents along', async () => {
    expect((await around(() => adasDocuments(scenario).trash(document.id))).left).toBe(0);
    await adasDocuments(scenario).restore(document.id);
  });

  test('a draft that was saved again is another text', async () => {
    const draft = await scenario.document('Inventurplan', 'Inventurplan: Februar.');
    const texts = textsRepository(await readsOf(reader));
    const found = await gather(texts, { ...QUESTION, question: 'Inventurplan' });
    expect(found.passages.map(({ text }) => text)).toContain('Inventurplan: Februar.');
    await saveDraft(scenario, draft, 'Inventurplan', paragraph('Inventurplan: März.'));
    const left = await recheck(texts, found.passages);
    expect(left.map(({ text }) => text)).not.toContain('Inventurplan: Februar.');
  });
});
