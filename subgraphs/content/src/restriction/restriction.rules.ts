import { fields, inOrganization, maySomewhere, type RuleMap } from '#runtime/access/rules.js';

/** Which document it is decides the use case, and the database once more. */
export const restrictionRules: RuleMap = {
  Query: {
    moveEffect: maySomewhere('document.write'),
    restrictionCandidates: maySomewhere('document.restrict'),
  },
  Mutation: fields(
    ['restrictDocument', 'changeRestriction', 'liftRestriction'],
    maySomewhere('document.restrict'),
  ),
  Restriction: fields(['id', 'document', 'people', 'groups', 'madeBy', 'reason', 'since'], inOrganization),
  MoveEffect: fields(['gains', 'loses', 'comesUnder', 'leaves', 'keepsOwnRestriction'], inOrganization),
  Group: fields(['id'], inOrganization),
};
