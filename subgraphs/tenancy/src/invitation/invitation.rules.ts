import { fields, may, signedIn, type RuleMap } from '#runtime/access/rules.js';

const invites = may('member.invite');

/** Rules for invitations. */
export const invitationRules: RuleMap = {
  Mutation: { inviteMembers: invites, revokeInvitation: invites, acceptInvitation: signedIn },
  Invitation: fields(['id', 'email', 'role', 'invitedBy', 'createdAt', 'expiresAt'], invites),
  InvitePayload: { invitations: invites },
};
