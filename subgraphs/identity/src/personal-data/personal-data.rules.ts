import { fields, ownSession, type RuleMap } from '#runtime/access/rules.js';

/** Rules for what is held about oneself: not in a session that is an Organization's. */
export const personalDataRules: RuleMap = {
  Query: { personalData: ownSession },
  PersonalDataSet: fields(['source', 'title', 'fields', 'entries', 'total'], ownSession),
  PersonalDataField: fields(['name', 'label', 'isPersonal', 'purpose', 'retention'], ownSession),
};
