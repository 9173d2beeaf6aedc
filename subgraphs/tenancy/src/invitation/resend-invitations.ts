import { notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import { addInvitations, type AddInvitationsTools, type MadeInvitation } from './add-invitations.js';
import type { InvitationRepository } from './invitation.repository.js';

/** What {@link resendInvitations} needs. */
export interface ResendInvitationsTools extends AddInvitationsTools {
  readonly invitations: AddInvitationsTools['invitations'] & Pick<InvitationRepository, 'waiting'>;
}

/**
 * Sends waiting invitations again with a new link and a new term; the old links end. All of them, or none.
 *
 * Throws NOT_FOUND (missing, foreign, accepted or withdrawn) and as {@link addInvitations} does: also what was
 * promised before is given anew only by who may give it.
 */
export async function resendInvitations(
  tools: ResendInvitationsTools,
  invitationIds: readonly string[],
): Promise<readonly MadeInvitation[]> {
  const waiting = await tools.invitations.waiting(invitationIds.filter(isId));
  const missing = invitationIds.find((id) => !waiting.some((each) => each.id === id));
  if (missing !== undefined) throw notFound('Invitation', missing);
  return addInvitations(tools, waiting, (index) => `invitationIds.${index}`);
}
