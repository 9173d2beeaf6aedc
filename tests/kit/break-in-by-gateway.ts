import { readFileSync } from 'node:fs';
import { buildSchema, parse, typeFromAST, visit, type GraphQLInputType } from 'graphql';
import { exampleOf, idSlotsIn, valueAt, withId, type IdSlot } from '#runtime/probe/variables.js';
import { OWN, secretsOf, type BreakIn, type Intruder } from './break-in.js';
import type { DoorAnswer, FrontDoor } from './front-door.js';
import { KINDS, missingIds, type Ids, type Treasure } from './treasure.js';

const api = buildSchema(readFileSync('schema/api.graphql', 'utf8'), { assumeValidSDL: true });

interface Prepared {
  readonly variables: Record<string, unknown>;
  readonly slots: readonly IdSlot[];
  /** The argument that a variable is given to, for example `document.id`. */
  readonly usedAs: ReadonlyMap<string, string>;
}

/**
 * Runs every query that the web client and the tools have, through the gateway, with every foreign id in every place that takes
 * one. Nested paths over several subgraphs are what the client itself asks for. Answers must equal those for ids that
 * do not exist but for the request's own id, and none may hold a canary.
 */
export async function breakInByGateway(
  door: FrontDoor,
  treasure: Treasure,
  intruder: Intruder,
): Promise<BreakIn> {
  const tried = { attempts: 0, breaches: [] as string[] };
  const missing = missingIds();
  const secrets = secretsOf(treasure, intruder);
  const ask = (name: string, variables: Record<string, unknown>): Promise<DoorAnswer> => {
    tried.attempts += 1;
    const { person, organization, token } = intruder;
    return door.run(name, variables, token ? { token, organization } : { person, organization });
  };
  const check = (what: string, answer: DoorAnswer, expected?: DoorAnswer): void => {
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
  // The trail first: later it rightly tells its reader which ids they tried. Changes are tried at the subgraphs.
  const operations = [...door.operations.values()]
    .filter(({ kind }) => kind === 'query')
    .toSorted((one, other) => order(one.rootFields) - order(other.rootFields));
  for (const { name, document } of operations) {
    const { variables, slots, usedAs } = prepare(document, intruder.own);
    check(`${name} of their own`, await ask(name, variables));
    for (const slot of slots) {
      const absent = await ask(name, withId(variables, slot, missing.documentId));
      for (const each of KINDS.filter((one) => !intruder.mayKnow.includes(one))) {
        const where = `${name} with ${each} as ${usedAs.get(slot.path[0]!) ?? slot.path.join('.')}`;
        check(where, await ask(name, withId(variables, slot, treasure.ids[each])), absent);
      }
    }
  }
  return tried;
}

function prepare(document: string, own: Ids): Prepared {
  const variables: Record<string, unknown> = {};
  const slots: IdSlot[] = [];
  const usedAs = new Map<string, string>();
  const tree = parse(document);
  visit(tree, {
    VariableDefinition: ({ variable, type }) => {
      const declared = typeFromAST(api, type as never) as GraphQLInputType | undefined;
      if (!declared) throw new Error(`The API has no type for $${variable.name.value}.`);
      variables[variable.name.value] = exampleOf(declared);
      slots.push(...idSlotsIn(declared, [variable.name.value]));
    },
    Field: ({ name, arguments: given = [] }) => {
      for (const { name: argument, value } of given) {
        if (value.kind === 'Variable') usedAs.set(value.name.value, `${name.value}.${argument.value}`);
      }
    },
  });
  const filled = slots.reduce<Record<string, unknown>>((filling, slot) => {
    const name = slot.path.at(-1)!;
    const place = usedAs.get(name) ?? name;
    const kind = OWN[place] ?? OWN[name] ?? (place.split('.').at(-1) as keyof Ids);
    const now = valueAt(filling, slot.path);
    return now === null || now === undefined ? filling : withId(filling, slot, own[kind]);
  }, variables);
  return { variables: filled, slots, usedAs };
}

const order = (rootFields: readonly string[]): number => (rootFields.includes('auditEntries') ? 0 : 1);

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

function comparable({ status, text }: DoorAnswer, { ids }: Treasure): string {
  const kept = new Set<string>(Object.values(ids));
  const body = text
    .replace(/"requestId":"[^"]*"/g, '')
    .replace(UUID, (id) => (kept.has(id) ? id : 'id'))
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time');
  return `${status} ${body}`;
}
