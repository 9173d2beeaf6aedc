import { fields, inOrganization, type RuleMap } from '#runtime/access/rules.js';

/**
 * Rules of access reviews. Who may ask about what depends on the place and the person: the database decides
 * (tenancy.may_review, tenancy.may_review_document, tenancy.may_explain), and everything else looks missing.
 */
export const accessRules: RuleMap = {
  Query: fields(['whoCanAccess', 'whatCanAccess', 'explainAccess', 'reviewableSpaces'], inOrganization),
  AccessList: fields(['at', 'total', 'spaceName', 'edges', 'pageInfo'], inOrganization),
  AccessEntryEdge: fields(['cursor', 'node'], inOrganization),
  AccessEntry: fields(['principal', 'permissions', 'ways', 'secondFactor'], inOrganization),
  AccessPrincipal: fields(['id', 'kind', 'name', 'user'], inOrganization),
  AccessWay: fields(['roleId', 'roleName', 'permissions', 'until', 'steps'], inOrganization),
  AccessStep: fields(['kind', 'text', 'since', 'until', 'by'], inOrganization),
  PrincipalAccess: fields(
    ['at', 'principal', 'total', 'organizationPermissions', 'organizationWays', 'edges', 'pageInfo'],
    inOrganization,
  ),
  SpaceAccessEdge: fields(['cursor', 'node'], inOrganization),
  SpaceAccess: fields(['spaceId', 'name', 'permissions', 'ways', 'restrictedDocuments'], inOrganization),
  AccessExplanation: fields(
    ['at', 'principal', 'permission', 'allowed', 'ways', 'missing', 'smallestChanges'],
    inOrganization,
  ),
  AccessChange: fields(['steps', 'extraPermissions', 'elsewhere', 'canDo'], inOrganization),
  AccessChangeStep: fields(['kind', 'text', 'canDo', 'roleId', 'groupId'], inOrganization),
  ReviewableSpace: fields(['spaceId', 'name'], inOrganization),
};
