import type { Reads } from './audit-entry.repository.js';

/** What an id is called; only what the reader may know. */
export interface Label {
  readonly kind:
    | 'User'
    | 'Document'
    | 'File'
    | 'Space'
    | 'Member'
    | 'Supplier'
    | 'ServiceAccount'
    | 'Role'
    | 'Group'
    | 'Connection'
    | 'Domain';
  readonly id: string;
  readonly text: string;
}

// Each name comes through a function that its room publishes and that checks the reader's own rights.
const LABELS = `SELECT 'User' AS kind, account_id AS id, name AS text FROM identity.people($1::uuid[])
  UNION ALL SELECT 'Document', document_id, title FROM content.titles($2::uuid[])
  UNION ALL SELECT 'Space', space_id, name FROM tenancy.space_names($3::uuid[])
  UNION ALL SELECT 'Member', m.member_id, p.name FROM tenancy.member_accounts($4::uuid[]) m
    JOIN identity.people(ARRAY(SELECT account_id FROM tenancy.member_accounts($4::uuid[]))) p USING (account_id)
  UNION ALL SELECT * FROM (SELECT DISTINCT ON (v.supplier_id) 'Supplier', v.supplier_id, v.name
    FROM compliance.supplier_version v WHERE v.supplier_id = ANY($5::uuid[]) ORDER BY v.supplier_id, v.version DESC) s
  UNION ALL SELECT 'ServiceAccount', service_account_id, name FROM identity.service_names($6::uuid[])
  UNION ALL SELECT 'File', file_id, name FROM files.names($7::uuid[])
  UNION ALL SELECT 'Role', role_id, name FROM tenancy.role_names($8::uuid[])
  UNION ALL SELECT 'Group', group_id, name FROM tenancy.group_names($9::uuid[])
  UNION ALL SELECT kind, id, name FROM identity.sign_in_names($10::uuid[])`;

/** Names of people, documents, files, Spaces, members, suppliers, service accounts, roles, groups, connections and domains, in one statement. */
export function labelRepository(reads: Reads) {
  return {
    find: (ids: Readonly<Record<Label['kind'], readonly string[]>>) =>
      reads.query<Label>(LABELS, [
        ids.User,
        ids.Document,
        ids.Space,
        ids.Member,
        ids.Supplier,
        ids.ServiceAccount,
        ids.File,
        ids.Role,
        ids.Group,
        [...ids.Connection, ...ids.Domain],
      ]),
  };
}
