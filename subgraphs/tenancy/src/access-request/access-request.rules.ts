import { fields, inOrganization, maySomewhere, type RuleMap } from '#runtime/access/rules.js';

/** Rules for requests for access. */
export const accessRequestRules: RuleMap = {
  Mutation: { requestAccess: inOrganization, decideAccessRequest: maySomewhere('space.share') },
  AccessRequest: fields(
    [
      'id',
      'user',
      'space',
      'documentId',
      'message',
      'state',
      'createdAt',
      'decidedBy',
      'decidedAt',
      'reason',
    ],
    inOrganization,
  ),
};
