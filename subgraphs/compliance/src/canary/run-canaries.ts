import { randomBytes } from 'node:crypto';
import type { OwnOrigin } from '#runtime/egress/own-origin.js';
import { newId } from '#runtime/graphql/ids.js';
import type { OperationQuestion } from '#runtime/probe/operation-questions.js';
import {
  askForForeign,
  askForOwn,
  noCanaryFindings,
  type AskTools,
  type CanaryFindings,
} from './ask-as-canary.js';
import { CANARIES, CANARY_ACCOUNTS, spacesOf, wordOf } from './canaries.js';
import { openCanaryDoor } from './canary-door.js';
import { RECIPES } from './canary-recipes.js';
import type { CanaryRepository, IsolationFigures } from './canary.repository.js';
import { placesOf, settleCanaries } from './settle-canaries.js';

/** What a run takes. */
export interface CanaryRunParts {
  readonly own: OwnOrigin;
  /** Every operation that the web client sends. */
  readonly questions: readonly OperationQuestion[];
  /** Which of them are asked; all unless named. What things are made with stays at hand. */
  readonly only?: RegExp;
  readonly canaries: CanaryRepository;
  readonly version: string | null;
  /** Time between two requests, in milliseconds. */
  readonly paceMs?: number;
}

/** What a run came to, with a sentence for each finding: no name of a customer is in it, for there is none. */
export interface CanaryRunResult {
  readonly figures: IsolationFigures;
  readonly findings: readonly string[];
}

const PACE_MS = 12;

/**
 * Runs the isolation probes over the persisted operations of the web client, through the product's own front door:
 * every operation as every canary, about what is theirs, about another Space, another Organization, and nothing.
 */
export async function runCanaries(parts: CanaryRunParts): Promise<CanaryRunResult> {
  const began = performance.now();
  const found = noCanaryFindings();
  const finish = (outcome: IsolationFigures['outcome'], more: readonly string[] = []): CanaryRunResult => ({
    figures: {
      ...{ outcome, operations: parts.questions.length, probes: found.probes, requests: found.requests },
      ...{ leaks: found.leaks.length, oracles: found.oracles.length, broken: found.broken },
      ...{ seen: found.seen.size, version: parts.version },
      seconds: Math.round((performance.now() - began) / 100) / 10,
    },
    findings: [...found.leaks, ...found.oracles, ...more],
  });
  if (!(await answers(parts.own))) return finish('unreachable');
  const seed = await seedOf(parts.canaries);
  let broke: string | null = null;
  try {
    await askEverything(parts, seed, found);
  } catch (error) {
    broke = error instanceof Error ? error.message : String(error);
  } finally {
    await parts.canaries.endSessions();
  }
  if (found.leaks.length + found.oracles.length > 0) return finish('leaked');
  const unseen = wordsToBeSeen(seed).filter((word) => !found.seen.has(word));
  if (broke !== null) return finish('incomplete', [broke.slice(0, 400)]);
  if (found.broken > 0 || unseen.length > 0)
    return finish('incomplete', [`${found.broken} answers broke, ${unseen.length} own words were not seen`]);
  return finish('held');
}

/** A secret of the installation, made by the first run: the words come from it. */
async function seedOf(canaries: CanaryRepository): Promise<string> {
  const kept = (await canaries.things()).find(({ recipe }) => recipe === 'seed');
  if (kept) return kept.id;
  const id = randomBytes(24).toString('hex');
  await canaries.note({ place: 'a', recipe: 'seed', type: 'Made', id });
  return id;
}

async function askEverything(parts: CanaryRunParts, seed: string, findings: CanaryFindings): Promise<void> {
  const { canaries, only } = parts;
  const door = openCanaryDoor(parts.own, parts.questions, parts.paceMs ?? PACE_MS);
  const questions = parts.questions.filter(({ name }) => only?.test(name) ?? true);
  const settlement = await settleCanaries({ door, canaries, seed });
  const tools: AskTools = { door, settlement, words: wordsOf(seed), missingId: newId, findings };
  // One canary after the other asks the same: two at a time would be twice the load on people.
  for (const canary of CANARIES) for (const question of questions) await askForOwn(tools, question, canary);
  for (const canary of CANARIES)
    for (const question of questions) await askForForeign(tools, question, canary);
}

/** Where every word lies. */
function wordsOf(seed: string): AskTools['words'] {
  const places = new Map<string, { place: string; recipe: string }>();
  const add = (place: string, recipe: string): void =>
    void places.set(wordOf(seed, place, recipe), { place, recipe });
  for (const organization of ['a', 'b'] as const) {
    add(organization, 'organization');
    for (const place of spacesOf(organization))
      for (const recipe of ['space', 'space_text']) add(place, recipe);
    for (const recipe of RECIPES) for (const place of placesOf(recipe, organization)) add(place, recipe.name);
  }
  for (const { organization, as } of CANARY_ACCOUNTS) add(organization, `person_${as}`);
  return places;
}

/** Words that prove, when somebody sees them who may, that something was asked at all. */
function wordsToBeSeen(seed: string): string[] {
  return (['a', 'b'] as const).flatMap((organization) => [
    wordOf(seed, organization, 'organization'),
    wordOf(seed, organization, 'person_member'),
    ...spacesOf(organization).map((place) => wordOf(seed, place, 'space')),
    ...RECIPES.filter(({ isShown }) => isShown).flatMap((recipe) =>
      placesOf(recipe, organization).map((place) => wordOf(seed, place, recipe.name)),
    ),
  ]);
}

async function answers(own: OwnOrigin): Promise<boolean> {
  try {
    return (await own.request('/ready')).status === 200;
  } catch {
    return false;
  }
}
