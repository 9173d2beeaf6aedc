import type { Actor } from '#runtime/actor/actor.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import { mayInvite } from './invitation.policy.js';
import type { InvitationRepository } from './invitation.repository.js';

/** What {@link revokeInvitation} needs. */
export interface RevokeInvitationTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly clock: () => Date;
  readonly invitations: Pick<InvitationRepository, 'forChange'>;
}

/** Withdraws a waiting invitation: its link stops working at once. Throws NOT_FOUND and FORBIDDEN. */
export async function revokeInvitation(
  { actor, change, clock, invitations }: RevokeInvitationTools,
  invitationId: string,
): Promise<true> {
  const invitation = isId(invitationId) ? await invitations.forChange(invitationId) : null;
  if (!invitation) throw notFound('Invitation', invitationId);
  change.subject(invitation.invitationId);
  if (!mayInvite(actor)) throw forbidden('Invitation', invitation.invitationId);
  const fact = { entity: 'Invitation', id: invitation.invitationId } as const;
  change.note({ ...fact, field: 'email', class: 'personal', before: invitation.email });
  change.note({ ...fact, field: 'role_key', class: 'technical', before: invitation.roleKey });
  invitation.revokedAt = clock();
  invitation.revokedBy = actor.userId;
  return true;
}
