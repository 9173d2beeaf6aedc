import { fields, may, type RuleMap } from '#runtime/access/rules.js';

const manages = may('sso.manage');

/** Domains are for those who set sign-in up. */
export const domainRules: RuleMap = {
  Query: fields(['domains', 'domainCheck'], manages),
  Mutation: fields(['addDomain', 'verifyDomain', 'routeDomain', 'removeDomain'], manages),
  Domain: fields(
    [
      ...(['id', 'domain', 'verifiedAt', 'checkedAt', 'failingSince', 'createdAt', 'connectionId'] as const),
      'record',
    ],
    manages,
  ),
  DomainDnsRecord: fields(['name', 'value'], manages),
  DomainCheck: fields(['isFound', 'hasAnswered', 'found', 'proof'], manages),
};
