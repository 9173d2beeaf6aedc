import { fields, may, signedIn, type RuleMap } from '#runtime/access/rules.js';

const invites = may('member.invite');

/** Rules for invitations. */
export const invitationRules: RuleMap = {
  Mutation: {
    ...fields(['inviteMembers', 'sendInvitations', 'resendInvitations'], invites),
    ...fields(['revokeInvitation', 'revokeInvitations'], invites),
    acceptInvitation: signedIn,
  },
  Organization: { invitationPreview: invites },
  Invitation: fields(
    ['id', 'email', 'role', 'space', 'until', 'invitedBy', 'createdAt', 'expiresAt'],
    invites,
  ),
  InvitePayload: { invitations: invites },
  InvitationPreview: fields(['ready', 'lines'], invites),
  InvitationLine: fields(
    ['line', 'text', 'email', 'role', 'space', 'spaceRole', 'until', 'problem'],
    invites,
  ),
  InvitationProblem: fields(['code', 'text'], invites),
};
