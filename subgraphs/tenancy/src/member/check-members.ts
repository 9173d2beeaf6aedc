import { z } from 'zod';
import type { Actor } from '#runtime/actor/actor.js';
import { KopexaError, notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import { bilingual } from '#runtime/graphql/parse.js';
import type { RoleRepository } from '../role/role.repository.js';
import { roleHeld } from '../role/role-to-give.js';
import { countsAsOwner, mayChangeMember } from './member.policy.js';
import type { MemberRecord, MemberRepository } from './member.repository.js';

/** Members that may be changed in one step. */
const MOST_AT_ONCE = 200;

/** The members of a change of many, each once. */
export const memberIds = z
  .array(z.string())
  .min(1, bilingual('Wählen Sie mindestens ein Mitglied.', 'Choose at least one member.'))
  .max(
    MOST_AT_ONCE,
    bilingual(
      `Höchstens ${MOST_AT_ONCE} Mitglieder auf einmal sind möglich.`,
      `At most ${MOST_AT_ONCE} members at once are possible.`,
    ),
  )
  .transform((ids) => [...new Set(ids)]);

/** What {@link membersToChange} needs. */
export interface CheckMembersTools {
  readonly actor: Actor;
  readonly members: Pick<MemberRepository, 'findAll'>;
  readonly roles: Pick<RoleRepository, 'find'>;
}

/**
 * The members of a change, in the order of their ids, all of which the actor may change. `staysOwner` says of whom the
 * change leaves an owner for good.
 *
 * Throws NOT_FOUND (missing and foreign alike), FORBIDDEN and LAST_OWNER; `details.refused` names every member that
 * stands in the way and why.
 */
export async function membersToChange(
  { actor, members, roles }: CheckMembersTools,
  ids: readonly string[],
  staysOwner: boolean,
): Promise<readonly MemberRecord[]> {
  const found = await members.findAll(ids.filter(isId));
  const missing = ids.find((id) => !found.some((member) => member.id === id));
  if (missing !== undefined) throw notFound('Member', missing);
  const refused: { memberId: string; code: 'FORBIDDEN' | 'LAST_OWNER' }[] = [];
  const owners = found.filter(countsAsOwner);
  const noneLeft = !staysOwner && owners.length > 0 && owners.length >= (found[0]?.owners ?? 0);
  for (const member of found) {
    const may = mayChangeMember(actor, await roleHeld(roles, member.role));
    if (!may) refused.push({ memberId: member.id, code: 'FORBIDDEN' });
    else if (noneLeft && countsAsOwner(member)) refused.push({ memberId: member.id, code: 'LAST_OWNER' });
  }
  const [first] = refused;
  if (!first) return found;
  throw new KopexaError(first.code, { details: { refused }, aim: { type: 'Member', id: first.memberId } });
}
