import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '#runtime/testing/world.js';
import { setSetting } from '#tests/kit/ai.js';
import { createAiScenario, type AiScenario } from '#tests/kit/ai-scenario.js';

const USAGE = `query($from: String, $to: String) { aiUsage(from: $from, to: $to) { from to isWhole
  budget { organizationLimit organizationUsed personLimit personUsed resetsOn }
  rows { day person { id } kind requests unanswered promptTokens completionTokens }
  total { requests unanswered promptTokens completionTokens } } }`;
const REWRITE = { kind: 'REWRITE', text: 'Bitte kürzer.', style: 'SHORTER' };

interface Usage {
  readonly isWhole: boolean;
  readonly budget: { readonly organizationUsed: number | null; readonly personUsed: number };
  readonly rows: readonly {
    readonly person: { readonly id: string };
    readonly kind: string;
    readonly requests: number;
  }[];
  readonly total: { readonly requests: number; readonly unanswered: number; readonly promptTokens: number };
}

describe('tokens', () => {
  let scenario: AiScenario;
  let others: Person[];
  /** What one request reserves. */
  let each: number;

  beforeAll(async () => {
    scenario = await createAiScenario();
    const { world, acme } = scenario;
    others = [await world.person('Nele Neu'), await world.person('Otto Ost')];
    for (const person of others) await world.join(person, acme, 'member');
    await scenario.ask(scenario.ada, REWRITE);
    each = (await scenario.requests())[0]!.reserved;
  });
  beforeEach(async () => {
    scenario.peer.reset();
    await scenario.world.sql('DELETE FROM ai.request');
    await limit('ai.monthly_tokens', 1_000_000);
    await limit('ai.monthly_tokens_per_person', 1_000_000);
  });
  afterAll(() => scenario.close());

  const limit = (key: string, value: number): Promise<void> =>
    setSetting(scenario.world, scenario.acme, key, String(value), scenario.ada);
  const usageOf = async (person: Person, variables: object = {}): Promise<Usage> => {
    const answer = await scenario.world
      .as(person, scenario.acme)
      .at('ai')
      .run<{ aiUsage: Usage }>(USAGE, { ...variables });
    expect(answer.errors).toEqual([]);
    return answer.data.aiUsage;
  };
  /** Many at once; the service counts as many tokens as were reserved. */
  const atOnce = async (people: readonly Person[]): Promise<(string | undefined)[]> => {
    scenario.peer.answer(() => ({
      kind: 'stream',
      texts: ['kurz'],
      usage: { prompt: each - 100, completion: 100 },
      betweenMs: 50,
    }));
    return (await Promise.all(people.map((person) => scenario.ask(person, REWRITE)))).map(({ code }) => code);
  };
  const used = async (): Promise<number> =>
    (await scenario.requests()).reduce(
      (sum, row) => sum + (row.prompt_tokens ?? row.reserved) + (row.completion_tokens ?? 0),
      0,
    );

  test('of one person are never exceeded by requests at once', async () => {
    await limit('ai.monthly_tokens_per_person', each * 3 + 10);
    const codes = await atOnce(Array.from({ length: 10 }, () => scenario.ada));
    expect(codes.filter((code) => code === undefined)).toHaveLength(3);
    expect(codes.filter((code) => code === 'AI_BUDGET')).toHaveLength(7);
    expect(await used()).toBeLessThanOrEqual(each * 3 + 10);
    expect(scenario.peer.chats()).toHaveLength(3);
    const refused = await scenario.ask(scenario.ada, REWRITE);
    expect(refused.error?.extensions['details']).toMatchObject({
      scope: 'PERSON',
      used: each * 3,
      limit: each * 3 + 10,
    });
    expect(refused.status).toBe(429);
    expect((await scenario.ask(others[0]!, REWRITE)).code).toBeUndefined();
  });

  test('of an Organization are never exceeded by several people at once', async () => {
    await limit('ai.monthly_tokens', each * 4);
    const codes = await atOnce([
      scenario.ada,
      ...others,
      scenario.max,
      scenario.ada,
      ...others,
      scenario.max,
    ]);
    expect(codes.filter((code) => code === undefined)).toHaveLength(4);
    expect(await used()).toBe(each * 4);
    const refused = await scenario.ask(others[0]!, REWRITE);
    expect(refused.error?.extensions['details']).toEqual({
      scope: 'ORGANIZATION',
      resetsOn: expect.stringMatching(/^20\d\d-\d\d-01$/) as string,
    });
  });

  test('would be exceeded without the lock that orders reservations', async () => {
    const { world } = scenario;
    const [original] = await world.sql<{ sql: string }>(
      "SELECT pg_get_functiondef('ai.reserve'::regproc) AS sql",
    );
    const hasty = original!.sql
      .replace(/PERFORM pg_advisory_xact_lock\([^;]*;/, '')
      .replace('INSERT INTO ai.request', 'PERFORM pg_sleep(0.3); INSERT INTO ai.request');
    expect(hasty).toContain('pg_sleep');
    await limit('ai.monthly_tokens_per_person', each);
    await world.sql(hasty);
    const codes = await atOnce(Array.from({ length: 3 }, () => scenario.ada));
    await world.sql(original!.sql);
    expect(codes.filter((code) => code === undefined).length).toBeGreaterThan(1);
  });

  test('of nobody are used by what was refused, and a month later counting begins anew', async () => {
    await limit('ai.monthly_tokens_per_person', each);
    expect(await atOnce([scenario.ada])).toEqual([undefined]);
    expect((await scenario.ask(scenario.ada, REWRITE)).code).toBe('AI_BUDGET');
    expect(await scenario.requests()).toHaveLength(1);
    await scenario.world.sql("UPDATE ai.request SET started_at = started_at - interval '1 month'");
    expect(await atOnce([scenario.ada])).toEqual([undefined]);
  });

  test('are settled with what the service counted, and kept reserved while it is not known', async () => {
    scenario.peer.answer(() => ({ kind: 'stream', texts: ['ok'], usage: { prompt: 40, completion: 2 } }));
    await scenario.ask(scenario.ada, REWRITE);
    expect((await usageOf(scenario.ada)).budget.personUsed).toBe(42);
    await scenario.world.sql(
      "UPDATE ai.request SET outcome = 'running', finished_at = NULL, prompt_tokens = NULL, completion_tokens = NULL",
    );
    expect((await usageOf(scenario.ada)).budget.personUsed).toBe(each);
  });

  test('are shown to everybody for themselves, and all to those who may read settings', async () => {
    scenario.peer.answer(() => ({ kind: 'stream', texts: ['ok'], usage: { prompt: 40, completion: 2 } }));
    for (const person of [scenario.ada, ...others]) await scenario.ask(person, REWRITE);
    scenario.peer.answer(() => ({ kind: 'status', status: 401, body: {} }));
    await scenario.ask(others[0]!, { kind: 'TRANSLATE', text: 'x', language: 'EN' });
    const own = await usageOf(others[0]!);
    expect(own).toMatchObject({ isWhole: false, budget: { organizationUsed: null, personUsed: 42 } });
    expect(new Set(own.rows.map(({ person }) => person.id))).toEqual(new Set([others[0]!.id]));
    expect(own.total).toMatchObject({ requests: 2, unanswered: 1, promptTokens: 40 });
    const all = await usageOf(scenario.ada);
    expect(all).toMatchObject({ isWhole: true, budget: { organizationUsed: 126 } });
    expect(new Set(all.rows.map(({ person }) => person.id)).size).toBe(3);
    const foreign = await scenario.world
      .as(scenario.eve, scenario.rival)
      .at('ai')
      .run<{ aiUsage: Usage }>(USAGE);
    expect(foreign.data.aiUsage.rows).toEqual([]);
    expect(await usageOf(scenario.ada, { from: '2020-01-01', to: '2020-12-31' })).toMatchObject({ rows: [] });
  });

  test.each([
    [{ from: '2026-02-30' }, 'from'],
    [{ to: 'heute' }, 'to'],
    [{ from: '2026-03-01', to: '2026-02-01' }, 'from'],
    [{ from: '2020-01-01', to: '2026-02-01' }, 'from'],
  ])('are not shown for %j', async (variables, field) => {
    const answer = await scenario.world.as(scenario.ada, scenario.acme).at('ai').run(USAGE, variables);
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  test('are no guest’s to see', async () => {
    const { world, acme } = scenario;
    const guest = await world.person('Gerd Gast');
    await world.join(guest, acme, 'guest');
    const answer = await world.as(guest, acme).at('ai').run(USAGE);
    expect(answer.errors[0]?.extensions.code).toBe('FORBIDDEN');
    const status = await world
      .as(guest, acme)
      .at('ai')
      .run<{ aiStatus: object }>(
        '{ aiStatus { available missing endpoint deployment budget { personUsed } } }',
      );
    expect(status.data.aiStatus).toEqual({
      available: false,
      missing: ['PERMISSION'],
      endpoint: null,
      deployment: null,
      budget: null,
    });
  });
});
