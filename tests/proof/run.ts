import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyring } from '#runtime/crypto/keyring.js';
import { NOTHING_OUTSIDE, type Outside } from '#runtime/egress/outside.js';
import { cloneDatabaseOf } from '#runtime/testing/cluster.js';
import type { TestCluster } from '#runtime/testing/cluster-context.js';
import { outsideAnswers } from '#tests/kit/outside-answers.js';
import { probeDatabase } from './database.js';
import { FAULTS } from './faults.js';
import { probeContracts } from './front-door.js';
import { openWorld, populate } from './population.js';
import { mark, prove, type Outcome, type Sample } from './prove.js';
import type { Question } from './questions.js';
import { seedOfToday, wholeSample } from './sample.js';
import { seedFaults } from './seed-faults.js';
import { seedFault, type Caught } from './seed-fault.js';
import type { Asker } from './asker.js';

/** What a run tells; `--json` prints it. */
export interface Report {
  /** Fields of the supergraph, and how many somebody got to see who may. */
  readonly fields: number;
  readonly fieldsReached: number;
  readonly notReached: readonly string[];
  /** Reached while the population was made alone: everybody is asked for them, but nobody’s answer held one. */
  readonly fieldsBySetUp: readonly string[];
  /** One field asked by one person across one relation on one path. */
  readonly probes: number;
  readonly requests: number;
  /** Foreign data in an answer. */
  readonly leaks: readonly string[];
  /** Answers that tell a foreign row from a missing one. */
  readonly oracles: readonly string[];
  /** Answers that broke, and what could not be set up. */
  readonly failures: readonly string[];
  /** What the catalogue of the database alone shows. */
  readonly database: readonly string[];
  readonly faultsSeeded: number;
  readonly faultsCaught: number;
  readonly faults: readonly Caught[];
  readonly actors: number;
  readonly canaries: number;
  readonly seconds: number;
}

/** How much of everything is tried. */
export interface RunOptions {
  readonly cluster: TestCluster;
  /** The whole run by default; the quick form takes a part. */
  readonly sample?: (questions: readonly Question[], askers: readonly Asker[]) => Sample;
  /** Which faults are seeded; none in the quick form. */
  readonly faults?: RegExp | null;
  readonly say?: (sentence: string) => void;
}

/** Outside of this run lie a folder for files and a model that nobody calls. */
function outsideOf(folder: string): Outside {
  return {
    ...NOTHING_OUTSIDE,
    ...outsideAnswers,
    files: { kind: 'disk', folder },
    ai: {
      kind: 'azure',
      endpoint: 'https://proof.openai.azure.example',
      deployment: 'proof',
      region: 'Sweden Central',
      apiVersion: '2024-10-21',
      credentials: { kind: 'key', key: 'unused' },
      allowPrivate: false,
    },
  };
}

/** Runs the proof: a population, every probe, and every seeded fault on a clone of that population. */
export async function run(options: RunOptions): Promise<Report> {
  const { cluster, say = () => undefined, faults = null } = options;
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'kopexa-proof-'));
  const outside = outsideOf(folder);
  const keyring = createKeyring(randomBytes(32));
  const template = await cloneDatabaseOf(cluster);
  try {
    say('Populating three Organizations …');
    const filling = await openWorld({ db: { ...template, drop: () => Promise.resolve() }, keyring, outside });
    const population = await populate(filling);
    const knowledge = await mark(filling, population);
    await filling.close();
    const contracts = probeContracts();
    const { askers } = population;
    const choose = options.sample ?? ((all, people) => wholeSample(all, people, seedOfToday()));
    const sample = choose(contracts.questions, askers);
    say(`Asking ${sample.questions.length} questions as ${askers.length} actors …`);
    const world = await openWorld({
      db: await cloneDatabaseOf(cluster, template.database),
      keyring,
      outside,
    });
    const database = await probeDatabase(world);
    const outcome = await prove(world, contracts, knowledge, sample).finally(() => world.close());
    const parts = { cluster, database: template.database, keyring, outside };
    const chosen = faults ? FAULTS.filter(({ name }) => faults.test(name)) : [];
    const caught = await seedFaults(chosen, async (fault) => {
      const found = await seedFault(fault, parts, contracts, knowledge);
      say(`${found.by ? 'caught' : 'NOT CAUGHT'} in ${found.seconds} s: ${fault.name}`);
      return found;
    });
    return {
      ...counted(outcome),
      failures: [...population.failures, ...outcome.findings.failures],
      database,
      faultsSeeded: caught.length,
      faultsCaught: caught.filter(({ by }) => by !== null).length,
      faults: caught,
      actors: askers.length,
      canaries: knowledge.canaries.length,
      seconds: Math.round((performance.now() - began) / 100) / 10,
    };
  } finally {
    await template.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function counted({
  findings,
  coverage,
  fields,
}: Outcome): Pick<
  Report,
  'fields' | 'fieldsReached' | 'notReached' | 'fieldsBySetUp' | 'probes' | 'requests' | 'leaks' | 'oracles'
> {
  const notReached = fields.filter((field) => !coverage.reached.has(field));
  return {
    fields: fields.length,
    fieldsReached: fields.length - notReached.length,
    notReached,
    fieldsBySetUp: fields.filter((field) => coverage.reached.has(field) && !coverage.asked.has(field)),
    probes: findings.probes,
    requests: findings.requests,
    leaks: findings.leaks,
    oracles: findings.oracles,
  };
}

/** Whether a run proved what it is to prove. */
export function holds(report: Report): boolean {
  const { notReached, leaks, oracles, failures, database, faultsSeeded, faultsCaught } = report;
  const found = [notReached, leaks, oracles, failures, database];
  return found.every((list) => list.length === 0) && faultsCaught === faultsSeeded;
}

/** The numbers of a report, as the claims board shows them. */
export function figuresOf(report: Report): Record<string, number> {
  const { fields, fieldsReached, probes, requests, faultsSeeded, faultsCaught, seconds } = report;
  const [leaks, oracles] = [report.leaks.length, report.oracles.length];
  return { fields, fieldsReached, probes, requests, leaks, oracles, faultsSeeded, faultsCaught, seconds };
}
