import { anyone, fields, may, type RuleMap } from '#runtime/access/rules.js';

const keeper = may('operator.dpa');
const customer = may('settings.read');

/** The published contract is everybody's, an acceptance the Organization's, a draft the operator's. */
export const dpaRules: RuleMap = {
  Query: {
    ...fields(['dpaDocument', 'dpaPublications'], anyone),
    dpaStatus: customer,
    ...fields(['dpaVersions', 'dpaCustomers'], keeper),
  },
  Mutation: {
    acceptDpa: may('dpa.accept'),
    ...fields(['saveDpaDraft', 'publishDpa'], keeper),
  },
  DpaDocument: fields(['publication', 'textDe', 'textEn'], anyone),
  DpaPublication: fields(
    ['number', 'summary', 'hashDe', 'hashEn', 'validFrom', 'publishedAt', 'isCurrent'],
    anyone,
  ),
  DpaStatus: fields(['publications', 'acceptances', 'waiting'], customer),
  DpaAcceptance: fields(['id', 'number', 'language', 'hash', 'acceptedBy', 'acceptedAt'], customer),
  DpaVersion: fields(
    [
      ...(['id', 'number', 'textDe', 'textEn', 'summaryDe', 'summaryEn', 'validFrom', 'revision'] as const),
      ...(['updatedBy', 'updatedAt', 'publishedBy', 'publishedAt'] as const),
    ],
    keeper,
  ),
  DpaCustomer: fields(['organization', 'number', 'acceptedAt'], keeper),
};
