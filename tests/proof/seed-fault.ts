import type { Outside } from '#runtime/egress/outside.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { cloneDatabaseOf, type ClonedDatabase } from '#runtime/testing/cluster.js';
import type { TestCluster } from '#runtime/testing/cluster-context.js';
import { createWorld, type World, type WorldParts } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { probeDatabase } from './database.js';
import type { Fault } from './fault.js';
import { narrowed, type ProbeContracts } from './front-door.js';
import { openWorld } from './population.js';
import { oracleOf, prove, type Knowledge } from './prove.js';
import { proveDatabase } from './prove-database.js';
import { noFindings, sentencesOf } from './prober.js';
import type { Question } from './questions.js';

/** What came of a seeded fault: what noticed it first, or `null`. */
export interface Caught {
  readonly name: string;
  readonly by: 'start' | 'probes' | null;
  readonly how: string;
  readonly seconds: number;
}

type Noticed = Pick<Caught, 'by' | 'how'>;

/** A population at rest: a database that clones are made of, with its keys. */
export interface Template extends Required<Pick<WorldParts, 'keyring'>> {
  readonly outside: Outside;
  readonly cluster: TestCluster;
  readonly database: string;
}

/** A few of everything are enough to notice a fault; those about the nearest things first. */
function few(questions: readonly Question[]): Question[] {
  const depth = ({ path }: Question): number => path.split('.').filter(Boolean).length;
  return questions
    .filter((question) => depth(question) <= 2)
    .toSorted((one, other) => depth(one) - depth(other));
}

/**
 * Seeds one fault into a clone and runs the probes that touch it: first what the database shows by itself, where the
 * fault lies in it, then the product. A fault that the product refuses to start with is caught there; any other has to
 * show as a leak, a difference or a failure.
 */
export async function seedFault(
  fault: Fault,
  template: Template,
  contracts: ProbeContracts,
  knowledge: Knowledge,
): Promise<Caught> {
  const began = performance.now();
  const db = await cloneDatabaseOf(template.cluster, template.database);
  const restore = fault.process?.();
  try {
    if (fault.database) await withClient(db.adminUrl, fault.database);
    const parts = { db: { ...db, drop: () => Promise.resolve() }, keyring: template.keyring };
    const noticed =
      (fault.database ? await noticedInDatabase(parts, knowledge) : null) ??
      (await noticedByProbes(fault, { ...parts, outside: template.outside }, contracts, knowledge));
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    return { name: fault.name, ...(noticed ?? { by: null, how: '' }), seconds };
  } finally {
    restore?.();
    if (fault.undo) await withClient(db.adminUrl, fault.undo);
    await db.drop();
  }
}

const first = (findings: Parameters<typeof sentencesOf>[0]): Noticed | null => {
  const [how] = sentencesOf(findings);
  return how === undefined ? null : { by: 'probes', how };
};

/** Without a subgraph: for this none has to start. */
async function noticedInDatabase(parts: Required<WorldParts>, knowledge: Knowledge): Promise<Noticed | null> {
  const world = await createWorld([], parts);
  try {
    const [refused] = await probeDatabase(world);
    if (refused !== undefined) return { by: 'start', how: refused };
    const findings = noFindings();
    await proveDatabase(world, {
      ...{ findings, population: knowledge.population, askers: knowledge.population.askers },
      oracle: oracleOf(knowledge),
      enough: () => first(findings) !== null,
    });
    return first(findings);
  } finally {
    await world.close();
  }
}

async function noticedByProbes(
  fault: Fault,
  parts: { readonly db: ClonedDatabase } & Pick<Template, 'keyring' | 'outside'>,
  contracts: ProbeContracts,
  knowledge: Knowledge,
): Promise<Noticed | null> {
  const world = await openWorld(parts, fault.definitions?.(SUBGRAPHS) ?? SUBGRAPHS);
  try {
    const narrow = narrowed(contracts, fault.asks);
    const { findings } = await prove(
      broken(world, fault),
      narrow,
      knowledge,
      { questions: few(narrow.questions), askers: knowledge.population.askers, untilFirst: true },
      fault.gateway,
    );
    return first(findings);
  } finally {
    await world.close();
  }
}

function broken(world: World, { subgraph: change }: Fault): World {
  if (!change) return world;
  const changed = new Map(
    SUBGRAPHS.map(({ name }) => [name as string, change(world.subgraph(name), world.passportSecret)]),
  );
  return { ...world, subgraph: (name) => changed.get(name) ?? world.subgraph(name) };
}
