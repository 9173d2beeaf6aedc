import { z } from 'zod';
import type { Actor } from '#runtime/actor/actor.js';
import { KopexaError, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { countsAsOwner } from './member.policy.js';
import { tellAboutMemberships } from './membership-event.js';
import type { MemberRepository } from './member.repository.js';
import { goneChanges, heirChanges, successors, successorsOf } from './remove-members.js';

/** Who takes over the Spaces of somebody who leaves. */
export const leaveOrganizationInput = z.object({ successors });

/** What {@link leaveOrganization} needs. */
export interface LeaveOrganizationTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly members: Pick<MemberRepository, 'own' | 'leave'>;
}

/**
 * Ends one's own membership with everything that came with it. The last owner cannot leave, and whoever is in charge
 * of a Space alone names a successor first. Needs no permission: nobody is kept.
 *
 * Throws NOT_FOUND (no member), LAST_OWNER and INVALID_INPUT (a Space without anybody in charge).
 */
export async function leaveOrganization(
  { actor, change, members }: LeaveOrganizationTools,
  input: z.output<typeof leaveOrganizationInput>,
): Promise<true> {
  const member = await members.own();
  if (!member || !actor.org) throw notFound('Member', null);
  change.subject(member.id);
  if (countsAsOwner(member) && member.owners <= 1) throw new KopexaError('LAST_OWNER');
  const heirs = successorsOf(input.successors);
  const ended = await members.leave(heirs);
  for (const each of [...goneChanges({ ...ended, userId: member.userId }), ...heirChanges(heirs)])
    change.note(each);
  const about = { orgId: actor.org.id, about: member.userId, by: actor.userId };
  await tellAboutMemberships(change, [{ kind: 'left', ...about }]);
  return true;
}
