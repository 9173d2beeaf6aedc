import { fields, inOrganization, maySomewhere, type RuleMap } from '#runtime/access/rules.js';

/** Rules for grants. */
export const grantRules: RuleMap = {
  Mutation: { grantSpaceAccess: maySomewhere('space.read'), revokeSpaceAccess: maySomewhere('space.read') },
  Space: { endedGrants: inOrganization },
  Grant: fields(
    ['id', 'space', 'user', 'group', 'role', 'grantedBy', 'validFrom', 'until', 'hasEnded', 'endedBy'],
    inOrganization,
  ),
};
