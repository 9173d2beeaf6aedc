import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#runtime/testing/world.js';
import { setSetting } from '#tests/kit/ai.js';
import { adasDocuments, createAiScenario, saveDraft, type AiScenario } from '#tests/kit/ai-scenario.js';
import { documentsOf, bodyOf } from '#tests/kit/documents.js';
import { paragraph } from '#tests/kit/scenario.js';

const PREVIEW =
  'query($input: AiRequestInput!) { aiPreview(input: $input) { messages { text } sources { title } } }';
/** A word that every text has, so that every search would find every text. */
const WORD = 'Lagerordnung';

describe('what is sent to the model', () => {
  let scenario: AiScenario;
  let lena: Person;
  /** Texts that Lena may not read, and the ids to ask for them by. */
  const canaries: string[] = [];
  const targets: { documentId: string; versionId: string | null }[] = [];

  /** A title and a text with a canary of their own. */
  const hidden = (what: string): [title: string, text: string] => {
    canaries.push(`kanarie${what}titel`, `kanarie${what}text`);
    return [`${WORD} kanarie${what}titel`, `${WORD} kanarie${what}text`];
  };

  beforeAll(async () => {
    scenario = await createAiScenario();
    const { world, acme, rival, ada, eve, openSpaceId, spaceId } = scenario;
    await setSetting(world, rival, 'ai.enabled', 'true', eve);
    lena = await world.person('Lena Leserin');
    await world.join(lena, acme, 'member');
    await world.grant(lena, acme, openSpaceId, 'viewer');
    const former = await world.space(acme, 'Früher');
    await world.grant(ada, acme, former, 'manager');
    await world.revoke(await world.grant(lena, acme, former, 'editor'));

    await scenario.published(`${WORD} für alle`, `${WORD}: Regal eins bis neun.`, openSpaceId);
    const remember = async ({ id }: { id: string }): Promise<void> => {
      const versions = await world.sql<{ id: string }>(
        'SELECT version_id AS id FROM content.document_version WHERE document_id = $1',
        [id],
      );
      targets.push({ documentId: id, versionId: null });
      for (const version of versions) targets.push({ documentId: id, versionId: version.id });
    };
    await remember(await scenario.published(...hidden('andererspace'), spaceId));
    await remember(await scenario.published(...hidden('frueher'), former));
    await remember(await scenario.document(...hidden('entwurf'), openSpaceId));
    const [trashTitle, trashText] = hidden('papierkorb');
    const trashed = await scenario.published(trashTitle, trashText, openSpaceId);
    await adasDocuments(scenario).trash(trashed.id);
    await remember(trashed);
    const [oldTitle, oldText] = hidden('alt');
    const first = await scenario.published(oldTitle, oldText, openSpaceId);
    const second = await saveDraft(scenario, first, `${WORD} neu`, paragraph(`${WORD} neue Fassung`));
    const third = await scenario.publish(second);
    const [nextTitle, nextText] = hidden('naechste');
    await saveDraft(scenario, third, nextTitle, paragraph(nextText));
    const [theirs] = await world.sql<{ id: string }>(
      'SELECT space_id AS id FROM tenancy.space WHERE org_id = $1',
      [rival.id],
    );
    const foreign = documentsOf(world, eve, rival);
    const [foreignTitle, foreignText] = hidden('fremd');
    await remember(
      await foreign.publish(
        await foreign.create({ spaceId: theirs!.id, title: foreignTitle, body: bodyOf(foreignText) }),
      ),
    );
    const old = await world.sql<{ id: string; number: number }>(
      'SELECT version_id AS id, number FROM content.document_version WHERE document_id = $1 AND NOT is_published',
      [first.id],
    );
    for (const { id } of old) targets.push({ documentId: first.id, versionId: id });
  });
  afterAll(() => scenario.close());

  /** Lena asks in every way there is; what of the canaries arrived at the service, or at her. */
  async function leaks(): Promise<string[]> {
    const { world, acme, peer, spaceId } = scenario;
    peer.reset();
    peer.answer(({ messages }) => ({ kind: 'stream', texts: messages.map(({ content }) => content) }));
    const spaces = await world.sql<{ id: string }>('SELECT space_id AS id FROM tenancy.space');
    const inputs = [
      { kind: 'ANSWER', question: `Was steht in der ${WORD}?` },
      { kind: 'ANSWER', question: `${WORD} kanarie`, spaceIds: [spaceId] },
      { kind: 'ANSWER', question: WORD, spaceIds: spaces.map(({ id }) => id) },
      ...targets.map((target) => ({ kind: 'SUMMARISE', ...target })),
    ];
    let seen = '';
    for (const input of inputs) {
      const answer = await scenario.ask(lena, input);
      const preview = await world.as(lena, acme).at('ai').run(PREVIEW, { input });
      seen += answer.raw + preview.text;
    }
    const sent = peer.received() + seen;
    return canaries.filter((canary) => sent.includes(canary));
  }

  test('holds nothing of other Spaces and Organizations, of drafts, old versions or the trash', async () => {
    expect(canaries.length).toBe(14);
    expect(await leaks()).toEqual([]);
    expect(scenario.peer.received()).toContain('Regal eins bis neun');
    expect(scenario.peer.received()).toContain('neue Fassung');
  });

  test('holds nothing of documents that are classified too high, and the setting decides what that is', async () => {
    const { world, acme, ada, openSpaceId, peer } = scenario;
    const secret = await scenario.published(`${WORD} Fusion`, `${WORD} kanariefusion`, openSpaceId);
    await adasDocuments(scenario).details({ documentId: secret.id, classification: 'STRICTLY_CONFIDENTIAL' });
    const inputs = [
      { kind: 'SUMMARISE', documentId: secret.id },
      { kind: 'REWRITE', text: `${WORD} kanariefusion`, documentId: secret.id, style: 'SHORTER' },
      { kind: 'TRANSLATE', text: 'kanariefusion', documentId: secret.id, language: 'EN' },
    ];
    peer.reset();
    for (const input of inputs) {
      const refused = await scenario.ask(lena, input);
      expect([refused.code, refused.error?.extensions['field']]).toEqual([
        'INVALID_INPUT',
        'input.documentId',
      ]);
    }
    await scenario.ask(lena, { kind: 'ANSWER', question: `${WORD} Fusion` });
    expect(peer.chats()).toHaveLength(1);
    expect(peer.received()).not.toMatch(/kanariefusion|Fusion”/);
    await setSetting(world, acme, 'ai.highest_classification', 'strictly_confidential', ada);
    for (const input of inputs) expect((await scenario.ask(lena, input)).status).toBe(200);
    expect(peer.received()).toContain('kanariefusion');
    await setSetting(world, acme, 'ai.highest_classification', 'public', ada);
    const nothing = await scenario.ask(lena, { kind: 'ANSWER', question: WORD });
    expect(nothing.last?.data['outcome']).toBe('NOTHING_FOUND');
    await setSetting(world, acme, 'ai.highest_classification', 'confidential', ada);
    await adasDocuments(scenario).trash(secret.id);
  });

  test('would hold it if the functions did not look at rights: this search can find it', async () => {
    const { world } = scenario;
    const [original] = await world.sql<{ sql: string }>(
      "SELECT pg_get_functiondef('content.readable_versions'::regproc) AS sql",
    );
    const everything = '(SELECT array_agg(s.space_id) FROM tenancy.space s)';
    const open = original!.sql
      .replace("tenancy.spaces_with('document.read')", everything)
      .replace("tenancy.spaces_with('document.read_draft')", everything);
    expect(open).not.toBe(original!.sql);
    await world.sql(open);
    const withoutRights = await leaks();
    await world.sql(original!.sql);
    expect(withoutRights).toContain('kanarieandererspacetext');
    expect(withoutRights).toContain('kanarieentwurftext');
    expect(await leaks()).toEqual([]);
  });

  test('is the same for a stranger’s document and for none at all', async () => {
    const missing = '01890000-0000-7000-8000-000000000000';
    const say = async (documentId: string): Promise<string> =>
      (await scenario.ask(lena, { kind: 'SUMMARISE', documentId })).raw.replace(/"requestId":"[^"]*"/, '');
    const expected = await say(missing);
    for (const { documentId } of targets.slice(0, 4)) expect(await say(documentId)).toBe(expected);
  });
});
