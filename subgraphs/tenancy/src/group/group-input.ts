import { z } from 'zod';
import { invalidInput } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import { line, paragraph } from '#runtime/graphql/parse.js';

const MOST_PEOPLE = 200;

/** A new group: a name of 1 to 120 characters, a description of up to 500. */
export const createGroupInput = z.object({
  name: line({ max: 120 }),
  description: paragraph({ max: 500 }).nullish(),
});

/** A group's new name and description. */
export const updateGroupInput = z.object({
  groupId: z.string(),
  name: line({ max: 120 }),
  description: paragraph({ max: 500 }),
});

/**
 * The people of an input, each once. Throws INVALID_INPUT for none, for more than 200 and, in the words that the
 * database has for people who are no members, for what is no id.
 */
export function peopleOf(userIds: readonly string[]): string[] {
  const people = [...new Set(userIds)];
  if (people.length === 0) {
    throw invalidInput(
      'input.userIds',
      'Bitte wählen Sie mindestens eine Person.',
      'Please choose at least one person.',
    );
  }
  if (people.length > MOST_PEOPLE) {
    throw invalidInput(
      'input.userIds',
      `Bitte wählen Sie höchstens ${MOST_PEOPLE} Personen auf einmal.`,
      `Please choose at most ${MOST_PEOPLE} people at once.`,
    );
  }
  if (people.every(isId)) return people;
  throw invalidInput(
    'input.userIds',
    'Mindestens eine dieser Personen ist kein Mitglied der Organization. Laden Sie sie zuerst ein.',
    'At least one of these people is not a member of the Organization. Invite them first.',
  );
}
