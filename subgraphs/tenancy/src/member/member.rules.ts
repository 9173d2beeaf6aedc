import { fields, may, type RuleMap } from '#runtime/access/rules.js';

const reads = may('member.read');

/** Rules for members. */
export const memberRules: RuleMap = {
  Mutation: { changeMemberRole: may('member.manage'), removeMember: may('member.manage') },
  Member: fields(['id', 'user', 'role', 'since', 'secondFactor', 'viewerMayChange'], reads),
  MemberConnection: fields(['edges', 'pageInfo'], reads),
  MemberEdge: fields(['cursor', 'node'], reads),
};
