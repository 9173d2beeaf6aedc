import { invalidInput } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { MemberRepository } from '../member/member.repository.js';

/** Who is given something: one person, or a group. */
export interface Principal {
  readonly kind: 'user' | 'group';
  readonly id: string;
}

/**
 * The one person or group that an input names. Throws INVALID_INPUT for none and for both, for a person who is no
 * member and, in the words that the database has for a group that is not there, for what is no id.
 */
export async function principalOf(
  members: Pick<MemberRepository, 'isMember'>,
  input: { readonly userId: string | null; readonly groupId: string | null },
): Promise<Principal> {
  const { userId, groupId } = input;
  if ((userId === null) === (groupId === null)) {
    throw invalidInput(
      'input.userId',
      'Bitte geben Sie entweder eine Person oder eine Gruppe an.',
      'Please give either a person or a group.',
    );
  }
  if (groupId !== null) {
    if (isId(groupId)) return { kind: 'group', id: groupId };
    throw invalidInput(
      'input.groupId',
      'Diese Gruppe gibt es nicht. Wählen Sie eine aus der Liste.',
      'There is no such group. Choose one from the list.',
    );
  }
  if (isId(userId) && (await members.isMember(userId))) return { kind: 'user', id: userId };
  throw invalidInput(
    'input.userId',
    'Diese Person ist kein Mitglied der Organization. Laden Sie sie zuerst ein.',
    'This person is not a member of the Organization. Invite them first.',
  );
}
