import type { Coverage } from './coverage.js';
import type { ProbeDoor, Reply } from './front-door.js';
import type { Oracle } from './oracle.js';
import { openedTo, PUBLIC } from './outsiders.js';
import type { Asker } from './asker.js';
import type { IdPlace, Question } from './questions.js';
import { RELATIONS, type Relation, type Targets } from './targets.js';
import { ID_ARGUMENTS } from '#schema/id-arguments.js';
import { typeOfSlot, valueAt, withId } from '#runtime/probe/variables.js';

/** What a run found. */
export interface Findings {
  probes: number;
  requests: number;
  /** One sentence for each answer that showed what its asker may not see. */
  readonly leaks: string[];
  /** One sentence for each answer that tells a foreign row from a missing one. */
  readonly oracles: string[];
  /** One sentence for each answer that broke. */
  readonly failures: string[];
}

/** Whether no more has to be looked for. */
export type Enough = () => boolean;

/** What the probes are made of. */
export interface ProberTools {
  readonly door: ProbeDoor;
  readonly oracle: Oracle;
  readonly targets: Targets;
  readonly coverage: Coverage;
  readonly findings: Findings;
}

/** Everything that was found, as sentences. */
export const sentencesOf = ({ leaks, oracles, failures }: Findings): readonly string[] => [
  ...leaks,
  ...oracles,
  ...failures,
];

/** Nothing found yet. */
export const noFindings = (): Findings => ({ probes: 0, requests: 0, leaks: [], oracles: [], failures: [] });

/**
 * Asks one question as one asker in every relation: each place for an id gets the asker's own ids, those of other
 * Spaces, of other Organizations, and one that nobody has. Foreign answers have to be the missing one's, byte for byte.
 */
export async function probe(
  tools: ProberTools,
  question: Question,
  asker: Asker,
  relations: readonly Relation[] = RELATIONS,
): Promise<void> {
  const own = withOwnIds(tools, question, asker);
  if (question.kind === 'query')
    for (const variables of ofTheirOwn(tools, question, own, asker))
      await ask(tools, question, variables, asker, 'own');
  for (const slot of question.idSlots) {
    const type = typeOf(slot);
    const missing = await ask(
      tools,
      question,
      put(tools, own, slot, type, 'missing', asker)!,
      asker,
      'missing',
    );
    for (const relation of relations) {
      if (relation === 'missing' || relation === 'own') continue;
      for (const id of tools.targets.ids(type, relation, asker)) {
        const answer = await ask(tools, question, withId(own, slot, id), asker, relation);
        compare(tools, question, asker, { slot, id, relation, answer, missing });
      }
    }
  }
}

/**
 * Two places of a write at once, every pair of them: what belongs together in another Organization or Space is as
 * missing as what belongs to nothing (pairwise; three places of one input are not tried together).
 */
export async function probePairs(tools: ProberTools, question: Question, asker: Asker): Promise<void> {
  if (question.kind !== 'mutation') return;
  const own = withOwnIds(tools, question, asker);
  const both = (relation: Relation, one: IdPlace, other: IdPlace): Record<string, unknown> | null => {
    const first = put(tools, own, one, typeOf(one), relation, asker);
    return first && put(tools, first, other, typeOf(other), relation, asker);
  };
  for (const [index, one] of question.idSlots.entries())
    for (const other of question.idSlots.slice(index + 1))
      for (const relation of ['other Space', 'other Organization'] as const) {
        const variables = both(relation, one, other);
        if (!variables) continue;
        const missing = await ask(tools, question, both('missing', one, other)!, asker, 'missing');
        const answer = await ask(tools, question, variables, asker, relation);
        const slot = { path: [...one.path, 'and', ...other.path] };
        compare(tools, question, asker, { slot, id: '', relation, answer, missing });
      }
}

/** Asks once and judges the answer. */
export async function ask(
  { door, oracle, coverage, findings }: ProberTools,
  question: Question,
  variables: Record<string, unknown>,
  asker: Asker,
  relation: Relation,
): Promise<Reply> {
  const reply = await door.ask(question, variables, asker);
  judge({ oracle, coverage, findings }, question, reply, asker, `${nameOf(question)} (${relation})`);
  return reply;
}

