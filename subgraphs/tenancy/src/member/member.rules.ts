import { fields, inOrganization, may, type RuleMap } from '#runtime/access/rules.js';

const reads = may('member.read');
const manages = may('member.manage');

/** Rules for members. Whoever goes may see what goes with them: also a guest, of themselves. */
export const memberRules: RuleMap = {
  Mutation: {
    changeMemberRole: manages,
    changeMemberRoles: manages,
    removeMember: manages,
    removeMembers: manages,
    transferOwnership: manages,
    leaveOrganization: inOrganization,
  },
  Organization: { leaving: inOrganization, viewerMemberId: inOrganization },
  Member: fields(['id', 'user', 'role', 'since', 'until', 'secondFactor', 'viewerMayChange'], reads),
  MemberConnection: fields(['edges', 'pageInfo'], reads),
  MemberEdge: fields(['cursor', 'node'], reads),
  LeavingPreview: fields(['members', 'spacesLeftAlone'], inOrganization),
  LeavingMember: fields(
    ['id', 'user', 'spaces', 'groups', 'requests', 'invitations', 'serviceAccounts', 'documents'],
    inOrganization,
  ),
  SpaceLeftAlone: fields(['id', 'name', 'mayAppoint'], inOrganization),
};
