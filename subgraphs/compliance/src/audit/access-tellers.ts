import { inSpace, person, role, type Teller, type Tellers, type Told } from './teller.js';
import { quoted } from './words.js';

const invite: Teller = (told) => {
  const count = told.count('Invitation', 'role_key');
  const as = role(told, told.after('Invitation', 'role_key'));
  if (as === null) return null;
  const spaceRole = role(told, told.after('Invitation', 'space_role_key'));
  const space = inSpace(told, told.after('Invitation', 'space_id'));
  const email = count === 1 ? told.open(told.after('Invitation', 'email')) : null;
  if (told.language === 'de') {
    const whom = email ?? (count === 1 ? 'eine Person' : `${count} Personen`);
    return `${whom} als ${as}${spaceRole === null ? '' : ` und ${space} als ${spaceRole}`} eingeladen`;
  }
  const whom = email ?? (count === 1 ? 'one person' : `${count} people`);
  return `invited ${whom} as ${as}${spaceRole === null ? '' : ` and ${space} as ${spaceRole}`}`;
};

const resend: Teller = (told) => {
  const email = told.open(told.after('Invitation', 'email'));
  const as = role(told, told.after('Invitation', 'role_key'));
  if (as === null) return null;
  return told.language === 'de'
    ? `die Einladung ${email === null ? 'einer Person' : `an ${email}`} als ${as} erneut verschickt`
    : `sent the invitation ${email === null ? 'of somebody' : `to ${email}`} as ${as} again`;
};

const revokeInvitation: Teller = (told) => {
  const email = told.open(told.before('Invitation', 'email'));
  const as = role(told, told.before('Invitation', 'role_key'));
  if (as === null) return null;
  return told.language === 'de'
    ? `die Einladung ${email === null ? 'einer Person' : `an ${email}`} als ${as} zurückgezogen`
    : `revoked the invitation ${email === null ? 'of somebody' : `to ${email}`} as ${as}`;
};

const acceptInvitation: Teller = (told) => {
  const as = role(told, told.after('Member', 'role_key'));
  const spaceId = told.after('Grant', 'space_id');
  if (as === null && spaceId === undefined) return null;
  if (told.language === 'de') {
    const access = spaceId === undefined ? '' : ` und hat nun ${inSpace(told, spaceId)} Zugriff`;
    return `die Einladung${as === null ? '' : ` als ${as}`} angenommen${access}`;
  }
  const access = spaceId === undefined ? '' : ` and now has access ${inSpace(told, spaceId)}`;
  return `accepted the invitation${as === null ? '' : ` as ${as}`}${access}`;
};

const changeRole: Teller = (told) => {
  const [from, to] = [
    role(told, told.before('Member', 'role_key')),
    role(told, told.after('Member', 'role_key')),
  ];
  if (from === null || to === null) return null;
  const ends = [told.before('Member', 'valid_to'), told.after('Member', 'valid_to')];
  const isAboutEnd = ends.some((end) => end !== undefined && end !== null);
  if (from === to && isAboutEnd)
    return told.language === 'de'
      ? `für ${told.subject} das Ende der Mitgliedschaft geändert`
      : `changed the end of the membership of ${told.subject}`;
  return told.language === 'de'
    ? `für ${told.subject} die Rolle von ${from} auf ${to} geändert`
    : `changed the role of ${told.subject} from ${from} to ${to}`;
};

const removeMember: Teller = (told) => {
  const name = told.subjectName ?? told.nameOf('User', told.before('Member', 'account_id')) ?? told.subject;
  const as = role(told, told.before('Member', 'role_key'));
  if (as === null) return null;
  return told.language === 'de'
    ? `${name} (Rolle ${as}) aus der Organization entfernt`
    : `removed ${name} (role ${as}) from the Organization`;
};

/** The person or the group that a grant is about; German in the dative. */
function holder(told: Told, side: 'before' | 'after'): string {
  const group = told[side]('Grant', 'group_id');
  if (group === undefined) return person(told, told[side]('Grant', 'principal_id'), 'einer Person');
  const name = told.nameOf('Group', group);
  if (told.language === 'de') return name === null ? 'einer Gruppe' : `der Gruppe ${quoted(name, 'de')}`;
  return name === null ? 'a group' : `the group ${quoted(name, 'en')}`;
}

const grant: Teller = (told) => {
  const [from, to] = [
    role(told, told.before('Grant', 'role_key')),
    role(told, told.after('Grant', 'role_key')),
  ];
  if (to === null) return null;
  const space = inSpace(told, told.spaceId);
  if (told.language === 'de') {
    const whom = holder(told, 'after');
    if (from === null) return `${whom} ${space} die Rolle ${to} gegeben`;
    return `${whom} ${space} statt der Rolle ${from} die Rolle ${to} gegeben`;
  }
  const whom = holder(told, 'after');
  return `gave ${whom} the role ${to} ${space}${from === null ? '' : ` in place of ${from}`}`;
};

const revokeGrant: Teller = (told) => {
  const as = role(told, told.before('Grant', 'role_key'));
  if (as === null) return null;
  const whom = holder(told, 'before');
  const space = inSpace(told, told.spaceId);
  return told.language === 'de'
    ? `${whom} die Rolle ${as} ${space} entzogen`
    : `took the role ${as} ${space} from ${whom}`;
};

/** „auf den Space „Vorstand““ or “to the Space “Board””. */
function toSpace({ language, nameOf }: Told, id: unknown): string {
  const name = nameOf('Space', id);
  if (language === 'de') return name === null ? 'auf einen Space' : `auf den Space ${quoted(name, 'de')}`;
  return name === null ? 'to a Space' : `to the Space ${quoted(name, 'en')}`;
}

const decide: Teller = (told) => {
  const state = told.after('AccessRequest', 'state');
  if (state !== 'approved' && state !== 'declined') return null;
  const whom = person(
    told,
    told.after('AccessRequest', 'requested_by') ?? told.after('Grant', 'principal_id'),
    'einer Person',
  );
  const as = role(told, told.after('AccessRequest', 'granted_role'));
  const space = toSpace(told, told.spaceId);
  if (told.language === 'de') {
    const result = state === 'declined' ? 'abgelehnt' : as === null ? 'genehmigt' : `genehmigt (Rolle ${as})`;
    return `die Anfrage von ${whom} nach Zugriff ${space} ${result}`;
  }
  const result = `${state} the request of ${whom} for access ${space}`;
  return state === 'approved' && as !== null ? `${result} (role ${as})` : result;
};

/** Who may do what: invitations, roles, grants and requests, with particulars. */
export const ACCESS_TELLERS: Tellers = {
  'invitation.create': invite,
  'invitation.send': invite,
  'invitation.resend': resend,
  'invitation.revoke': revokeInvitation,
  'invitation.revoke_several': revokeInvitation,
  'invitation.accept': acceptInvitation,
  'member.change_role': changeRole,
  'member.change_roles': changeRole,
  'member.remove': removeMember,
  'member.remove_several': removeMember,
  'space_grant.create': grant,
  'space_grant.revoke': revokeGrant,
  'access_request.decide': decide,
};
