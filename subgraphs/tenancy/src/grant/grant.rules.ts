import { fields, inOrganization, maySomewhere, type RuleMap } from '#runtime/access/rules.js';

/** Rules for grants. */
export const grantRules: RuleMap = {
  Mutation: { grantSpaceAccess: maySomewhere('space.read'), revokeSpaceAccess: maySomewhere('space.read') },
  Grant: fields(['id', 'user', 'role', 'grantedBy', 'validFrom'], inOrganization),
};
