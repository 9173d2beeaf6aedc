import { KopexaError } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import type { OwnOrganization } from '../organization/organization.repository.js';
import { hashInvitationToken } from './invitation-token.js';
import type { InvitationRepository } from './invitation.repository.js';

/** What {@link acceptInvitation} needs. */
export interface AcceptInvitationTools {
  readonly actor: { readonly userId: string | null };
  readonly change: Change;
  readonly invitations: Pick<InvitationRepository, 'accept'>;
}

/**
 * Joins the Organization of an invitation. The link is good once, and only for the account whose mail address
 * it was sent to. The audit entry belongs to the Organization that was joined.
 *
 * Throws LINK_EXPIRED (used, withdrawn, expired, or its author may no longer invite) and NOT_FOUND (sent to
 * another address).
 */
export async function acceptInvitation(
  { actor, change, invitations }: AcceptInvitationTools,
  token: string,
): Promise<OwnOrganization> {
  const [memberId, grantId] = [newId(), newId()];
  const accepted = await invitations.accept(hashInvitationToken(token), { memberId, grantId });
  if (!accepted) throw new KopexaError('LINK_EXPIRED');
  change.subject(accepted.invitationId);
  if (accepted.joined) {
    const member = { entity: 'Member', id: memberId, class: 'technical' } as const;
    change.note({ ...member, field: 'account_id', after: actor.userId });
    change.note({ ...member, field: 'role_key', after: accepted.role });
  }
  if (accepted.spaceId) {
    const grant = { entity: 'Grant', id: grantId, class: 'technical' } as const;
    change.note({ ...grant, field: 'space_id', after: accepted.spaceId });
    change.note({ ...grant, field: 'principal_id', after: actor.userId });
  }
  const { orgId: id, slug, name, role } = accepted;
  return { id, slug, name, role };
}
