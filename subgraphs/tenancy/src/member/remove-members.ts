import { z } from 'zod';
import type { FieldChange } from '#runtime/audit/changes.js';
import type { Change } from '#runtime/graphql/context.js';
import { invalidInput } from '#runtime/errors/catalogue.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import { bilingual } from '#runtime/graphql/parse.js';
import { membersToChange, memberIds, type CheckMembersTools } from './check-members.js';
import { tellAboutMemberships } from './membership-event.js';
import type { EndedMembership, MemberRepository, Successor } from './member.repository.js';

/** Who takes over the Spaces that would have nobody in charge. */
export const successors = z
  .array(z.object({ spaceId: z.string(), userId: z.string() }))
  .max(
    500,
    bilingual('Höchstens 500 Spaces auf einmal sind möglich.', 'At most 500 Spaces at once are possible.'),
  )
  .nullish();

/** Members to be removed, and who takes over. */
export const removeMembersInput = z.object({ memberIds, successors });

/** What {@link removeMembers} needs. */
export interface RemoveMembersTools extends CheckMembersTools {
  readonly change: Change;
  readonly members: Pick<MemberRepository, 'findAll' | 'end'>;
}

/**
 * Ends memberships with every grant and group of the people: all of them, or none. Their sessions see it at the next
 * request, and writes that were under way wait for the Organization's lock and are refused (THREATS 20). A Space that
 * would have nobody in charge needs a successor.
 *
 * Throws NOT_FOUND, FORBIDDEN, LAST_OWNER and INVALID_INPUT (a Space without anybody in charge).
 */
export async function removeMembers(
  tools: RemoveMembersTools,
  input: z.output<typeof removeMembersInput>,
): Promise<readonly { readonly id: string; readonly changes: readonly FieldChange[] }[]> {
  const { actor, change, members } = tools;
  await membersToChange(tools, input.memberIds, false);
  const heirs = successorsOf(input.successors);
  const ended = await members.end(input.memberIds, heirs);
  const orgId = actor.org?.id ?? '';
  await tellAboutMemberships(
    change,
    ended.map(({ userId }) => ({ kind: 'removed', orgId, about: userId, by: actor.userId })),
  );
  return ended.map((each, index) => ({
    id: each.id,
    // Whoever takes over is told of with the first who goes: an entry of its own would have no subject.
    changes: [...goneChanges(each), ...(index === 0 ? heirChanges(heirs) : [])],
  }));
}

/** Gives each successor's grant its id. Throws INVALID_INPUT for what can be no id. */
export function successorsOf(given: z.output<typeof successors>): readonly Successor[] {
  return (given ?? []).map(({ spaceId, userId }, index) => {
    if (isId(spaceId) && isId(userId)) return { spaceId, userId, grantId: newId() };
    throw invalidInput(
      `input.successors.${index}`,
      'Diesen Space oder diese Person gibt es nicht. Wählen Sie aus der Liste.',
      'There is no such Space or person. Choose from the list.',
    );
  });
}

/** What an entry says about somebody who went. */
export function goneChanges(ended: EndedMembership): FieldChange[] {
  const fact = { entity: 'Member', id: ended.id, class: 'technical' } as const;
  return [
    { ...fact, field: 'account_id', before: ended.userId },
    { ...fact, field: 'role_key', before: ended.role },
    ...ended.endedGrants.map((id): FieldChange => ({
      ...{ entity: 'Grant', id, field: 'principal_id', class: 'technical', before: ended.userId },
    })),
  ];
}

/** What an entry says about who took over. */
export function heirChanges(heirs: readonly Successor[]): FieldChange[] {
  return heirs.flatMap(({ grantId, userId, spaceId }): FieldChange[] => {
    const fact = { entity: 'Grant', id: grantId, class: 'technical' } as const;
    return [
      { ...fact, field: 'principal_id', after: userId },
      { ...fact, field: 'role_key', after: 'space.manager' },
      { ...fact, field: 'space_id', after: spaceId },
    ];
  });
}
