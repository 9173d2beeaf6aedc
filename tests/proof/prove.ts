import { buildSchema } from 'graphql';
import { SCHEMAS } from '#runtime/db/roles.js';
import type { World } from '#runtime/testing/world.js';
import { plantCanaries, type Canary } from './canaries.js';
import { probeDirectly } from './direct.js';
import { changed, rowsElsewhere } from './elsewhere.js';
import { probeEndpoint, readingEndpoints } from './endpoints.js';
import { entityTypes, probeEntity, type Entity } from './entities.js';
import { createCoverage, type Coverage } from './coverage.js';
import type { Fault } from './fault.js';
import { isForTools, openProbeDoor, type ProbeContracts } from './front-door.js';
import { createOracle, type Oracle } from './oracle.js';
import type { Asker } from './asker.js';
import { placesOfRows, type Place } from './places.js';
import type { Population } from './population.js';
import { noFindings, probe, probePairs, sentencesOf, type Findings, type ProberTools } from './prober.js';
import { probeText, takesText } from './texts.js';
import { fieldsOf, type Question } from './questions.js';
import { proveDatabase } from './prove-database.js';
import { createTargets } from './targets.js';

/** What the probes are judged by; of one population. */
export interface Knowledge {
  readonly population: Population;
  readonly canaries: readonly Canary[];
  readonly skipped: readonly string[];
  readonly places: ReadonlyMap<string, Place>;
  /** Who belongs, or belonged, to each Organization. */
  readonly colleagues: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Marks every row of a populated world and learns where each lies. */
export async function mark(world: World, population: Population): Promise<Knowledge> {
  const { canaries, skipped } = await plantCanaries(world, SCHEMAS);
  const places = await placesOfRows(world, SCHEMAS);
  const colleagues = new Map<string, Set<string>>();
  for (const { org_id, account_id } of await world.sql<{ org_id: string; account_id: string }>(
    'SELECT DISTINCT org_id, account_id FROM tenancy.membership',
  ))
    colleagues.set(org_id, (colleagues.get(org_id) ?? new Set<string>()).add(account_id));
  return { population, canaries: [...canaries, ...population.words], skipped, places, colleagues };
}

/** The oracle of a population that was marked. */
export const oracleOf = ({ canaries, places, colleagues }: Knowledge): Oracle =>
  createOracle(canaries, places, colleagues);

/** Which questions are put to whom. */
export interface Sample {
  readonly questions: readonly Question[];
  readonly askers: readonly Asker[];
  /** One finding is enough: for seeded faults, whose database was asked before. */
  readonly untilFirst?: boolean;
  /** Questions that everybody is asked; none by default. */
  readonly always?: ReadonlySet<Question>;
  /** Beside those and the first asker, who is asked everything, one in so many pairs of question and asker; all by default. */
  readonly oneIn?: number;
  /** Which ones. */
  readonly seed?: number;
}

/** What came of a run. */
export interface Outcome {
  readonly findings: Findings;
  readonly coverage: Coverage;
  readonly fields: readonly string[];
}

const AT_ONCE = 6;

/** Puts questions to the product: reads first; writes after, since what succeeds changes the world. */
export async function prove(
  world: World,
  contracts: ProbeContracts,
  knowledge: Knowledge,
  sample: Sample,
  gateway: Fault['gateway'] = undefined,
): Promise<Outcome> {
  const coverage = createCoverage();
  const schema = buildSchema(contracts.contracts.apiSdl);
  for (const { answer } of knowledge.population.answers) coverage.take(answer.data, 'Mutation', true);
  for (const { answer } of knowledge.population.extras) coverage.take(answer.data, 'Query', true);
  const door = await openProbeDoor(world, contracts, gateway);
  const tools: ProberTools = {
    door,
    coverage,
    findings: noFindings(),
    oracle: oracleOf(knowledge),
    targets: createTargets(knowledge.places, coverage.named, knowledge.colleagues),
  };
  try {
    const { questions, askers } = sample;
    const { findings, oracle } = tools;
    const enough = (): boolean => sample.untilFirst === true && sentencesOf(findings).length > 0;
    if (askers[0]) await probeDirectly(world, door, askers[0], findings);
    if (enough()) return { findings, coverage, fields: [] };
    const asked = questions.filter(({ kind, path }) => kind === 'query' || path === '');
    const parts = [
      // The trail first: later it rightly tells its readers which ids were tried.
      asked.filter(isOfTrail),
      asked.filter((question) => !isOfTrail(question) && question.kind === 'query'),
      asked.filter((question) => !isOfTrail(question) && question.kind === 'mutation'),
    ];
    const before = await rowsElsewhere(world, askers);
    if (!sample.untilFirst)
      await proveDatabase(world, { askers, population: knowledge.population, oracle, findings, enough });
    for (const part of parts)
      await each(kept(pairs(part, askers).filter(mayBeAsked), sample), enough, ([question, asker]) =>
        probe(tools, question, asker),
      );
    await each(kept(pairs(asked, askers).filter(mayBeAsked), sample), enough, ([question, asker]) =>
      probePairs(tools, question, asker),
    );
    await each(
      pairs(otherWays(contracts, sample, coverage, fieldsOf(schema)), askers).filter(mayBeAsked),
      enough,
      ([question, asker]) => probe(tools, question, asker, ['own']),
    );
    await each(pairs(readingEndpoints(), askers), enough, ([endpoint, asker]) =>
      probeEndpoint(tools, endpoint, asker),
    );
    await each(kept(pairs(entityTypes(), askers), sample), enough, ([entity, asker]) =>
      probeEntity(world, tools, entity, asker),
    );
    await each(
      kept(pairs(asked.filter(takesText), askers).filter(mayBeAsked), sample),
      enough,
      ([question, asker]) => probeText(tools, knowledge.population.words, question, asker),
    );
    if (!enough()) findings.leaks.push(...changed(before, await rowsElsewhere(world, askers)));
  } finally {
    await door.close();
  }
  return { findings: tools.findings, coverage, fields: fieldsOf(schema) };
}

/** What a sample left out and may reach fields that nothing else did. */
function otherWays(
  { questions }: ProbeContracts,
  sample: Sample,
  { reached }: Coverage,
  fields: readonly string[],
): Question[] {
  if (sample.untilFirst) return [];
  const missing = new Set(fields.filter((field) => !reached.has(field)));
  return questions.filter(
    (question) =>
      question.kind === 'query' &&
      (sample.oneIn !== undefined || !sample.questions.includes(question)) &&
      question.probes.some((field) => missing.has(field)),
  );
}

/** Every pair, or a part of them that another seed chooses otherwise. */
const kept = <A extends Question | Entity>(
  all: readonly (readonly [A, Asker])[],
  { askers, always, oneIn = 1, seed = 0 }: Sample,
): (readonly [A, Asker])[] =>
  all.filter(
    ([item, asker], index) =>
      asker === askers[0] ||
      (always !== undefined && (!('idSlots' in item) || always.has(item))) ||
      (index + seed) % oneIn === 0,
  );

const isOfTrail = ({ field }: Question): boolean => /audit/i.test(field);

/** A service account has its own operations: those of them that there are. */
const mayBeAsked = ([question, asker]: readonly [Question, Asker]): boolean =>
  asker.token === undefined || isForTools(question);

const pairs = <A, B>(some: readonly A[], others: readonly B[]): (readonly [A, B])[] =>
  some.flatMap((one) => others.map((other) => [one, other] as const));

/** Several at a time, in order. */
async function each<T>(
  items: readonly T[],
  enough: () => boolean,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && !enough(); next = queue.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
