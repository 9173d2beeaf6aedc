import { z } from 'zod';
import { spacesWith, type Actor } from '#runtime/actor/actor.js';
import { invalidInput, KopexaError } from '#runtime/errors/catalogue.js';
import { bilingual, mailAddress } from '#runtime/graphql/parse.js';
import { mayGrant } from '../role/role.policy.js';
import type { RoleRecord } from '../role/role-id.js';
import type { RoleRepository } from '../role/role.repository.js';
import type { SettingRepository } from '../setting/setting.repository.js';
import { permissionsIn } from '../space/space.policy.js';
import type { SpaceRecord, SpaceRepository } from '../space/space.repository.js';
import { checkUntil } from '../until.js';
import { MOST_A_DAY } from './add-invitations.js';
import { defaultEnd } from './default-end.js';
import { mayInviteTo } from './invitation.policy.js';
import type { InvitationRepository } from './invitation.repository.js';
import { problemOf, type LineProblem, type ProblemCode } from './line-problem.js';
import { parseEnd } from './parse-end.js';
import { readList, type ListedPerson } from './read-list.js';
import { roleNamed } from './role-named.js';

/** A pasted list or the text of a file, and what holds where a line says nothing. */
export const invitationPreviewInput = z.object({
  text: z
    .string()
    .max(
      400_000,
      bilingual(
        'Die Liste ist zu lang. Teilen Sie sie auf: höchstens 500 Personen auf einmal.',
        'The list is too long. Split it: at most 500 people at once.',
      ),
    ),
  role: z.string().nullish(),
  spaceId: z.string().nullish(),
  spaceRole: z.string().nullish(),
  until: z.date().nullish(),
});

type Input = z.output<typeof invitationPreviewInput>;

/** What {@link previewInvitations} needs. */
export interface PreviewInvitationsTools {
  readonly actor: Actor;
  readonly clock: () => Date;
  readonly invitations: Pick<InvitationRepository, 'membersAmong' | 'invitedAmong' | 'sentToday'>;
  readonly roles: Pick<RoleRepository, 'list'>;
  readonly spaces: Pick<SpaceRepository, 'all'>;
  readonly settings: Pick<SettingRepository, 'valueInForce'>;
}

/** A line of the list: what was understood, and what stands in the way. */
export interface PreviewedLine {
  readonly line: number;
  readonly text: string;
  readonly email: string | null;
  readonly role: RoleRecord | null;
  readonly space: SpaceRecord | null;
  readonly spaceRole: RoleRecord | null;
  readonly until: Date | null;
  readonly problem: LineProblem | null;
}

/** What everything of a list is compared with, asked for once. */
interface Known {
  readonly roles: readonly RoleRecord[];
  readonly spaces: readonly SpaceRecord[];
  readonly members: ReadonlySet<string>;
  readonly invited: ReadonlySet<string>;
  readonly left: number;
  readonly ends: ReadonlyMap<string, Date | null>;
  readonly defaultRole: string;
}

/**
 * Reads a list of people and says of every line what would be sent, or what stands in the way and the way out. Sends
 * and keeps nothing. Whether somebody has an account elsewhere is never told: only members and waiting invitations of
 * the Organization are compared. Throws INVALID_INPUT for a list that is too long.
 */
export async function previewInvitations(
  tools: PreviewInvitationsTools,
  input: Input,
  timeZone: string,
): Promise<readonly PreviewedLine[]> {
  const list = readList(input.text);
  if (list.kind === 'unclosed')
    return [{ ...NOTHING, line: list.line, text: '', problem: problemOf('QUOTES') }];
  if (list.people.length > MOST_LINES) throw tooLong(list.people.length);
  const known = await knownFor(tools, list.people, input);
  const seen = new Map<string, number>();
  let ready = 0;
  return list.people.map((person) => {
    const understood = understand(tools, known, person, input, timeZone);
    const before = understood.email === null ? undefined : seen.get(understood.email);
    if (understood.email !== null && before === undefined) seen.set(understood.email, person.line);
    if (before !== undefined) return { ...understood, problem: problemOf('TWICE', String(before)) };
    if (understood.problem !== null) return understood;
    ready += 1;
    return ready > known.left
      ? { ...understood, problem: problemOf('LIMIT', String(known.left)) }
      : understood;
  });
}

