import { fields, ownSession, type RuleMap } from '#runtime/access/rules.js';

/** The address is the person's and no Organization's: it takes a session of their own. */
export const emailChangeRules: RuleMap = {
  Query: fields(['ownAddress', 'emailChangeOffer'], ownSession),
  Mutation: fields(['requestEmailChange', 'cancelEmailChange', 'confirmEmailChange'], ownSession),
  OwnAddress: fields(['email', 'managedBy', 'waiting'], ownSession),
  WaitingEmailChange: fields(['email', 'requestedAt', 'expiresAt'], ownSession),
  EmailChangeOffer: fields(['email', 'isOwn'], ownSession),
};
