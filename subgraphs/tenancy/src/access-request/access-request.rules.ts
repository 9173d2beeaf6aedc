import { fields, inOrganization, maySomewhere, type RuleMap } from '#runtime/access/rules.js';

/** Rules for requests for access. */
export const accessRequestRules: RuleMap = {
  Mutation: {
    ...fields(['requestAccess', 'withdrawAccessRequest'], inOrganization),
    decideAccessRequest: maySomewhere('space.share'),
  },
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
      'role',
      'until',
    ],
    inOrganization,
  ),
  Organization: { ownAccessRequests: inOrganization },
  OwnAccessRequest: fields(
    [
      'id',
      'isDocument',
      'target',
      'message',
      'state',
      'createdAt',
      'decidedAt',
      'reason',
      'role',
      'until',
      'space',
    ],
    inOrganization,
  ),
};
