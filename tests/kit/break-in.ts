import { buildSchemaOf } from '#runtime/graphql/subgraph.js';
import type { Actor } from '#runtime/actor/actor.js';
import { withId } from '#runtime/probe/variables.js';
import { ask as send, type Answer, type Person, type TestOrganization } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { entityQuery, resolvableEntities, rootOperations, type RootOperation } from './operations.js';
import type { Scenario } from './scenario.js';
import { serviceActor } from './service.js';
import { KINDS, missingIds, type Ids, type Treasure } from './treasure.js';

/** Somebody who tries to get at a treasure with their own valid passport. */
export interface Intruder {
  readonly person: Person;
  readonly organization: TestOrganization;
  /** With a session that has given a password only. */
  readonly half?: boolean;
  /** With the token of a service account instead of the person's session. */
  readonly token?: string;
  /** Valid ids of their own. */
  readonly own: Ids;
  /** What of the treasure they may see all the same: kinds of ids and names of canaries. */
  readonly mayKnow: readonly string[];
}

/** What was tried, how often, and what came of it. */
export interface BreakIn {
  readonly attempts: number;
  /** One sentence per breach; empty when everything held. */
  readonly breaches: readonly string[];
}

const DEPTH = 4;
// Compliance first: later, the intruder's own trail rightly tells which ids they tried.
const schemas = await Promise.all(
  SUBGRAPHS.toSorted((one, other) => one.name.localeCompare(other.name)).map(async (definition) => {
    const { schema } = await buildSchemaOf(definition);
    return {
      subgraph: definition.name,
      schema,
      operations: rootOperations(schema, DEPTH),
      entities: resolvableEntities(schema),
    };
  }),
);

/** Which of the intruder's own ids goes into a place that is not called after its kind. */
export const OWN: Readonly<Record<string, keyof Ids>> = {
  'document.id': 'documentId',
  'space.id': 'spaceId',
  'auditEntry.id': 'entryId',
  'supplier.id': 'supplierId',
  'file.id': 'fileId',
  'serviceAccount.id': 'serviceAccountId',
  'filesById.ids': 'fileId',
  parentId: 'documentId',
  afterId: 'documentId',
  ownerId: 'userId',
  actorId: 'userId',
  subjectId: 'documentId',
  spaceIds: 'spaceId',
};

/**
 * Tries every operation of every subgraph with every foreign id in every place that takes one, everything else being
 * the intruder's own; every entity by reference; every search; and every list. Each answer must be byte for byte the
 * one for an id that does not exist, and no answer may hold a canary or a foreign id (THREATS 1-4, 8, 9, 14).
 */
export async function breakIn(scenario: Scenario, treasure: Treasure, intruder: Intruder): Promise<BreakIn> {
  const tried = { attempts: 0, breaches: [] as string[] };
  const missing = missingIds();
  const secrets = secretsOf(treasure, intruder);
  const actor = keptActor(scenario, intruder);
  const ask = async (
    subgraph: string,
    document: string,
    variables: Record<string, unknown>,
  ): Promise<Answer> => {
    tried.attempts += 1;
    const { world } = scenario;
    return send(world.subgraph(subgraph), await actor(), world.passportSecret, document, variables);
  };
  const check = (what: string, answer: Answer, expected?: Answer): void => {
    for (const [name, secret] of secrets) {
      if (answer.text.includes(secret))
        tried.breaches.push(`${what} shows ${name}: ${answer.text.slice(0, 200)}`);
    }
    // What breaks has proven nothing.
    if (answer.text.includes('"code":"INTERNAL"')) tried.breaches.push(`${what} breaks`);
    if (expected && comparable(answer, treasure) !== comparable(expected, treasure)) {
      tried.breaches.push(
        `${what} answers ${answer.text.slice(0, 200)} instead of ${expected.text.slice(0, 200)}`,
      );
    }
  };
  for (const { subgraph, schema, operations, entities } of schemas) {
    for (const operation of operations) {
      const base = withOwnIds(operation, intruder.own);
      if (operation.kind === 'query') {
        for (const document of [operation.document, ...operation.paths]) {
          check(`${operation.field} of their own (${document})`, await ask(subgraph, document, base));
        }
      }
      for (const slot of operation.idSlots) {
        const absent = await ask(subgraph, operation.document, withId(base, slot, missing.documentId));
        for (const kind of kindsFor(operation, intruder)) {
          const variables = withId(base, slot, treasure.ids[kind]);
          check(
            `${operation.field} with ${kind} as ${slot.path.join('.')}`,
            await ask(subgraph, operation.document, variables),
            absent,
          );
        }
      }
    }
    for (const type of entities) {
      const refer = (id: string) =>
        ask(subgraph, entityQuery(schema, type, DEPTH), { r: [{ __typename: type, id }] });
      const absent = await refer(missing.documentId);
      for (const kind of KINDS.filter((each) => !intruder.mayKnow.includes(each))) {
        check(`a reference to ${type} by ${kind}`, await refer(treasure.ids[kind]), absent);
      }
    }
  }
  await search(treasure, ask, check);
  return tried;
}

