import { fields, inOrganization, may, maySomewhere, type RuleMap } from '#runtime/access/rules.js';

/**
 * Rules for Spaces. Fields of a Space are for members of the Organization: which Spaces are there at all is
 * decided by row-level security, and a first Space is not yet in the snapshot of the request that creates it.
 */
export const spaceRules: RuleMap = {
  Query: { space: inOrganization },
  Mutation: {
    createSpace: may('space.create'),
    updateSpace: maySomewhere('space.read'),
    archiveSpace: maySomewhere('space.read'),
    unarchiveSpace: maySomewhere('space.read'),
  },
  Space: fields(
    ['id', 'name', 'description', 'createdAt', 'archivedAt', 'viewerCan', 'viewerRoles', 'grants'],
    inOrganization,
  ),
};
