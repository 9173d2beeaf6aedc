import type { World } from '#runtime/testing/world.js';
import type { Asker } from './asker.js';
import { probeContexts } from './direct.js';
import type { Oracle } from './oracle.js';
import type { Population } from './population.js';
import { probeRights } from './probe-rights.js';
import type { Enough, Findings } from './prober.js';
import { probeRows } from './rows.js';

/** What the database is asked without a subgraph in front of it, and by whom. */
export interface DatabaseQuestions {
  readonly askers: readonly Asker[];
  readonly population: Population;
  readonly oracle: Oracle;
  readonly findings: Findings;
  readonly enough: Enough;
}

/** Asks the database alone, as each login in the context of everybody: contexts, permissions, rows. */
export async function proveDatabase(
  world: World,
  { askers, population, oracle, findings, enough }: DatabaseQuestions,
): Promise<void> {
  const [owner] = askers;
  const foreigner = askers.find(({ organization }) => organization !== owner?.organization);
  if (owner && foreigner) await probeContexts(world, owner, foreigner, findings);
  await probeRights(world, askers, findings, enough);
  await probeRows(world, oracle, askers, population.words, findings, enough);
}
