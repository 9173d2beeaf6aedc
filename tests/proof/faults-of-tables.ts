import { open, sql } from './break-database.js';
import type { Fault } from './fault.js';

/** Tables and the root fields by which they are read. */
const READ_BY: readonly (readonly [string, RegExp])[] = [
  ['content.document', /document|space$/i],
  ['content.document_version', /document|version|compare/i],
  ['tenancy.space', /space|organization$/i],
  ['tenancy.space_grant', /space/i],
  ['tenancy.access_request', /request/i],
  ['compliance.audit_entry', /audit/i],
];

/** Tables whose rows belong to an Organization as a whole. */
const OF_ORGANIZATION: readonly (readonly [string, RegExp])[] = [
  ['tenancy.organization', /organization/i],
  ['tenancy.membership', /member|organization/i],
  ['tenancy.invitation', /invitation/i],
  ['tenancy.setting_version', /setting/i],
  ['tenancy.custom_role', /role/i],
  ['tenancy.custom_role_version', /role/i],
  ['tenancy.user_group', /group/i],
  ['tenancy.group_member', /group/i],
  ['tenancy.group_nesting', /group/i],
  ['tenancy.support_access', /support/i],
  ['identity.connection', /connection/i],
  ['identity.connection_version', /connection/i],
  ['identity.test_run', /connection/i],
  ['identity.domain', /domain/i],
  ['identity.directory_user', /director/i],
];

/** Tables that only those of an Organization read who hold one of its permissions. */
const OF_FEW: readonly (readonly [string, RegExp])[] = OF_ORGANIZATION.filter(([table]) =>
  /\.(connection|connection_version|test_run|domain)$/.test(table),
);

/** Policies that let too many through. */
export const openedPolicies: readonly Fault[] = [
  ...[...READ_BY, ...OF_FEW].map(([table, asks]) => ({
    name: `the policies of ${table} let the whole Organization through`,
    asks,
    database: open(table, true),
  })),
  ...[...READ_BY, ...OF_ORGANIZATION].map(([table, asks]) => ({
    name: `the policies of ${table} let everybody through`,
    asks,
    database: open(table, false),
  })),
];

/** What the catalogue of the database shows at the start. */
export const catalogueFaults: readonly Fault[] = [
  ...['content.document', 'tenancy.space_grant', 'compliance.audit_entry'].map((table) => ({
    name: `row-level security of ${table} is switched off`,
    asks: /^document$/,
    database: sql(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`),
  })),
  ...['content.document_version', 'identity.session'].map((table) => ({
    name: `FORCE of ${table} is removed`,
    asks: /^document$/,
    database: sql(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`),
  })),
  ...['content.document', 'tenancy.membership', 'identity.connection'].map((table) => ({
    name: `the tenant policy of ${table} is dropped`,
    asks: /^document$/,
    database: sql(`DROP POLICY tenant ON ${table}`),
  })),
  {
    name: 'a new table comes without row-level security',
    asks: /^document$/,
    database: sql(
      'CREATE TABLE content.forgotten (org_id uuid, text text)',
      'GRANT SELECT ON content.forgotten TO kopexa_content',
    ),
  },
  {
    name: 'a view shows what its owner sees',
    asks: /^document$/,
    database: sql(
      'CREATE VIEW content.all_documents AS SELECT * FROM content.document',
      'GRANT SELECT ON content.all_documents TO kopexa_content',
    ),
  },
  {
    name: 'a materialised view holds the documents of everybody',
    asks: /^document$/,
    database: sql('CREATE MATERIALIZED VIEW content.newest AS SELECT document_id FROM content.document'),
  },
  {
    name: 'a definer function may be called by anybody',
    asks: /^document$/,
    database: sql('GRANT EXECUTE ON FUNCTION tenancy.space_permissions_of(uuid, uuid) TO PUBLIC'),
  },
  {
    name: 'a definer function has no fixed search_path',
    asks: /^document$/,
    database: sql('ALTER FUNCTION tenancy.may(text) RESET search_path'),
  },
  {
    name: 'a definer function belongs to the superuser',
    asks: /^document$/,
    database: sql('ALTER FUNCTION tenancy.may(text) OWNER TO CURRENT_USER'),
  },
  {
    name: 'a login may create functions',
    asks: /^document$/,
    database: sql('GRANT CREATE ON SCHEMA content TO kopexa_content'),
  },
  {
    name: 'a login owns a table',
    asks: /^document$/,
    database: sql('ALTER TABLE content.document OWNER TO kopexa_content'),
  },
  {
    name: 'a login may truncate a table',
    asks: /^document$/,
    database: sql('GRANT TRUNCATE ON content.document TO kopexa_content'),
  },
  {
    name: 'a login may make a foreign key to a table',
    asks: /^document$/,
    database: sql('GRANT REFERENCES ON tenancy.space TO kopexa_content'),
  },
  {
    name: 'a login bypasses row-level security',
    asks: /^document$/,
    database: sql('ALTER ROLE kopexa_content BYPASSRLS'),
    undo: sql('ALTER ROLE kopexa_content NOBYPASSRLS'),
  },
  {
    name: 'a login is a member of the owner',
    asks: /^document$/,
    database: sql('GRANT kopexa_owner TO kopexa_tenancy'),
    undo: sql('REVOKE kopexa_owner FROM kopexa_tenancy'),
  },
  {
    name: 'the names of Spaces are unique across Organizations',
    asks: /^document$/,
    database: sql('CREATE UNIQUE INDEX ON tenancy.space (name, space_id)'),
  },
  {
    name: 'a column is not classified',
    asks: /^document$/,
    database: sql('COMMENT ON COLUMN content.document_version.title IS NULL'),
  },
];
