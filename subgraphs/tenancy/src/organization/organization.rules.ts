import { fields, inOrganization, may, signedIn, type RuleMap } from '#runtime/access/rules.js';

/** Rules for Organizations. */
export const organizationRules: RuleMap = {
  Query: { myOrganizations: signedIn, organization: inOrganization },
  Mutation: { createOrganization: signedIn, updateOrganization: may('organization.update') },
  Organization: {
    ...fields(
      ['id', 'slug', 'name', 'createdAt', 'viewerCan', 'spaces', 'accessRequests', 'viewerStay'],
      inOrganization,
    ),
    // Tools hold permissions and no role.
    viewerRole: signedIn,
    members: may('member.read'),
    invitations: may('member.invite'),
    settings: may('settings.read'),
  },
  OwnStay: fields(['idleSeconds', 'endsAt'], inOrganization),
  MyOrganization: fields(['id', 'slug', 'name', 'role'], signedIn),
};
