import { comparableText, namedIds } from '#runtime/probe/answers.js';
import type { OperationQuestion } from '#runtime/probe/operation-questions.js';
import { valueAt, withId } from '#runtime/probe/variables.js';
import { canaryWordsIn } from '#runtime/probe/words.js';
import { isForeign, type Canary, type CanaryOrganization } from './canaries.js';
import type { CanaryAnswer, CanaryDoor } from './canary-door.js';
import type { CanaryThing } from './canary.repository.js';
import type { Settlement } from './settle-canaries.js';

/** What a run gathers. */
export interface CanaryFindings {
  probes: number;
  requests: number;
  broken: number;
  readonly leaks: string[];
  readonly oracles: string[];
  /** Words that somebody saw who may. */
  readonly seen: Set<string>;
  /** Ids that each Organization's owner got to see, by type. */
  readonly named: Readonly<Record<CanaryOrganization, Map<string, Set<string>>>>;
}

/** What asking takes. */
export interface AskTools {
  readonly door: CanaryDoor;
  readonly settlement: Settlement;
  /** Where each word lies. */
  readonly words: ReadonlyMap<string, Pick<CanaryThing, 'place' | 'recipe'>>;
  /** An id that nobody has. */
  readonly missingId: () => string;
  readonly findings: CanaryFindings;
}

/** Nothing found yet. */
export const noCanaryFindings = (): CanaryFindings => ({
  ...{ probes: 0, requests: 0, broken: 0, leaks: [], oracles: [] },
  seen: new Set(),
  named: { a: new Map(), b: new Map() },
});

/**
 * The audit trail rightly tells its readers which ids they tried, in this run or an earlier one: there ids are neither
 * searched for nor compared. Words are.
 */
const isOfTrail = ({ rootFields }: OperationQuestion): boolean =>
  rootFields.some((name) => /audit/i.test(name));

/** What somebody asked to be let into is listed for them by the id that they sent, in this run or an earlier one. */
const listsOwnRequests = ({ name }: OperationQuestion): boolean => /AccessRequests$/.test(name);

const MANY = 2;

/** Reads everything that is a canary's own: nothing else may come back, and what is theirs has to. */
export async function askForOwn(tools: AskTools, question: OperationQuestion, canary: Canary): Promise<void> {
  if (question.kind === 'mutation') return;
  for (const variables of ownVariables(tools, question, canary)) {
    const { data } = await ask(tools, question, variables, canary, 'its own');
    if (!canary.belongs || !canary.seesDrafts) continue;
    const named = tools.findings.named[canary.organization];
    for (const [type, ids] of namedIds(data)) named.set(type, new Set([...(named.get(type) ?? []), ...ids]));
  }
}

/** Puts others' ids into every place for one: each answer has to be the one for an id that nobody has. */
export async function askForForeign(
  tools: AskTools,
  question: OperationQuestion,
  canary: Canary,
): Promise<void> {
  const [own = {}] = ownVariables(tools, question, canary);
  for (const slot of question.slots) {
    const foreign = foreignIds(tools, slot.type, canary);
    if (foreign.length === 0) continue;
    const where = slot.path.join('.');
    const known = new Set(foreign);
    const absent = await ask(
      tools,
      question,
      withId(own, slot, tools.missingId()),
      canary,
      `${where} of nothing`,
    );
    for (const id of foreign) {
      const asked = `${where} of somebody else’s ${slot.type}`;
      const answer = await ask(tools, question, withId(own, slot, id), canary, asked);
      if (isOfTrail(question)) continue;
      if (
        answer.status !== absent.status ||
        comparableText(answer.text, known) !== comparableText(absent.text, known)
      )
        tools.findings.oracles.push(
          `${canary.name}, ${question.name}, ${asked}: another answer than for a missing one`,
        );
    }
  }
}