/** Lines that are judged at once: twice what can be sent, so that also a list with many mistakes is shown whole. */
const MOST_LINES = 1000;

const tooLong = (lines: number): KopexaError =>
  invalidInput(
    'input.text',
    `Die Liste hat ${lines} Zeilen; höchstens ${MOST_LINES} auf einmal sind möglich. Teilen Sie sie auf.`,
    `The list has ${lines} lines; at most ${MOST_LINES} at once are possible. Split it.`,
  );

const NOTHING = { email: null, role: null, space: null, spaceRole: null, until: null } as const;

async function knownFor(
  tools: PreviewInvitationsTools,
  people: readonly ListedPerson[],
  input: Input,
): Promise<Known> {
  const { actor, clock, invitations, roles, spaces, settings } = tools;
  const emails = people.flatMap(({ cells }) => mailAddress.safeParse(cells.email).data ?? []);
  const ends = new Map<string, Date | null>();
  for (const role of ['organization.guest', 'organization.auditor'])
    ends.set(role, await defaultEnd(settings, role, clock()));
  return {
    roles: await roles.list(false),
    spaces: await spaces.all(spacesWith(actor, 'space.read'), false),
    members: new Set(await invitations.membersAmong(emails)),
    invited: new Set(await invitations.invitedAmong(emails)),
    left: Math.max(0, MOST_A_DAY - (await invitations.sentToday())),
    ends,
    defaultRole: input.role ?? (await settings.valueInForce('invitations.default_role')),
  };
}

function understand(
  { actor, clock }: PreviewInvitationsTools,
  known: Known,
  { line, text, cells }: ListedPerson,
  input: Input,
  timeZone: string,
): PreviewedLine {
  const address = mailAddress.safeParse(cells.email);
  const email = address.success ? address.data : null;
  const role = roleNamed(known.roles, 'organization', cells.role || known.defaultRole);
  const wantedSpace = cells.space || (input.spaceId ?? '');
  const space = wantedSpace ? spaceNamed(known.spaces, wantedSpace) : null;
  const spaceRole = space
    ? roleNamed(known.roles, 'space', cells.spaceRole || (input.spaceRole ?? 'space.viewer'))
    : null;
  const fallback = input.until ?? known.ends.get(role?.id ?? '') ?? null;
  const until = cells.until ? parseEnd(cells.until, timeZone) : fallback;
  const first = ((): [ProblemCode, string?] | null => {
    if (email === null) return ['NO_ADDRESS'];
    if (known.members.has(email)) return ['MEMBER'];
    if (known.invited.has(email)) return ['INVITED'];
    if (!role) return ['ROLE_UNKNOWN', cells.role];
    if (!mayInviteTo(actor, role)) return ['ROLE_ABOVE', role.name];
    if (cells.until && until === null) return ['END_UNKNOWN', cells.until];
    if (!endIsPossible(until, clock())) return ['END_IMPOSSIBLE'];
    if (wantedSpace && !space) return ['SPACE_UNKNOWN', wantedSpace];
    if (cells.spaceRole && !wantedSpace) return ['SPACE_MISSING'];
    if (space && !spaceRole) return ['SPACE_ROLE_UNKNOWN', cells.spaceRole];
    if (space && spaceRole && !mayGrant(permissionsIn(actor, space.id), spaceRole))
      return ['SPACE_ROLE_ABOVE', spaceRole.name];
    return null;
  })();
  const problem = first ? problemOf(...first) : null;
  return { line, text, email, role, space, spaceRole, until, problem };
}

function endIsPossible(until: Date | null, now: Date): boolean {
  try {
    checkUntil(until, now);
    return true;
  } catch (error) {
    if (error instanceof KopexaError) return false;
    throw error;
  }
}

/** The Space of this name or id; `null` when there is none, or several of the name. */
function spaceNamed(spaces: readonly SpaceRecord[], wanted: string): SpaceRecord | null {
  const name = wanted.toLowerCase();
  const named = spaces.filter((space) => space.id === wanted || space.name.toLowerCase() === name);
  return named.length === 1 ? (named[0] ?? null) : null;
}
