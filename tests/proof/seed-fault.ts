import type { Outside } from '#runtime/egress/outside.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { cloneDatabaseOf } from '#runtime/testing/cluster.js';
import type { TestCluster } from '#runtime/testing/cluster-context.js';
import type { World, WorldParts } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { probeDatabase } from './database.js';
import type { Fault } from './fault.js';
import { narrowed, type ProbeContracts } from './front-door.js';
import { openWorld } from './population.js';
import { prove, type Knowledge } from './prove.js';
import { sentencesOf } from './prober.js';
import type { Question } from './questions.js';

/** What came of a seeded fault: what noticed it first, or `null`. */
export interface Caught {
  readonly name: string;
  readonly by: 'start' | 'probes' | null;
  readonly how: string;
}

/** A population at rest: a database that clones are made of, with its keys. */
export interface Template extends Required<Pick<WorldParts, 'keyring'>> {
  readonly outside: Outside;
  readonly cluster: TestCluster;
  readonly database: string;
}

/** A few of everything are enough to notice a fault; the first question of each field and some deeper ones. */
function few(questions: readonly Question[]): Question[] {
  return questions.filter(({ path }) => path.split('.').filter(Boolean).length <= 2);
}

/**
 * Seeds one fault into a clone and runs the probes that touch it. A fault that the product refuses to start with is
 * caught there; any other has to show as a leak, a difference or a failure.
 */
export async function seedFault(
  fault: Fault,
  template: Template,
  contracts: ProbeContracts,
  knowledge: Knowledge,
): Promise<Caught> {
  const db = await cloneDatabaseOf(template.cluster, template.database);
  const restore = fault.process?.();
  let world: World | undefined;
  try {
    if (fault.database) await withClient(db.adminUrl, fault.database);
    world = await openWorld(
      { db, keyring: template.keyring, outside: template.outside },
      fault.definitions?.(SUBGRAPHS) ?? SUBGRAPHS,
    );
    const [refused] = await probeDatabase(world);
    if (refused !== undefined) return { name: fault.name, by: 'start', how: refused };
    const narrow = narrowed(contracts, fault.asks);
    const { findings } = await prove(
      broken(world, fault),
      narrow,
      knowledge,
      { questions: few(narrow.questions), askers: knowledge.population.askers, untilFirst: true },
      fault.gateway,
    );
    const [found] = sentencesOf(findings);
    return { name: fault.name, by: found === undefined ? null : 'probes', how: found ?? '' };
  } finally {
    restore?.();
    if (fault.undo) await withClient(db.adminUrl, fault.undo);
    if (world) await world.close();
    else await db.drop();
  }
}

function broken(world: World, { subgraph: change }: Fault): World {
  if (!change) return world;
  const changed = new Map(
    SUBGRAPHS.map(({ name }) => [name as string, change(world.subgraph(name), world.passportSecret)]),
  );
  return { ...world, subgraph: (name) => changed.get(name) ?? world.subgraph(name) };
}
