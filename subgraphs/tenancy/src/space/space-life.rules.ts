import { fields, inOrganization, maySomewhere, type RuleMap } from '#runtime/access/rules.js';

/** Rules for deleting Spaces and bringing them back. Which ones is decided by the functions, at the statement. */
export const spaceLifeRules: RuleMap = {
  Mutation: { deleteSpace: maySomewhere('space.read'), restoreSpace: inOrganization },
  Organization: fields(['deletedSpaces'], inOrganization),
  Space: fields(['deletionEffect'], inOrganization),
  SpaceDeletionEffect: fields(
    ['grants', 'documents', 'versions', 'files', 'fileBytes', 'openRequests'],
    inOrganization,
  ),
  DeletedSpace: fields(
    ['id', 'name', 'deletedAt', 'deletedBy', 'deletesAt', 'documents', 'files'],
    inOrganization,
  ),
  RestoredSpace: fields(['id', 'name', 'grants'], inOrganization),
};
