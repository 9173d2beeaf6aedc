import { cacheExchange, type Cache, type UpdateResolver } from '@urql/exchange-graphcache';
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
const forgetOrganization: UpdateResolver = (_result, _args, cache) =>
  forget(cache, 'Query', ['organization', 'myOrganizations', 'space']);
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

const noKey = () => null;

/** Normalised cache of one Organization; what a mutation makes stale is asked again. */
export function createCache(): Exchange {
  return cacheExchange({
    keys: {
      Me: () => 'me',
      Setting: (setting) => (typeof setting.key === 'string' ? setting.key : null),
      SettingVersion: noKey,
      DocumentCrumb: noKey,
      VersionDiff: noKey,
      DiffPart: noKey,
      DiffBlock: noKey,
      SearchHit: noKey,
      AuditChange: noKey,
      AuditDetail: noKey,
      AuditAction: noKey,
      SignUpOffer: noKey,
      PageInfo: noKey,
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
    },
    updates: {
      Mutation: {
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
        createSpace: forgetOrganization,
        archiveSpace: forgetOrganization,
        unarchiveSpace: forgetOrganization,
        createOrganization: forgetOrganization,
        acceptInvitation: forgetOrganization,
        grantSpaceAccess: forgetOrganization,
        revokeSpaceAccess: forgetOrganization,
        inviteMembers: forgetOrganization,
        revokeInvitation: forgetOrganization,
        changeMemberRole: forgetOrganization,
        removeMember: forgetOrganization,
        decideAccessRequest: forgetOrganization,
        updateSetting: forgetOrganization,
        restoreSetting: forgetOrganization,
        revokeSession: forgetSessions,
        revokeOtherSessions: forgetSessions,
        regenerateRecoveryCodes: forgetSessions,
        beginTotpReplacement: forgetSessions,
        confirmTotpReplacement: forgetSessions,
      },
    },
  });
}
