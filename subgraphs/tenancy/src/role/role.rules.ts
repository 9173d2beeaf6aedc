import { fields, inOrganization, may, trusted, type RuleMap } from '#runtime/access/rules.js';

const manages = may('role.manage');

/**
 * Rules for roles. What a role is called and allows may be known by whoever meets it: also in the list of one's own
 * Organizations, where the request acts in none. Who has it and how it came about is for those who manage roles.
 */
export const roleRules: RuleMap = {
  Mutation: { createRole: manages, updateRole: manages, restoreRole: manages, archiveRole: manages },
  Organization: { roles: inOrganization, role: inOrganization, rolePreview: manages },
  Space: { grantableRoles: inOrganization },
  Role: {
    ...fields(['id', 'scope', 'isBuiltIn', 'name', 'description', 'permissions'], trusted),
    ...fields(['version', 'archivedAt', 'canGive'], inOrganization),
    ...fields(['canChange', 'holders', 'versions'], manages),
  },
  RoleVersion: fields(
    ['number', 'name', 'description', 'permissions', 'reason', 'createdAt', 'restoredFrom', 'author'],
    manages,
  ),
  RoleHolders: fields(['people', 'groups', 'spaces', 'serviceAccounts', 'invitations'], manages),
  RoleEffect: fields(['gains', 'loses', 'spaces', 'user'], manages),
  RolePreview: fields(
    ['added', 'removed', 'affected', 'people', 'outgrownConnections', 'endedSessions'],
    manages,
  ),
};
