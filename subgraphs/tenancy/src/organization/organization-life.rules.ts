import { fields, inOrganization, may, signedIn, type RuleMap } from '#runtime/access/rules.js';

const effect = [
  ...['members', 'spaces', 'documents', 'versions', 'files', 'fileBytes'],
  ...['auditEntries', 'serviceAccounts', 'invitations', 'aiRequests'],
];

/** Rules for the life of Organizations. */
export const organizationLifeRules: RuleMap = {
  Mutation: {
    archiveOrganization: may('organization.archive'),
    unarchiveOrganization: may('organization.archive'),
    deleteOrganization: may('organization.delete'),
    cancelOrganizationDeletion: may('organization.delete'),
  },
  Organization: {
    ...fields(['archivedAt', 'deletesAt', 'plan'], inOrganization),
    deletionEffect: may('organization.delete'),
  },
  MyOrganization: fields(['archivedAt', 'deletesAt'], signedIn),
  OrganizationState: fields(['id', 'archivedAt', 'deletesAt'], inOrganization),
  OrganizationDeletionEffect: fields(effect, may('organization.delete')),
};
