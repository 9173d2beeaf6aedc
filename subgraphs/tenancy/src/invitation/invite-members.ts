import { z } from 'zod';
import { holdsIn, type Actor } from '#runtime/actor/actor.js';
import { forbidden, invalidInput, KopexaError, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import { mailAddress } from '#runtime/graphql/parse.js';
import { mayGrant } from '../role/role.policy.js';
import type { RoleRepository } from '../role/role.repository.js';
import { roleToGive } from '../role/role-to-give.js';
import type { SettingRepository } from '../setting/setting.repository.js';
import { permissionsIn } from '../space/space.policy.js';
import { newInvitationToken } from './invitation-token.js';
import { mayInviteTo } from './invitation.policy.js';
import type { InvitationRecord, InvitationRepository, NewInvitation } from './invitation.repository.js';

/** Topic of the event that sends an invitation's mail. */
export const INVITATION_TOPIC = 'tenancy.invitation';

/** Mails an Organization may cause in 24 hours: nobody's mailbox is flooded through us. */
const MOST_A_DAY = 500;

/** Up to fifty addresses and what they are invited to be; a Space and a role in it come together. */
export const inviteMembersInput = z.object({
  emails: z.array(mailAddress).min(1).max(50),
  role: z.string(),
  spaceId: z.string().nullish(),
  spaceRole: z.string().nullish(),
});

type Input = z.output<typeof inviteMembersInput>;

/** What {@link inviteMembers} needs. */
export interface InviteMembersTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly clock: () => Date;
  readonly invitations: Pick<InvitationRepository, 'membersAmong' | 'sentToday' | 'replace' | 'add'>;
  readonly roles: Pick<RoleRepository, 'find'>;
  readonly settings: Pick<SettingRepository, 'valueInForce'>;
}

/**
 * Invites people by mail. Each link is good for one address, once, for `invitations.valid_days` days; a newer
 * invitation replaces an older one to the same address.
 *
 * Throws FORBIDDEN (a role above one's own), NOT_FOUND (Space) INVALID_INPUT (already a member, no such role)
 * and RATE_LIMITED.
 */
export async function inviteMembers(tools: InviteMembersTools, input: Input): Promise<InvitationRecord[]> {
  const { actor, change, clock, invitations, roles, settings } = tools;
  const orgId = actor.org?.id;
  if (!orgId || !actor.userId) throw notFound('Organization', null);
  change.subject(orgId);
  const place = await spaceOf(tools, input);
  const role = await roleToGive(roles, 'organization', input.role);
  if (!mayInviteTo(actor, role)) throw forbidden('Organization', orgId);
  const emails = [...new Set(input.emails)];
  await refuseMembers(invitations, emails);
  if ((await invitations.sentToday()) + emails.length > MOST_A_DAY) throw tooMany();
  const days = Number(await settings.valueInForce('invitations.valid_days'));
  const createdAt = clock();
  const expiresAt = new Date(createdAt.getTime() + days * 86_400_000);
  const common = { orgId, role: input.role, ...place, invitedBy: actor.userId, createdAt, expiresAt };
  const made = emails.map((email) => ({ id: newId(), email, ...newInvitationToken() }));
  for (const id of await invitations.replace(emails)) {
    change.note({ entity: 'Invitation', id, field: 'revoked_at', class: 'technical', after: createdAt });
  }
  await invitations.add(
    made.map(({ id, email, hash }): NewInvitation => ({ id, email, tokenHash: hash, ...common })),
  );
  for (const { id, token } of made) await change.emit(INVITATION_TOPIC, { invitationId: id, token });
  return made.map(({ id, email }) => ({ id, email, ...common }));
}

const tooMany = (): KopexaError =>
  new KopexaError('RATE_LIMITED', {
    message: {
      de: `Höchstens ${MOST_A_DAY} Einladungen am Tag sind möglich. Laden Sie die übrigen Personen morgen ein.`,
      en: `At most ${MOST_A_DAY} invitations a day are possible. Invite the remaining people tomorrow.`,
    },
  });

/** The Space that comes with the invitation, if any; checked like a grant by the actor. */
async function spaceOf(
  { actor, roles }: Pick<InviteMembersTools, 'actor' | 'roles'>,
  { spaceId, spaceRole }: Input,
): Promise<Pick<NewInvitation, 'spaceId' | 'spaceRole'>> {
  if (!spaceId && !spaceRole) return { spaceId: null, spaceRole: null };
  if (!spaceId || !spaceRole) {
    throw invalidInput(
      spaceId ? 'input.spaceRole' : 'input.spaceId',
      'Bitte geben Sie den Space und die Rolle darin zusammen an.',
      'Please give the Space and the role in it together.',
    );
  }
  if (!isId(spaceId) || !holdsIn(actor, spaceId, 'space.read')) throw notFound('Space', spaceId);
  if (
    !mayGrant(permissionsIn(actor, spaceId), await roleToGive(roles, 'space', spaceRole, 'input.spaceRole'))
  )
    throw forbidden('Space', spaceId);
  return { spaceId, spaceRole };
}

async function refuseMembers(
  invitations: Pick<InvitationRepository, 'membersAmong'>,
  emails: readonly string[],
): Promise<void> {
  const [member] = await invitations.membersAmong(emails);
  if (member === undefined) return;
  throw invalidInput(
    `input.emails.${emails.indexOf(member)}`,
    `${member} ist bereits Mitglied. Geben Sie der Person in einem Space Zugriff.`,
    `${member} is a member already. Grant this person access in a Space.`,
  );
}
