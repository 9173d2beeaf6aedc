import { z } from 'zod';
import { notFound } from '#runtime/errors/catalogue.js';
import { bilingual, mailAddress } from '#runtime/graphql/parse.js';
import {
  addInvitations,
  MOST_A_DAY,
  type AddInvitationsTools,
  type MadeInvitation,
} from './add-invitations.js';

/** People of a list, each with what they are invited to be. */
export const sendInvitationsInput = z.object({
  invitations: z
    .array(
      z.object({
        email: mailAddress,
        role: z.string(),
        spaceId: z.string().nullish(),
        spaceRole: z.string().nullish(),
        until: z.date().nullish(),
      }),
    )
    .min(1, bilingual('Die Liste ist leer.', 'The list is empty.'))
    .max(
      MOST_A_DAY,
      bilingual(
        `Höchstens ${MOST_A_DAY} Einladungen auf einmal sind möglich.`,
        `At most ${MOST_A_DAY} invitations at once are possible.`,
      ),
    ),
});

/** Invites everybody of a list that was previewed: all of them, or none. Throws as {@link addInvitations} does. */
export function sendInvitations(
  tools: AddInvitationsTools,
  input: z.output<typeof sendInvitationsInput>,
): Promise<readonly MadeInvitation[]> {
  if (!tools.actor.org) throw notFound('Organization', null);
  const people = input.invitations.map(({ email, role, spaceId, spaceRole, until }) => ({
    ...{ email, role, spaceId: spaceId ?? null, spaceRole: spaceRole ?? null, until: until ?? null },
  }));
  return addInvitations(tools, people, (index, name) => `input.invitations.${index}.${name}`);
}
