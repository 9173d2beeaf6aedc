import type { Outside } from '#runtime/egress/outside.js';
import { buildSchemaOf } from '#runtime/graphql/subgraph.js';
import { createWorld, type Answer, type World, type WorldParts } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { mutationCases } from '#tests/audit/all-cases.js';
import { setSetting } from '#tests/kit/ai.js';
import { operatorOf } from '#tests/kit/operator.js';
import { arrangeScenario, must, paragraph, type Scenario } from '#tests/kit/scenario.js';
import { canaryWord } from '#runtime/probe/words.js';
import type { Canary } from './canaries.js';
import type { Extra } from './extra.js';
import { askExtras } from './extras.js';
import type { Asker, Places } from './asker.js';
import { gatherAskers } from './people.js';
import { askingForAll } from './selection.js';

/** Three Organizations with three Spaces each, one of everything in each, and the people who ask. */
export interface Population {
  readonly places: readonly Places[];
  readonly askers: readonly Asker[];
  /** What the mutations answered to those who may, with everything selected. */
  readonly answers: readonly { readonly mutation: string; readonly answer: Answer }[];
  /** Queries that need particular arguments, with everything selected. */
  readonly extras: readonly Extra[];
  /** Words that were written through the product, so that search knows them. */
  readonly words: readonly Canary[];
  /** Mutations that could not be done, with why: their fields are not reached. */
  readonly failures: readonly string[];
}

const SPACE = 'mutation($input: CreateSpaceInput!) { createSpace(input: $input) { id } }';
const CREATE = 'mutation($input: CreateDocumentInput!) { createDocument(input: $input) { id revision } }';
const PUBLISH = 'mutation($input: PublishDocumentInput!) { publishDocument(input: $input) { id revision } }';

/** Opens the real subgraphs on a database that is empty or was populated before. */
export const openWorld = (
  parts: WorldParts & { readonly outside: Outside },
  definitions = SUBGRAPHS,
): Promise<World> => createWorld(definitions, parts);

/**
 * Fills a world through the product itself: every mutation of the supergraph is done once in each Organization, as
 * the tests of the audit trail do it, with its whole answer selected.
 */
export async function populate(world: World): Promise<Population> {
  const answers: { mutation: string; answer: Answer }[] = [];
  const failures: string[] = [];
  const places: Places[] = [];
  const words: Canary[] = [];
  // One object for all: who is the operator of a world is remembered by it.
  const wide = widened(world, await wideningSchemas());
  for (const suffix of ['-one', '-two', '-three']) {
    const plain = await arrangeScenario(world, suffix);
    const scenario = { ...plain, world: wide };
    await setSetting(world, plain.acme, 'ai.enabled', 'true', plain.ada);
    const third = await thirdSpace(plain, words);
    places.push({ scenario: plain, spaces: [plain.spaceId, plain.openSpaceId, third] });
    for (const spaceId of [plain.spaceId, plain.openSpaceId])
      await writeWords(plain, world.as(plain.ada, plain.acme), spaceId, words);
    for (const [mutation, arrange] of Object.entries(mutationCases)) {
      try {
        const { allowed, denied } = await arrange(scenario);
        // A refused attempt is an entry of the trail, which then has to be read as one.
        await denied?.();
        let answer = await allowed();
        // Somebody who has just come in may do it, and not see all that its answer could tell: then as the client asks.
        if (answer.errors.length > 0) answer = await (await arrange(plain)).allowed();
        if (answer.errors.length === 0) answers.push({ mutation, answer });
        else if (places.length === 1) failures.push(`${mutation}: ${answer.errors[0]?.extensions.code}`);
      } catch (error) {
        if (places.length === 1) failures.push(`${mutation}: ${(error as Error).message.slice(0, 200)}`);
      }
    }
  }
  const [first, second] = places;
  const operator = await operatorOf(wide);
  const extras = await askExtras({ ...first!.scenario, world: wide }, operator, await wideningSchemas(/./));
  const askers = await gatherAskers(first!, second!, operator);
  for (const { field, answer } of extras)
    if (answer.errors.length > 0) failures.push(`${field}: ${JSON.stringify(answer.errors[0])}`);
  return { places, answers, extras, failures, words, askers };
}

/** A Space of a manager whom nobody else meets. */
async function thirdSpace(scenario: Scenario, words: Canary[]): Promise<string> {
  const { world, acme } = scenario;
  const keeper = await world.person('Karl Kustos');
  await world.join(keeper, acme, 'member');
  const as = world.as(keeper, acme);
  const { id } = await must<{ id: string }>(
    as.at('tenancy').run(SPACE, { input: { name: 'Drittes', description: 'Drittes Feld' } }),
  );
  await writeWords(scenario, as, id, words);
  return id;
}

/** A published document, a draft and one that only managers of the Space see, each with a word of its own. */
async function writeWords(
  { world, acme, ada }: Scenario,
  as: ReturnType<World['as']>,
  spaceId: string,
  words: Canary[],
): Promise<void> {
  for (const kind of ['published', 'draft', 'restricted']) {
    const isDraft = kind === 'draft';
    const text = canaryWord();
    const made = await must<{ id: string; revision: number }>(
      as
        .at('content')
        .run(CREATE, { input: { spaceId, title: 'Mit Wort', body: paragraph(`Wort ${text}`) } }),
    );
    const input = { documentId: made.id, expectedRevision: made.revision };
    if (!isDraft) await must(as.at('content').run(PUBLISH, { input }));
    if (kind === 'restricted')
      await world.sql('INSERT INTO content.restriction (org_id, document_id, made_by) VALUES ($1, $2, $3)', [
        acme.id,
        made.id,
        ada.id,
      ]);
    words.push({
      text,
      column: 'a written word',
      orgId: acme.id,
      spaceId,
      accountId: null,
      documentId: made.id,
      isDraft,
    });
  }
}

type Widen = (subgraph: string, document: string) => string;

/** Makes operations ask for everything; mutations alone unless said otherwise. */
async function wideningSchemas(which = /^\s*mutation\b/): Promise<Widen> {
  const schemas = new Map(
    await Promise.all(
      SUBGRAPHS.map(
        async (definition) => [definition.name as string, (await buildSchemaOf(definition)).schema] as const,
      ),
    ),
  );
  return (subgraph, document) => {
    const schema = schemas.get(subgraph);
    return schema && which.test(document) ? askingForAll(schema, document) : document;
  };
}

function widened(world: World, widen: Widen): World {
  return {
    ...world,
    as: (...who) => {
      const speaker = world.as(...who);
      return {
        at: (subgraph) => ({
          run: (document, variables) => speaker.at(subgraph).run(widen(subgraph, document), variables),
        }),
      };
    },
  };
}
