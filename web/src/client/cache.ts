import { cacheExchange, type Cache, type KeyingConfig, type UpdateResolver } from '@urql/exchange-graphcache';
import { gql, type Exchange } from 'urql';

const LISTS = [
  'spaceTree',
  'documents',
  'trash',
  'archivedDocuments',
  'search',
  'ownedDrafts',
  'recentDocuments',
];
const DRAFT_BODY = gql`
  fragment DraftBody on DocumentVersion {
    id
    body
  }
`;

function forget(cache: Cache, entity: string, fields: readonly string[]): void {
  for (const field of cache.inspectFields(entity)) {
    if (fields.includes(field.fieldName)) cache.invalidate(entity, field.fieldKey);
  }
}

const forgetLists: UpdateResolver = (_result, _args, cache) => forget(cache, 'Query', LISTS);
const FILE_LISTS = ['files', 'trashedFiles', 'documentFiles', 'fileUsage'];

/** What a file's change makes stale: the lists it is in, or is no longer; for a new version also its history. */
const forgetFiles: UpdateResolver = (_result, args, cache) => {
  forget(cache, 'Query', FILE_LISTS);
  const id = typeof args.fileId === 'string' ? args.fileId : null;
  if (id) forget(cache, cache.keyOfEntity({ __typename: 'File', id }) ?? '', ['versions']);
};
const forgetOrganization: UpdateResolver = (_result, _args, cache) =>
  forget(cache, 'Query', ['organization', 'myOrganizations', 'space']);
/** Groups give access: whoever changes one changes what the Organization and its Spaces show. */
const forgetGroups: UpdateResolver = (_result, _args, cache) =>
  forget(cache, 'Query', ['organization', 'group', 'space']);
const forgetSettings: UpdateResolver = (_result, _args, cache) =>
  forget(cache, 'Query', ['organization', 'aiStatus', 'aiUsage']);
const forgetServiceAccounts: UpdateResolver = (_result, _args, cache) =>
  forget(cache, 'Query', ['serviceAccounts']);
const forgetSignIn: UpdateResolver = (_result, _args, cache) =>
  forget(cache, 'Query', ['connections', 'connection', 'domains']);
const forgetSessions: UpdateResolver = (_result, _args, cache) => forget(cache, 'Query', ['sessions', 'me']);

/** A save may go into the version that is already cached, so its text is written along; history is asked again. */
const afterSave: UpdateResolver = (result, args, cache, info) => {
  forget(cache, 'Query', [...LISTS, 'compareVersions']);
  const saved = (result as Record<string, { id: string; draft?: { id: string } | null } | null>)[
    info.fieldName
  ];
  const input = args.input as { documentId?: string; body?: unknown } | undefined;
  const id = saved?.id ?? input?.documentId;
  if (id) forget(cache, cache.keyOfEntity({ __typename: 'Document', id }) ?? '', ['versions']);
  if (saved?.draft && input?.body !== undefined) {
    cache.writeFragment(DRAFT_BODY, { __typename: 'DocumentVersion', id: saved.draft.id, body: input.body });
  }
};

const forgetSuppliers: UpdateResolver = (_result, _args, cache) =>
  forget(cache, 'Query', ['suppliers', 'publicSuppliers']);
const forgetDpa: UpdateResolver = (_result, _args, cache) =>
  forget(cache, 'Query', ['dpaStatus', 'dpaVersions', 'dpaPublications', 'dpaDocument', 'dpaCustomers']);

const forgetSupport: UpdateResolver = (_result, _args, cache) =>
  forget(cache, 'Query', ['openSupport', 'myOrganizations']);

const noKey = () => null;

/** What has no id of its own, or another key than its id. */
const KEYS: KeyingConfig = {
  Me: () => 'me',
  Setting: (setting) => (typeof setting.key === 'string' ? setting.key : null),
  SettingVersion: noKey,
  DocumentCrumb: noKey,
  VersionDiff: noKey,
  DiffPart: noKey,
  DiffBlock: noKey,
  SearchHit: noKey,
  AiStatus: () => 'ai',
  AiBudget: noKey,
  AiPreview: noKey,
  AiMessage: noKey,
  AiReplacement: noKey,
  AiUsage: noKey,
  AiUsageRow: noKey,
  AiUsageTotal: noKey,
  RoleVersion: noKey,
  RoleHolders: noKey,
  RolePreview: noKey,
  RoleEffect: noKey,
  AuditChange: noKey,
  AuditDetail: noKey,
  SupportSpace: noKey,
  EnteredSupport: noKey,
  AuditAction: noKey,
  SignUpOffer: noKey,
  OrganizationDeletionEffect: noKey,
  SpaceDeletionEffect: noKey,
  ServiceAccountSpace: noKey,
  ServiceAccountConnection: noKey,
  ServiceAccountEdge: noKey,
  CreatedServiceAccountSecret: noKey,
  ClaimBoard: () => 'board',
  ClaimFigure: noKey,
  ClaimRunConnection: noKey,
  ClaimRunEdge: noKey,
  SupplierVersion: noKey,
  PublicCertificate: noKey,
  ConfiguredAdapter: noKey,
  ConnectionAddresses: noKey,
  ConnectionCertificate: noKey,
  SamlSettings: noKey,
  OidcSettings: noKey,
  OauthSettings: noKey,
  AttributeMapping: noKey,
  RoleRule: noKey,
  NewcomerSettings: noKey,
  ConnectionChange: noKey,
  ConnectionVersion: noKey,
  ConnectionCheck: noKey,
  ReceivedAttribute: noKey,
  SamlReading: noKey,
  OidcReading: noKey,
  DomainDnsRecord: noKey,
  DomainCheck: noKey,
  DpaStatus: () => 'dpa',
  DpaDocument: noKey,
  DpaPublication: noKey,
  DpaCustomer: noKey,
  PageInfo: noKey,
  FileImage: noKey,
  FileLink: noKey,
  FileUsage: noKey,
  FileConnection: noKey,
  FileEdge: noKey,
  GroupMember: noKey,
  LeavingPreview: noKey,
  LeavingMember: noKey,
  SpaceLeftAlone: noKey,
  InvitePayload: noKey,
  InvitationPreview: noKey,
  InvitationLine: noKey,
  InvitationProblem: noKey,
  MemberConnection: noKey,
  MemberEdge: noKey,
  DocumentConnection: noKey,
  DocumentEdge: noKey,
  DocumentVersionConnection: noKey,
  DocumentVersionEdge: noKey,
  SearchConnection: noKey,
  SearchEdge: noKey,
  SearchHitConnection: noKey,
  SearchHitEdge: noKey,
  AuditEntryConnection: noKey,
  AuditEntryEdge: noKey,
};

