import { fields, inOrganization, type RuleMap } from '#runtime/access/rules.js';

/** Members may search; what is found is decided by the search function and row-level security. */
export const searchRules: RuleMap = {
  Query: { search: inOrganization },
  SearchHit: fields(['document', 'snippet', 'rank'], inOrganization),
  SearchConnection: fields(['edges', 'pageInfo'], inOrganization),
  SearchEdge: fields(['cursor', 'node'], inOrganization),
};
