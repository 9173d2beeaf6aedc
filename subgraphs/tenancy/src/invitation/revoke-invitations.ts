import { z } from 'zod';
import type { FieldChange } from '#runtime/audit/changes.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import { bilingual } from '#runtime/graphql/parse.js';
import { mayInvite } from './invitation.policy.js';
import type { InvitationRepository } from './invitation.repository.js';
import type { RevokeInvitationTools } from './revoke-invitation.js';

/** What {@link revokeInvitations} needs. */
export interface RevokeInvitationsTools extends Pick<RevokeInvitationTools, 'actor' | 'clock'> {
  readonly invitations: Pick<InvitationRepository, 'waiting' | 'revoke'>;
}

/** Invitations of a change of many, each once. */
export const invitationIds = z
  .array(z.string())
  .min(1, bilingual('Wählen Sie mindestens eine Einladung.', 'Choose at least one invitation.'))
  .max(
    500,
    bilingual(
      'Höchstens 500 Einladungen auf einmal sind möglich.',
      'At most 500 invitations at once are possible.',
    ),
  )
  .transform((ids) => [...new Set(ids)]);

/** Withdraws waiting invitations: all of them, or none. Throws NOT_FOUND and FORBIDDEN. */
export async function revokeInvitations(
  { actor, clock, invitations }: RevokeInvitationsTools,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly changes: readonly FieldChange[] }[]> {
  const waiting = await invitations.waiting(ids.filter(isId));
  const missing = ids.find((id) => !waiting.some((each) => each.id === id));
  if (missing !== undefined) throw notFound('Invitation', missing);
  if (!mayInvite(actor)) throw forbidden('Invitation', ids[0] ?? null);
  await invitations.revoke(ids, clock());
  return waiting.map(({ id, email, role }) => ({ id, changes: changesOf(id, email, role) }));
}

function changesOf(id: string, email: string, role: string): FieldChange[] {
  const fact = { entity: 'Invitation', id } as const;
  return [
    { ...fact, field: 'email', class: 'personal', before: email },
    { ...fact, field: 'role_key', class: 'technical', before: role },
  ];
}
