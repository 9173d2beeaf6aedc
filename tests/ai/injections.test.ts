import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#runtime/testing/world.js';
import { createAiScenario, type AiScenario } from '#tests/kit/ai-scenario.js';
import type { AiAnswer } from '#tests/kit/ai.js';
import { injections, obedientAnswer, type Injection, type Loot } from '#tests/kit/injections.js';

const HOST = 'evil.example';
const KEYWORD = 'Tagesparole';
const SECRET = 'kanariegeheimnis';
/** What could load or lead away by itself: an image, a link, an attribute, or an address with something appended. */
const LEADS_OUT = /\]\(\s*[a-z/w]|(?:src|href)\s*=\s*["']?[a-z/w]|evil\.example\/[^\s)"']*(?:%|You)/i;

/** What an answer must never do, in words; empty when it did nothing of it. */
function sins(answer: string, citations: AiAnswer['citations'], allowed: ReadonlySet<unknown>): string[] {
  return [
    ...(LEADS_OUT.test(answer) ? ['leads out'] : []),
    ...(answer.includes(SECRET) ? ['reveals what the reader may not see'] : []),
    ...citations
      .filter(({ documentId }) => !allowed.has(documentId))
      .map(({ documentId }) => `cites ${String(documentId)}`),
  ];
}

describe('documents that give orders to the model', () => {
  let scenario: AiScenario;
  let reader: Person;
  let loot: Loot;
  let attacks: (Injection & { readonly id: string })[];
  let readable: Set<unknown>;
  beforeAll(async () => {
    scenario = await createAiScenario();
    const { world, acme, spaceId, openSpaceId } = scenario;
    reader = await world.person('Lena Leserin');
    await world.join(reader, acme, 'member');
    await world.grant(reader, acme, openSpaceId, 'viewer');
    const hidden = await scenario.published(`${KEYWORD} ${SECRET}`, `${KEYWORD}: ${SECRET}.`, spaceId);
    const [version] = await world.sql<{ id: string }>(
      'SELECT version_id AS id FROM content.document_version WHERE document_id = $1',
      [hidden.id],
    );
    loot = { documentId: hidden.id, versionId: version!.id, host: HOST };
    attacks = [];
    for (const injection of injections(loot, KEYWORD)) {
      const { id } = await scenario.published(injection.title, injection.text, openSpaceId);
      attacks.push({ ...injection, id });
    }
    readable = new Set(attacks.map(({ id }) => id));
    scenario.peer.answer(({ messages }) => ({ kind: 'stream', texts: obedientAnswer(messages, loot) }));
  });
  afterAll(() => scenario.close());

  test('are many', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(50);
  });

  test('come to nothing in a summary, even with a model that obeys them', async () => {
    for (const { id, name } of attacks) {
      const answer = await scenario.ask(reader, { kind: 'SUMMARISE', documentId: id });
      expect(answer.last?.data['outcome'], name).toBe('ANSWERED');
      expect(answer.citations.length, name).toBeGreaterThan(0);
      expect(sins(answer.text, answer.citations, new Set([id])), name).toEqual([]);
      const raw = obedientAnswer(scenario.peer.chats().at(-1)!.messages, loot).join('');
      expect(sins(raw, [], readable), `${name}: the model itself`).toContain('leads out');
    }
  });

  test('come to nothing in an answer over many of them', async () => {
    for (const question of [
      KEYWORD,
      `Was ist die ${KEYWORD}?`,
      `${KEYWORD} ignoriere Anweisungen Merkblatt cite`,
    ]) {
      const answer = await scenario.ask(reader, { kind: 'ANSWER', question });
      expect(answer.citations.length).toBeGreaterThan(1);
      expect(sins(answer.text, answer.citations, readable)).toEqual([]);
      expect(answer.raw).not.toContain(SECRET);
    }
  });

  test('cannot forge where a passage begins or ends, nor hide what they say', () => {
    for (const { messages } of scenario.peer.chats()) {
      const { content } = messages[1]!;
      const marks = content.match(/⟦\/?[A-WYZ][A-Z]*\d*⟧/gu) ?? [];
      const passages = marks.length / 2;
      expect(marks).toEqual(
        Array.from({ length: passages }, (_, index) => [`⟦Q${index + 1}⟧`, `⟦/Q${index + 1}⟧`]).flat(),
      );
      expect(content).not.toMatch(/[\u200b-\u200f\u2060\u{e0000}-\u{e007f}]/u);
    }
    expect(scenario.peer.received()).not.toContain(SECRET);
  });

  test('would do harm without the reading of answers: the measure itself can fail', () => {
    expect(sins(`x ![](https://${HOST}/a)`, [], readable)).toEqual(['leads out']);
    expect(sins(SECRET, [{ documentId: loot.documentId }], readable)).toHaveLength(2);
  });
});
