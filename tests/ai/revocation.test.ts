import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#runtime/testing/world.js';
import { readAnswer } from '#tests/kit/ai.js';
import { createAiScenario, type AiScenario } from '#tests/kit/ai-scenario.js';

const WORDS = Array.from({ length: 200 }, (_, index) => `wort${index} `);

describe.each([
  ['in one process', false],
  ['over HTTP', true],
])('an answer that is being given %s', (_where, overHttp) => {
  let scenario: AiScenario;
  let documentId: string;
  let member: Person;
  let grantId: string;
  beforeAll(async () => {
    scenario = await createAiScenario({ rightsEveryMs: 100, overHttp });
    const { world, acme, spaceId } = scenario;
    ({ id: documentId } = await scenario.published('Ordnung', 'Ordnung ist das halbe Leben.'));
    member = await world.person('Mara Mit');
    await world.join(member, acme, 'member');
    grantId = await world.grant(member, acme, spaceId, 'viewer');
  });
  afterAll(() => scenario.close());

  /** Begins a long answer, lets something happen, and waits for its end. */
  async function interrupted(meanwhile: () => Promise<unknown>): Promise<{ raw: string; last: unknown }> {
    scenario.peer.reset();
    scenario.peer.answer(() => ({ kind: 'stream', texts: WORDS, betweenMs: 40 }));
    const response = await scenario.begin(member, { kind: 'SUMMARISE', documentId });
    expect(response.status).toBe(200);
    const answer = readAnswer(response);
    await expect.poll(() => scenario.peer.chats().length).toBe(1);
    await meanwhile();
    const { raw, last } = await answer;
    return { raw, last };
  }

  async function expectCutOff({ raw, last }: { raw: string; last: unknown }): Promise<void> {
    expect(last).toBeUndefined();
    expect(raw).not.toContain('wort199');
    await expect.poll(() => scenario.peer.chats()[0]?.wasAborted, { timeout: 3_000 }).toBe(true);
    await expect
      .poll(async () => (await scenario.requests()).at(-1)?.outcome, { timeout: 3_000 })
      .toBe('cancelled');
    const entry = (await scenario.entries('ai.answer')).at(-1)!;
    expect([entry.outcome, entry.actor_id]).toEqual(['ok', member.id]);
  }

  test('goes on while rights hold', async () => {
    scenario.peer.answer(() => ({ kind: 'stream', texts: WORDS.slice(0, 20), betweenMs: 30 }));
    const { last } = await readAnswer(await scenario.begin(member, { kind: 'SUMMARISE', documentId }));
    expect(last).toMatchObject({ event: 'done' });
  });

  test('comes piece by piece', async () => {
    scenario.peer.reset();
    scenario.peer.answer(() => ({ kind: 'stream', texts: WORDS.slice(0, 12), betweenMs: 60 }));
    const response = await scenario.begin(member, { kind: 'SUMMARISE', documentId });
    const times: number[] = [];
    for await (const chunk of response.body!) if (chunk.byteLength > 0) times.push(performance.now());
    expect(times.length).toBeGreaterThan(8);
    expect(times.at(-1)! - times[0]!).toBeGreaterThan(400);
  });

  test('is given up when its asker goes', async () => {
    scenario.peer.reset();
    scenario.peer.answer(() => ({ kind: 'stream', texts: WORDS, betweenMs: 40 }));
    const gone = new AbortController();
    const response = await scenario.begin(member, { kind: 'SUMMARISE', documentId }, gone.signal);
    await response.body!.getReader().read();
    gone.abort();
    await expect.poll(() => scenario.peer.chats()[0]?.wasAborted, { timeout: 3_000 }).toBe(true);
    await expect
      .poll(async () => (await scenario.requests()).at(-1)?.outcome, { timeout: 3_000 })
      .toBe('cancelled');
  });

  test('ends with the right to read', async () => {
    const { world, acme, spaceId } = scenario;
    await expectCutOff(await interrupted(() => world.revoke(grantId)));
    await world.grant(member, acme, spaceId, 'viewer');
  });

  test('ends with the session', async () => {
    const end = (): Promise<unknown> =>
      scenario.world.sql('UPDATE identity.session SET revoked_at = now() WHERE account_id = $1', [member.id]);
    await expectCutOff(await interrupted(end));
  });
});