async function ask(
  { door, settlement, words, findings }: AskTools,
  question: OperationQuestion,
  variables: Record<string, unknown>,
  canary: Canary,
  asked: string,
): Promise<CanaryAnswer> {
  const token = canary.account === null ? null : (settlement.tokens.get(canary.account) ?? null);
  const slug = settlement.slugs[canary.organization];
  const answer = await door.ask(question, variables, { token, slug });
  findings.requests += 1;
  findings.probes += question.fields;
  if (answer.status >= 500 || /"code":"(INTERNAL|UNAVAILABLE|RATE_LIMITED)"/.test(answer.text))
    findings.broken += 1;
  const what = `${canary.name}, ${question.name}, ${asked}`;
  for (const word of canaryWordsIn(answer.text)) {
    const lies = words.get(word);
    if (!lies || isOwnName(lies, canary)) continue;
    if (isForeign(lies, canary)) findings.leaks.push(`${what}: shows ${lies.recipe} of ${lies.place}`);
    else findings.seen.add(word);
  }
  if (isOfTrail(question) || listsOwnRequests(question)) return answer;
  const sent = JSON.stringify(variables);
  for (const { id, place, recipe, type } of settlement.things)
    if (
      type !== 'Made' &&
      !isAskedFor({ place, type }, canary) &&
      !isOwnPast(question, { place, type }, canary) &&
      !sent.includes(id) &&
      answer.text.includes(id) &&
      isHidden({ place, recipe, type }, canary)
    )
      findings.leaks.push(`${what}: shows the id of ${type} (${recipe}) of ${place}`);
  return answer;
}

/** One’s own name is one’s own, wherever one was removed. */
const isOwnName = ({ place, recipe }: Pick<CanaryThing, 'place' | 'recipe'>, canary: Canary): boolean =>
  place === canary.organization && recipe === `person_${canary.name.split(' ')[1] ?? ''}`;

/** Whoever asked to be let into a Space knows its id; that it answers like a missing one is asked all the same. */
const isAskedFor = ({ place, type }: Pick<CanaryThing, 'place' | 'type'>, canary: Canary): boolean =>
  type === 'Space' && canary.belongs && place === `${canary.organization}/2`;

/** What is held about somebody names the Organization where they once were (GDPR Art. 15): by its id, and to them alone. */
const isOwnPast = (
  { name }: OperationQuestion,
  { place, type }: Pick<CanaryThing, 'place' | 'type'>,
  canary: Canary,
): boolean => name === 'PersonalData' && type === 'Organization' && place === canary.organization;

function isHidden(thing: Pick<CanaryThing, 'place' | 'recipe' | 'type'>, canary: Canary): boolean {
  if (thing.type === 'User' && isOwnName(thing, canary)) return false;
  return isForeign(thing, canary);
}

/** The operation about each of a few own things; what takes no id once. */
function ownVariables(
  { settlement, findings, missingId }: AskTools,
  question: OperationQuestion,
  canary: Canary,
): Record<string, unknown>[] {
  const ownIds = (type: string): string[] => {
    const ids = settlement.things.filter((each) => each.type === type && !isForeign(each, canary));
    const found = canary.belongs ? [...(findings.named[canary.organization].get(type) ?? [])] : [];
    return [...new Set([...ids.map(({ id }) => id), ...found])];
  };
  const filled = question.slots.reduce<Record<string, unknown>>(
    (variables, slot) => {
      if (valueAt(variables, slot.path) === null || valueAt(variables, slot.path) === undefined)
        return variables;
      return withId(variables, slot, ownIds(slot.type)[0] ?? missingId());
    },
    structuredClone(question.variables) as Record<string, unknown>,
  );
  const [slot] = question.slots;
  if (!slot || question.kind === 'mutation' || valueAt(filled, slot.path) === null) return [filled];
  const ids = ownIds(slot.type).slice(0, 8);
  return ids.length === 0 ? [filled] : ids.map((id) => withId(filled, slot, id));
}

/** A few ids of others, of each place; of the other Organization also what its owner got to see. */
function foreignIds({ settlement, findings }: AskTools, type: string, canary: Canary): string[] {
  const others = settlement.things.filter((each) => each.type === type && isHidden(each, canary));
  const places = Map.groupBy(others, ({ place }) => place);
  const listed = [...places.values()].flatMap((things) => things.slice(-MANY).map(({ id }) => id));
  const elsewhere = canary.organization === 'a' ? 'b' : 'a';
  const shared = findings.named[canary.organization].get(type);
  const named = [...(findings.named[elsewhere].get(type) ?? [])].filter((id) => !shared?.has(id));
  return [...new Set([...listed, ...named.slice(-MANY)])];
}
