import { fields, signedIn, type RuleMap } from '#runtime/access/rules.js';

/** Rules for what is held about oneself; the database leaves out what a session that is an Organization's may not read. */
export const personalDataRules: RuleMap = {
  Query: { personalData: signedIn },
  PersonalDataSet: fields(['source', 'title', 'fields', 'entries', 'names', 'total'], signedIn),
  PersonalDataField: fields(['name', 'label', 'isPersonal', 'purpose', 'retention'], signedIn),
};