/** Counts an answer, searches every byte of it, and notes what it reached. */
export function judge(
  { oracle, coverage, findings }: Pick<ProberTools, 'oracle' | 'coverage' | 'findings'>,
  question: Pick<Question, 'kind' | 'probes'>,
  reply: Reply,
  asker: Asker,
  asked: string,
): void {
  findings.requests += 1;
  findings.probes += question.probes.length;
  const what = `${asker.name} asking ${asked}`;
  for (const canary of oracle.foreignIn(reply.text, asker))
    findings.leaks.push(`${what} sees ${canary.column}${canary.isDraft ? ' of a draft' : ''}`);
  // What breaks has proven nothing.
  if (/"code":"(INTERNAL|UNAVAILABLE)"/.test(reply.text) || reply.status >= 500)
    findings.failures.push(`${what} breaks: ${/"errors":.{0,300}/s.exec(reply.text)?.[0] ?? reply.status}`);
  const data = bodyOf(reply)?.data;
  for (const field of openedTo(asker, data))
    findings.leaks.push(`${what} gets ${field}, outside every Organization`);
  coverage.take(data, question.kind === 'query' ? 'Query' : 'Mutation');
}

function compare(
  { oracle, findings }: ProberTools,
  question: Question,
  asker: Asker,
  tried: { slot: Pick<IdPlace, 'path'>; id: string; relation: Relation; answer: Reply; missing: Reply },
): void {
  if (question.field in PUBLIC || isReviewed(question, asker, tried.relation)) return;
  const [foreign, absent] = [tried.answer, tried.missing].map(({ text }) => oracle.comparable(text));
  if (foreign === absent && tried.answer.status === tried.missing.status) return;
  findings.oracles.push(
    `${asker.name} asking ${nameOf(question)} with ${tried.slot.path.join('.')} of ${tried.relation}: ` +
      `${foreign?.trim().slice(0, 160)} instead of ${absent?.trim().slice(0, 160)}`,
  );
}

/** Who reviews access is told who has it in Spaces that they do not read; in other Organizations they are told nothing. */
const isReviewed = ({ field }: Question, { rights }: Asker, relation: Relation): boolean =>
  /^(whoCanAccess|whatCanAccess|explainAccess)$/.test(field) &&
  relation === 'other Space' &&
  (rights.organization?.has('access.review') ?? false);

/** `document(documentId).edges.node`, as findings call a question. */
export function nameOf({ field, path }: Question): string {
  return path === '' ? field : `${field}.${path}`;
}

/** The question's variables with the asker's own ids in every place that has to hold one. */
export function withOwnIds(tools: ProberTools, question: Question, asker: Asker): Record<string, unknown> {
  return question.idSlots.reduce<Record<string, unknown>>(
    (variables, slot) => {
      const isSet = valueAt(variables, slot.path);
      if (isSet === null || isSet === undefined) return variables;
      const type = typeOf(slot);
      return put(tools, variables, slot, type, 'own', asker) ?? variables;
    },
    structuredClone(question.variables) as Record<string, unknown>,
  );
}

/** The same question about each of a few things of their own. */
function ofTheirOwn(
  { targets }: ProberTools,
  question: Question,
  own: Record<string, unknown>,
  asker: Asker,
): Record<string, unknown>[] {
  const [slot] = question.idSlots;
  // A filter that may be left out is left out: it has its own turn.
  const isRequired = slot?.path.length === 1 && (own[slot.path[0] ?? ''] ?? null) !== null;
  if (!slot || !isRequired || question.idSlots.length > 1) return [own];
  const ids = targets.ids(typeOf(slot), 'own', asker);
  return ids.length === 0 ? [own] : ids.map((id) => withId(own, slot, id));
}

/** What a place takes; a place may say the role of a role. */
const typeOf = ({ name, returned }: IdPlace): string =>
  name.endsWith('Role') ? 'Role' : typeOfSlot(name, returned, ID_ARGUMENTS);

function put(
  { targets }: ProberTools,
  variables: Record<string, unknown>,
  slot: IdPlace,
  type: string,
  relation: Relation,
  asker: Asker,
): Record<string, unknown> | null {
  const id = targets.ids(type, relation, asker).at(-1);
  return id ? withId(variables, slot, id) : null;
}

function bodyOf({ text }: Reply): { data?: unknown } | null {
  try {
    return JSON.parse(text.slice(text.indexOf('\n\n') + 2)) as { data?: unknown };
  } catch {
    return null;
  }
}
