import { fields, inOrganization, may, serviceAccount, type RuleMap } from '#runtime/access/rules.js';

const manages = may('service_account.manage');

/** Who may know of service accounts: those who manage them, and each of itself. */
export const serviceAccountRules: RuleMap = {
  Query: { ...fields(['serviceAccounts', 'serviceAccount'], manages), currentServiceAccount: serviceAccount },
  Mutation: fields(
    [
      ...(['createServiceAccount', 'updateServiceAccount', 'revokeServiceAccount'] as const),
      ...(['takeOverServiceAccount', 'createServiceAccountSecret', 'revokeServiceAccountSecret'] as const),
    ],
    manages,
  ),
  ServiceAccount: {
    ...fields(
      [
        ...(['id', 'name', 'purpose', 'owner', 'organization', 'ipRanges', 'operations', 'version'] as const),
        ...(['createdAt', 'expiresAt', 'revokedAt', 'state', 'permissions', 'spaces'] as const),
      ],
      inOrganization,
    ),
    ...fields(
      ['createdBy', 'secrets', 'lastUsedAt', 'viewerMayChange', 'viewerMayRevoke', 'viewerMayTakeOver'],
      manages,
    ),
  },
  Role: fields(['id'], inOrganization),
  ServiceAccountSpace: fields(['space', 'role'], inOrganization),
  ServiceAccountSecret: fields(['id', 'hint', 'createdAt', 'lastUsedAt'], manages),
  ServiceAccountConnection: fields(['edges', 'pageInfo'], manages),
  ServiceAccountEdge: fields(['cursor', 'node'], manages),
  PageInfo: fields(['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'], inOrganization),
  Space: fields(['id'], inOrganization),
  CreatedServiceAccountSecret: fields(['token', 'serviceAccount'], manages),
};
