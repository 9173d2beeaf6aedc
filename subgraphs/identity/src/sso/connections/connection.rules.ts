import { fields, may, type RuleMap } from '#runtime/access/rules.js';

const manages = may('sso.manage');

/** Connections are for those who set sign-in up. */
export const connectionRules: RuleMap = {
  Query: fields(['connections', 'connection', 'samlReading', 'oidcReading'], manages),
  Mutation: fields(
    [
      ...(['createConnection', 'renameConnection', 'restoreConnection', 'activateConnection'] as const),
      ...(['switchOffConnection', 'archiveConnection', 'configureSaml', 'configureOidc'] as const),
      ...(['configureOauth', 'configureArrivals', 'acceptAssurance', 'renewConnectionKeys'] as const),
    ],
    manages,
  ),
  Connection: fields(
    [
      ...(['id', 'name', 'kind', 'preset', 'status', 'version', 'latestVersion', 'isTested'] as const),
      ...(['createdAt', 'activatedAt', 'archivedAt', 'addresses', 'saml', 'oidc', 'oauth'] as const),
      ...(['mapping', 'newcomers', 'acceptedAssurance', 'versions', 'testRuns'] as const),
    ],
    manages,
  ),
  ConnectionAddresses: fields(['callbackUrl', 'entityId', 'acsUrl', 'logoutUrl', 'signedOutUrl'], manages),
  ConnectionCertificate: fields(['fingerprint', 'endsAt'], manages),
  SamlSettings: fields(
    [
      ...(['idpEntityId', 'ssoUrl', 'sloUrl', 'metadataUrl', 'certificates'] as const),
      ...(['ownCertificates', 'nextCertificates', 'pastCertificates'] as const),
      ...(['allowIdpInitiated', 'requireEncryption', 'requestedContexts'] as const),
    ],
    manages,
  ),
  OidcSettings: fields(['issuer', 'clientId', 'scopes'], manages),
  OauthSettings: fields(['provider', 'clientId'], manages),
  AttributeMapping: fields(['email', 'name', 'groups'], manages),
  RoleRule: fields(['attribute', 'value', 'role'], manages),
  NewcomerSettings: fields(['allowed', 'role', 'ceiling', 'rules'], manages),
  ConnectionChange: fields(['field', 'before', 'after'], manages),
  ConnectionVersion: fields(['version', 'reason', 'createdAt', 'restoredFrom', 'changes', 'author'], manages),
  ConnectionCheck: fields(['name', 'ok', 'detail'], manages),
  ReceivedAttribute: fields(['name', 'values'], manages),
  TestRun: fields(
    ['id', 'version', 'isOk', 'createdAt', 'checks', 'attributes', 'assurance', 'person'],
    manages,
  ),
  SamlReading: fields(['problem', 'idpEntityId', 'ssoUrl', 'sloUrl', 'certificates', 'reading'], manages),
  OidcReading: fields(['checks', 'reading'], manages),
};
