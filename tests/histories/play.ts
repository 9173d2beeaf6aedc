import fc from 'fast-check';
import type { Aim, Step, Throw } from './act.js';
import { DOCUMENT_ACTS } from './document-acts.js';
import { GROUP_ACTS } from './group-acts.js';
import type { Model } from './model.js';
import { PEOPLE_ACTS } from './people-acts.js';
import { READING } from './roles.js';
import { SPACE_ACTS } from './space-acts.js';
import { expected, sorted, type Stage } from './stage.js';
import { SUPPORT_ACTS } from './support-acts.js';

/** Everything that can happen, by its name. */
export const ACTS: Readonly<Record<string, Aim>> = {
  ...{ ...PEOPLE_ACTS, ...SPACE_ACTS, ...GROUP_ACTS, ...SUPPORT_ACTS, ...DOCUMENT_ACTS },
};

const die = fc.nat({ max: 4095 });

/** Not a person: whoever may, if anybody. Without it most of a history would be refused. */
const SOMEBODY_WHO_MAY = 9;
const OFTEN = [
  'grant',
  'addToGroup',
  'createGroup',
  'invite',
  'accept',
  'nest',
  'createRole',
  'restoreSpace',
];
const SELDOM = new Set(['archiveOrganization', 'deleteOrganization', 'leave', 'remove', 'transfer']);
const NAMES = Object.keys(ACTS).flatMap((name) => (SELDOM.has(name) ? [name] : [name, name]));

/** A random history: what somebody attempts, one after the other; of everything that can happen, or of some. */
export const histories = (
  steps: number,
  names: readonly string[] = [...NAMES, ...OFTEN, ...OFTEN],
): fc.Arbitrary<Throw[]> =>
  fc.array(
    fc.record({
      act: fc.constantFrom(...names),
      who: fc.oneof(fc.constant(0), fc.constant(SOMEBODY_WHO_MAY), fc.nat({ max: 8 })),
      dice: fc.tuple(die, die, die, die),
    }),
    { minLength: steps, maxLength: steps, size: 'max' },
  );

/** What a run of histories came to. */
export interface Tally {
  histories: number;
  done: number;
  refused: number;
  readonly acts: Map<string, number>;
}

/** An empty tally. */
export const newTally = (): Tally => ({ histories: 0, done: 0, refused: 0, acts: new Map() });

/**
 * Plays one history and holds every invariant after every step; throws with the whole history when one breaks.
 *
 * What the database does, the model must allow; what the model allows, is never refused for want of a right.
 */
export async function play(
  stage: Stage,
  history: readonly Throw[],
  tally: Tally = newTally(),
): Promise<void> {
  const model = await stage.begin();
  const told: string[] = [];
  tally.histories += 1;
  for (const each of history) {
    const step = aim(model, each);
    if (!step) continue;
    const refusal = await stage.attempt(model, step);
    told.push(`${step.told}: ${refusal ?? 'done'}`);
    const story = `\n${told.join('\n')}`;
    if (refusal !== null && !/^KX/.test(refusal)) throw new Error(`A step broke.${story}`);
    if (refusal === null && !step.allowed) throw new Error(`Done without the right to.${story}`);
    if (step.allowed && (refusal === 'KX403' || refusal === 'KX404'))
      throw new Error(`Refused in spite of the right.${story}`);
    model.clock += 1;
    if (refusal === null) step.apply(model);
    tally.done += refusal === null ? 1 : 0;
    tally.refused += refusal === null ? 0 : 1;
    if (refusal === null) tally.acts.set(each.act, (tally.acts.get(each.act) ?? 0) + 1);
    await learnIds(stage, model);
    await hold(stage, model, story);
  }
}

/** What a throw is about; of those who may, the die chooses. */
function aim(model: Model, each: Throw): Step | null {
  const about = ACTS[each.act]!;
  if (each.who !== SOMEBODY_WHO_MAY) return about(model, each);
  const tries = model.people.map((_, index) =>
    about(model, { ...each, who: (index + each.dice[3]) % model.people.length }),
  );
  return tries.find((step) => step?.allowed) ?? tries[0] ?? null;
}

/** Grants that the product made anew (a Space came back, a role was replaced) have ids of its own. */
async function learnIds(stage: Stage, model: Model): Promise<void> {
  const rows = await stage.sql<{
    id: string;
    space: string;
    kind: 'user' | 'group';
    principal: string;
    role: string;
  }>(
    `SELECT grant_id AS id, space_id AS space, principal_kind AS kind, principal_id AS principal, role_key AS role
       FROM tenancy.space_grant WHERE org_id = $1 AND valid_to > clock_timestamp()`,
    [model.orgId],
  );
  model.grants = model.grants.map((each) => {
    const principal = (each.kind === 'user' ? model.people : model.groups)[each.principal]!.id;
    const found = rows.find(
      (row) =>
        row.space === model.spaces[each.space]!.id && row.principal === principal && row.role === each.role,
    );
    return found ? { ...each, id: found.id } : each;
  });
}

async function hold(stage: Stage, model: Model, story: string): Promise<void> {
  const [seen, wanted] = [sorted(await stage.see(model)), expected(model)];
  const [said, meant] = [seen, wanted].map((each) => JSON.stringify(each));
  if (said !== meant) throw new Error(`The model says otherwise.${story}\n${difference(seen, wanted)}`);
  if (model.lastingOwners().length === 0) throw new Error(`No owner is left.${story}`);
  model.spaces.forEach(({ deletedBy }, space) => {
    if (deletedBy === null && model.lastingManagers(space).length === 0)
      throw new Error(`Space ${space} has nobody in charge.${story}`);
    if (deletedBy !== null && model.grants.some((grant) => grant.space === space))
      throw new Error(`A deleted Space has grants.${story}`);
  });
  for (const [who, { role }] of model.members) {
    if (role !== 'organization.auditor') continue;
    const held = [...(seen.organization[who] ?? []), ...Object.values(seen.spaces[who]!).flat()];
    if (held.some((name) => !READING.has(name)))
      throw new Error(`An auditor could change something.${story}`);
  }
  const { ended } = (
    await stage.sql<{ ended: number }>(
      `SELECT count(*)::int AS ended FROM tenancy.space_grant g JOIN tenancy.space s ON s.org_id = g.org_id AND s.space_id = g.space_id
        WHERE g.org_id = $1 AND s.deleted_at IS NOT NULL AND g.valid_to > clock_timestamp()`,
      [model.orgId],
    )
  )[0]!;
  if (ended !== 0) throw new Error(`Deleting a Space left grants behind.${story}`);
}

function difference(seen: object, wanted: object): string {
  const [one, other] = [seen, wanted].map((each) => Object.entries(each) as [string, unknown[]][]);
  return one!
    .flatMap(([part, list], index) =>
      list.flatMap((said, who) => {
        const meant = other![index]![1][who];
        return JSON.stringify(said) === JSON.stringify(meant)
          ? []
          : [
              `${part} of ${who}: the product says ${JSON.stringify(said)}, the model ${JSON.stringify(meant)}`,
            ];
      }),
    )
    .join('\n');
}
