import { z } from 'zod';
import { notFound } from '#runtime/errors/catalogue.js';
import { mailAddress } from '#runtime/graphql/parse.js';
import { addInvitations, type AddInvitationsTools } from './add-invitations.js';
import { defaultEnd } from './default-end.js';
import type { InvitationRecord } from './invitation.repository.js';

/** Up to fifty addresses and what they are invited to be; a Space and a role in it come together. */
export const inviteMembersInput = z.object({
  emails: z.array(mailAddress).min(1).max(50),
  role: z.string(),
  spaceId: z.string().nullish(),
  spaceRole: z.string().nullish(),
  until: z.date().nullish(),
});

/**
 * Invites several people to be the same. Without an end, guests and auditors get the one that the Organization's
 * settings give them. Throws as {@link addInvitations} does.
 */
export async function inviteMembers(
  tools: AddInvitationsTools,
  input: z.output<typeof inviteMembersInput>,
): Promise<InvitationRecord[]> {
  const { actor, change, clock, settings } = tools;
  if (!actor.org) throw notFound('Organization', null);
  change.subject(actor.org.id);
  const { role, spaceId = null, spaceRole = null } = input;
  const until = input.until ?? (await defaultEnd(settings, role, clock()));
  const people = [...new Set(input.emails)].map((email) => ({ email, role, spaceId, spaceRole, until }));
  const made = await addInvitations(tools, people, (index, name) =>
    name === 'email' ? `input.emails.${index}` : `input.${name}`,
  );
  for (const { changes } of made) for (const each of changes) change.note(each);
  return made.map(({ invitation }) => invitation);
}
