import { holdsIn, type Actor } from '#runtime/actor/actor.js';
import type { FieldChange } from '#runtime/audit/changes.js';
import { forbidden, invalidInput, KopexaError, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import { missingEnd } from '../member/change-member-roles.js';
import { needsEnd, type RoleId } from '../role/role-id.js';
import { mayGrant } from '../role/role.policy.js';
import type { RoleRepository } from '../role/role.repository.js';
import { roleToGive } from '../role/role-to-give.js';
import type { SettingRepository } from '../setting/setting.repository.js';
import { permissionsIn } from '../space/space.policy.js';
import { checkUntil } from '../until.js';
import { newInvitationToken } from './invitation-token.js';
import { mayInviteTo } from './invitation.policy.js';
import type { InvitationRecord, InvitationRepository, NewInvitation } from './invitation.repository.js';

/** Topic of the event that sends an invitation's mail. */
export const INVITATION_TOPIC = 'tenancy.invitation';

/** Mails an Organization may cause in 24 hours: nobody's mailbox is flooded through us. */
export const MOST_A_DAY = 500;

/** Somebody to be invited, as whom, until when, and where. */
export interface PersonToInvite {
  readonly email: string;
  readonly role: RoleId;
  readonly spaceId: string | null;
  readonly spaceRole: RoleId | null;
  readonly until: Date | null;
}

/** What {@link addInvitations} needs. */
export interface AddInvitationsTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly clock: () => Date;
  readonly invitations: Pick<InvitationRepository, 'membersAmong' | 'sentToday' | 'replace' | 'add'>;
  readonly roles: Pick<RoleRepository, 'find'>;
  readonly settings: Pick<SettingRepository, 'valueInForce'>;
}

/** An invitation that was made, with what to record about it. */
export interface MadeInvitation {
  readonly invitation: InvitationRecord;
  readonly changes: readonly FieldChange[];
}

/** Names the input field that carries something about the person at a place of the list. */
export type FieldOf = (index: number, name: keyof PersonToInvite) => string;

/**
 * Invites people by mail: all of them, or none. Each link is good for one address, once, for `invitations.valid_days`
 * days; a newer invitation replaces an older one to the same address.
 *
 * Throws FORBIDDEN (a role above one's own), NOT_FOUND (Space), INVALID_INPUT (already a member, named twice, no such
 * role, an end that is missing or not possible) and RATE_LIMITED.
 */
export async function addInvitations(
  tools: AddInvitationsTools,
  people: readonly PersonToInvite[],
  fieldOf: FieldOf,
): Promise<readonly MadeInvitation[]> {
  const { actor, change, clock, invitations, settings } = tools;
  if (!actor.org || !actor.userId) throw notFound('Organization', null);
  for (const [index, person] of people.entries())
    await checkPerson(tools, person, (name) => fieldOf(index, name));
  const emails = people.map(({ email }) => email);
  await refuseMembers(invitations, emails, fieldOf);
  if ((await invitations.sentToday()) + people.length > MOST_A_DAY) throw tooMany();
  const days = Number(await settings.valueInForce('invitations.valid_days'));
  const createdAt = clock();
  const expiresAt = new Date(createdAt.getTime() + days * 86_400_000);
  const common = { orgId: actor.org.id, invitedBy: actor.userId, createdAt, expiresAt };
  const made = people.map((person) => ({ ...person, ...common, id: newId(), ...newInvitationToken() }));
  const replaced = await invitations.replace(emails);
  await invitations.add(made.map(({ hash, ...rest }): NewInvitation => ({ ...rest, tokenHash: hash })));
  const mails = made.map(({ id, token }) => ({ invitationId: id, token }));
  await change.emitAll(INVITATION_TOPIC, mails);
  return made.map((invitation) => ({
    invitation,
    changes: changesOf(invitation, replaced.find(({ email }) => email === invitation.email)?.id),
  }));
}

type Name = (name: keyof PersonToInvite) => string;

async function checkPerson(tools: AddInvitationsTools, person: PersonToInvite, field: Name): Promise<void> {
  const { actor, clock, roles } = tools;
  const role = await roleToGive(roles, 'organization', person.role, field('role'));
  if (!mayInviteTo(actor, role)) throw forbidden('Organization', actor.org?.id ?? null);
  if (checkUntil(person.until, clock(), field('until')) === null && needsEnd(role.id))
    throw missingEnd(field('until'));
  const { spaceId, spaceRole } = person;
  if (!spaceId && !spaceRole) return;
  if (!spaceId || !spaceRole) {
    throw invalidInput(
      field(spaceId ? 'spaceRole' : 'spaceId'),
      'Bitte geben Sie den Space und die Rolle darin zusammen an.',
      'Please give the Space and the role in it together.',
    );
  }
  if (!isId(spaceId) || !holdsIn(actor, spaceId, 'space.read')) throw notFound('Space', spaceId);
  const there = await roleToGive(roles, 'space', spaceRole, field('spaceRole'));
  if (!mayGrant(permissionsIn(actor, spaceId), there)) throw forbidden('Space', spaceId);
}

/** The refusal of more mails than an Organization may cause in a day. */
export const tooMany = (): KopexaError =>
  new KopexaError('RATE_LIMITED', {
    message: {
      de: `Höchstens ${MOST_A_DAY} Einladungen am Tag sind möglich. Laden Sie die übrigen Personen morgen ein.`,
      en: `At most ${MOST_A_DAY} invitations a day are possible. Invite the remaining people tomorrow.`,
    },
  });

async function refuseMembers(
  invitations: Pick<InvitationRepository, 'membersAmong'>,
  emails: readonly string[],
  fieldOf: FieldOf,
): Promise<void> {
  const twice = emails.findIndex((email, index) => emails.indexOf(email) < index);
  if (twice >= 0) {
    throw invalidInput(
      fieldOf(twice, 'email'),
      `${emails[twice]} steht zweimal in der Liste. Streichen Sie eine der Zeilen.`,
      `${emails[twice]} is in the list twice. Take one of the lines out.`,
    );
  }
  const [member] = await invitations.membersAmong(emails);
  if (member === undefined) return;
  throw invalidInput(
    fieldOf(emails.indexOf(member), 'email'),
    `${member} ist bereits Mitglied. Geben Sie der Person in einem Space Zugriff.`,
    `${member} is a member already. Grant this person access in a Space.`,
  );
}

function changesOf(invitation: NewInvitationFacts, replaced: string | undefined): FieldChange[] {
  const { id, email, role, spaceId, spaceRole, until } = invitation;
  const fact = { entity: 'Invitation', id, class: 'technical' } as const;
  const values = { role_key: role, space_id: spaceId, space_role_key: spaceRole, until, replaces: replaced };
  return [
    { ...fact, field: 'email', class: 'personal', after: email },
    ...Object.entries(values)
      .filter(([, after]) => after !== null && after !== undefined)
      .map(([field, after]): FieldChange => ({ ...fact, field, after })),
  ];
}

type NewInvitationFacts = PersonToInvite & { readonly id: string };