/** What each mutation makes stale. */
const UPDATES: Record<string, UpdateResolver> = {
  createDocument: forgetLists,
  saveDraft: afterSave,
  renameDocument: afterSave,
  restoreVersion: afterSave,
  publishDocument: afterSave,
  unpublishDocument: afterSave,
  updateDocumentDetails: forgetLists,
  moveDocument: forgetLists,
  archiveDocument: forgetLists,
  unarchiveDocument: forgetLists,
  trashDocument: forgetLists,
  restoreDocument: forgetLists,
  renameFile: forgetFiles,
  trashFile: forgetFiles,
  restoreFile: forgetFiles,
  restoreFileVersion: forgetFiles,
  createSpace: forgetOrganization,
  archiveSpace: forgetOrganization,
  unarchiveSpace: forgetOrganization,
  createOrganization: forgetOrganization,
  archiveOrganization: forgetOrganization,
  unarchiveOrganization: forgetOrganization,
  deleteOrganization: forgetOrganization,
  cancelOrganizationDeletion: forgetOrganization,
  deleteSpace: forgetOrganization,
  restoreSpace: forgetOrganization,
  acceptInvitation: forgetOrganization,
  grantSpaceAccess: forgetGroups,
  revokeSpaceAccess: forgetGroups,
  createGroup: forgetGroups,
  updateGroup: forgetGroups,
  archiveGroup: forgetGroups,
  restoreGroup: forgetGroups,
  addGroupMembers: forgetGroups,
  removeGroupMembers: forgetGroups,
  nestGroup: forgetGroups,
  unnestGroup: forgetGroups,
  sendInvitations: forgetOrganization,
  resendInvitations: forgetOrganization,
  revokeInvitations: forgetOrganization,
  createRole: forgetOrganization,
  updateRole: forgetOrganization,
  restoreRole: forgetOrganization,
  archiveRole: forgetOrganization,
  changeMemberRoles: forgetOrganization,
  removeMembers: forgetOrganization,
  leaveOrganization: forgetOrganization,
  transferOwnership: forgetOrganization,
  requestAccess: forgetOrganization,
  withdrawAccessRequest: forgetOrganization,
  decideAccessRequest: forgetOrganization,
  updateSetting: forgetSettings,
  restoreSetting: forgetSettings,
  openSupportAccess: forgetOrganization,
  endSupportAccess: forgetOrganization,
  enterSupport: forgetSupport,
  createServiceAccount: forgetServiceAccounts,
  updateServiceAccount: forgetServiceAccounts,
  revokeServiceAccount: forgetServiceAccounts,
  takeOverServiceAccount: forgetServiceAccounts,
  createServiceAccountSecret: forgetServiceAccounts,
  revokeServiceAccountSecret: forgetServiceAccounts,
  createConnection: forgetSignIn,
  renameConnection: forgetSignIn,
  configureSaml: forgetSignIn,
  renewConnectionKeys: forgetSignIn,
  configureOidc: forgetSignIn,
  configureOauth: forgetSignIn,
  configureArrivals: forgetSignIn,
  acceptAssurance: forgetSignIn,
  restoreConnection: forgetSignIn,
  activateConnection: forgetSignIn,
  switchOffConnection: forgetSignIn,
  archiveConnection: forgetSignIn,
  finishConnectionTest: forgetSignIn,
  addDomain: forgetSignIn,
  verifyDomain: forgetSignIn,
  routeDomain: forgetSignIn,
  removeDomain: forgetSignIn,
  createSupplier: forgetSuppliers,
  updateSupplier: forgetSuppliers,
  retireSupplier: forgetSuppliers,
  reviewSupplier: forgetSuppliers,
  acceptDpa: forgetDpa,
  saveDpaDraft: forgetDpa,
  publishDpa: forgetDpa,
  revokeSession: forgetSessions,
  revokeOtherSessions: forgetSessions,
  regenerateRecoveryCodes: forgetSessions,
  beginTotpReplacement: forgetSessions,
  confirmTotpReplacement: forgetSessions,
};

/** Normalised cache of one Organization; what a mutation makes stale is asked again. */
export function createCache(): Exchange {
  return cacheExchange({ keys: KEYS, updates: { Mutation: UPDATES } });
}
