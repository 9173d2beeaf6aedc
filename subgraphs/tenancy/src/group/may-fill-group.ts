import { KopexaError } from '#runtime/errors/catalogue.js';
import type { GroupRepository } from './group.repository.js';

/**
 * Refuses whoever may not give all that a group gives: putting people into a group is giving it to them (THREATS 16).
 * The refusal says where to find whom to ask. The database decides the same way at the statement.
 */
export async function requireMayFill(
  groups: Pick<GroupRepository, 'standing'>,
  groupId: string,
): Promise<void> {
  const standing = await groups.standing(groupId);
  if (standing?.mayFill) return;
  throw new KopexaError('FORBIDDEN', {
    aim: { type: 'Group', id: groupId },
    message: {
      de: 'Diese Gruppe gibt in mindestens einem Space mehr, als Sie dort selbst vergeben dürfen. Bitten Sie eine Person, die dafür verantwortlich ist; die Seite der Gruppe nennt, wer ihr den Zugriff gegeben hat.',
      en: 'In at least one Space this group gives more than you may give there yourself. Ask somebody in charge of it; the page of the group names who gave it the access.',
    },
  });
}
