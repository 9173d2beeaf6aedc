import { fields, inOrganization, may, type RuleMap } from '#runtime/access/rules.js';

const sets = may('sso.manage');

/** The directory is for those who set it up; directories themselves speak SCIM. */
export const directoryRules: RuleMap = {
  Query: { directory: sets },
  Mutation: { setDirectoryRole: sets },
  Directory: fields(
    ['url', 'hasDomain', 'role', 'roles', 'userCount', 'activeCount', 'users', 'groups'],
    sets,
  ),
  DirectoryUser: fields(['id', 'userName', 'displayName', 'externalId', 'isActive', 'changedAt'], sets),
  DirectoryGroup: fields(['id', 'name', 'externalId', 'memberCount', 'changedAt'], sets),
  DirectoryUserConnection: fields(['edges', 'pageInfo'], sets),
  DirectoryUserEdge: fields(['cursor', 'node'], sets),
  Role: fields(['id'], inOrganization),
};