const FRESH_MS = 20_000;

/** The intruder as the gateway resolved them, anew before the database context grows old. */
function keptActor({ world }: Scenario, intruder: Intruder): () => Promise<Actor> {
  const { person, organization, half, token } = intruder;
  let kept: { actor: Actor; at: number } | null = null;
  return async () => {
    if (!kept || Date.now() - kept.at > FRESH_MS) {
      const resolved = token
        ? await serviceActor(world, token)
        : await world.actor(person, organization, { half });
      kept = { actor: { ...resolved, locale: 'en' }, at: Date.now() };
    }
    return kept.actor;
  };
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** An answer without the ids and times that are new in each answer; ids of the treasure stay. */
function comparable({ text }: Answer, { ids }: Treasure): string {
  const kept = new Set<string>(Object.values(ids));
  return text.replace(UUID, (id) => (kept.has(id) ? id : 'id')).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time');
}

async function search(
  { canaries }: Treasure,
  ask: (subgraph: string, document: string, variables: Record<string, unknown>) => Promise<Answer>,
  check: (what: string, answer: Answer, expected?: Answer) => void,
): Promise<void> {
  const SEARCH =
    'query($query: String!) { search(query: $query) { edges { node { rank document { id } } } pageInfo { hasNextPage } } }';
  const absent = await ask('content', SEARCH, { query: 'gibtesnirgendwo' });
  for (const [name, word] of Object.entries(canaries)) {
    for (const query of [word, word.slice(0, -3), `"${word}"`]) {
      check(`a search for ${name}`, await ask('content', SEARCH, { query }), absent);
    }
  }
}

/** Ids are swapped between types in reads; writes get the ids that they could take. */
function kindsFor(operation: RootOperation, intruder: Intruder): readonly (keyof Ids)[] {
  return KINDS.filter((kind) => !intruder.mayKnow.includes(kind)).filter(
    (kind) => operation.kind === 'query' || !['entryId', 'exportId', 'organizationId'].includes(kind),
  );
}

/** Texts under two names: a canary by what it lies in, an id by its kind. */
export function secretsOf({ canaries, ids }: Treasure, { mayKnow }: Intruder): (readonly [string, string])[] {
  return [...Object.entries(canaries), ...Object.entries(ids)].filter(([name]) => !mayKnow.includes(name));
}

function withOwnIds(operation: RootOperation, own: Ids): Record<string, unknown> {
  return operation.idSlots.reduce<Record<string, unknown>>(
    (variables, slot) => {
      const name = slot.path.at(-1)!;
      const kind = OWN[`${operation.field}.${name}`] ?? OWN[name] ?? (name as keyof Ids);
      const isSet = slot.path.reduce<unknown>(
        (value, key) => (value as Record<string, unknown> | null)?.[key],
        variables,
      );
      // What may be left out is left out, except where it is tried.
      return isSet === null || isSet === undefined ? variables : withId(variables, slot, own[kind]);
    },
    structuredClone(operation.variables) as Record<string, unknown>,
  );
}
