import { content, createTable, createdAt, definerFunction, id, technical } from '#runtime/db/table.js';

const TENANCY = 'kopexa_tenancy';
const now = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;

/** Custom roles: named sets of permissions. What a role held at any moment is one of its versions. */
const tables = [
  createTable({
    name: 'tenancy.custom_role',
    scope: 'organization',
    columns: {
      role_id: id(),
      org_id: technical('uuid NOT NULL'),
      scope: technical("text NOT NULL CHECK (scope IN ('organization', 'space'))"),
      created_by: technical('uuid NOT NULL'),
      created_at: createdAt(),
      archived_at: technical('timestamptz'),
    },
    constraints: [
      'PRIMARY KEY (org_id, role_id)',
      'FOREIGN KEY (org_id) REFERENCES tenancy.organization (org_id)',
    ],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
    policies: [{ login: TENANCY, for: 'SELECT', using: visibleRole('role_id') }],
  }),
  createTable({
    name: 'tenancy.custom_role_version',
    scope: 'organization',
    columns: {
      org_id: technical('uuid NOT NULL'),
      role_id: technical('uuid NOT NULL'),
      number: technical('integer NOT NULL CHECK (number >= 1)'),
      name: technical('text NOT NULL CHECK (length(name) BETWEEN 1 AND 60)'),
      description: content("text NOT NULL DEFAULT '' CHECK (length(description) <= 500)"),
      permissions: technical('text[] NOT NULL'),
      reason: content("text NOT NULL DEFAULT '' CHECK (length(reason) <= 1000)"),
      author_id: technical('uuid NOT NULL'),
      restored_from: technical('integer'),
      valid_from: technical('timestamptz NOT NULL DEFAULT clock_timestamp()'),
      valid_to: technical("timestamptz NOT NULL DEFAULT 'infinity'"),
    },
    constraints: [
      'PRIMARY KEY (org_id, role_id, number)',
      'FOREIGN KEY (org_id, role_id) REFERENCES tenancy.custom_role (org_id, role_id)',
      'CHECK (valid_to >= valid_from)',
    ],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
    policies: [{ login: TENANCY, for: 'SELECT', using: visibleRole('role_id') }],
  }),
  `CREATE UNIQUE INDEX one_current_version ON tenancy.custom_role_version (org_id, role_id) WHERE valid_to = 'infinity';
   CREATE UNIQUE INDEX one_role_of_a_name ON tenancy.custom_role_version (org_id, lower(name)) WHERE valid_to = 'infinity';`,
  // One level: who is in the child has what the parent has.
  createTable({
    name: 'tenancy.group_nesting',
    scope: 'organization',
    columns: {
      nesting_id: id(),
      org_id: technical('uuid NOT NULL'),
      parent_group_id: technical('uuid NOT NULL'),
      child_group_id: technical('uuid NOT NULL'),
      created_by: technical('uuid NOT NULL'),
      valid_from: technical('timestamptz NOT NULL DEFAULT clock_timestamp()'),
      valid_to: technical("timestamptz NOT NULL DEFAULT 'infinity'"),
    },
    constraints: [
      'PRIMARY KEY (org_id, nesting_id)',
      'FOREIGN KEY (org_id, parent_group_id) REFERENCES tenancy.user_group (org_id, group_id)',
      'FOREIGN KEY (org_id, child_group_id) REFERENCES tenancy.user_group (org_id, group_id)',
      'CHECK (valid_to >= valid_from)',
      'CHECK (parent_group_id <> child_group_id)',
    ],
    indexes: ['(org_id, child_group_id, valid_to)', '(org_id, parent_group_id, valid_to)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
    policies: [{ login: TENANCY, for: 'SELECT', using: "(SELECT tenancy.may('member.read'))" }],
  }),
];

function visibleRole(column: string): string {
  return `(SELECT tenancy.may('member.read')) OR ${column} = ANY((SELECT tenancy.my_custom_roles())::uuid[])`;
}

/**
 * A role is named by its key: `space.viewer` for a built-in one, the id for a custom one. Two generated columns carry
 * the two foreign keys, so that neither kind can point at nothing, nor at a role of another Organization.
 */
const keyed = (table: string, column: string, constraint: string): string => {
  const stem = column.replace(/role_key$/, '').replace(/role$/, '');
  return `
ALTER TABLE ${table} DROP CONSTRAINT ${constraint};
ALTER TABLE ${table}
  ADD COLUMN ${stem}built_in_role text GENERATED ALWAYS AS (CASE WHEN ${column} LIKE '%.%' THEN ${column} END) STORED
    REFERENCES tenancy.role (role_key),
  ADD COLUMN ${stem}custom_role_id uuid GENERATED ALWAYS AS (CASE WHEN ${column} NOT LIKE '%.%' THEN ${column}::uuid END) STORED,
  ADD FOREIGN KEY (org_id, ${stem}custom_role_id) REFERENCES tenancy.custom_role (org_id, role_id);
COMMENT ON COLUMN ${table}.${stem}built_in_role IS '{"class":"technical"}';
COMMENT ON COLUMN ${table}.${stem}custom_role_id IS '{"class":"technical"}';`;
};

const columns = [
  keyed('tenancy.membership', 'role_key', 'membership_role_key_fkey'),
  keyed('tenancy.space_grant', 'role_key', 'space_grant_role_key_fkey'),
  keyed('tenancy.invitation', 'role_key', 'invitation_role_key_fkey'),
  keyed('tenancy.invitation', 'space_role_key', 'invitation_space_role_key_fkey'),
  keyed('tenancy.access_request', 'granted_role', 'access_request_granted_role_fkey'),
  keyed('tenancy.service_grant', 'role_key', 'service_grant_role_key_fkey'),
  `ALTER TABLE tenancy.organization
     ADD COLUMN archived_at timestamptz, ADD COLUMN archived_by uuid,
     ADD COLUMN deletes_at timestamptz, ADD COLUMN deleted_by uuid;
   ALTER TABLE tenancy.space
     ADD COLUMN deleted_at timestamptz, ADD COLUMN deleted_by uuid, ADD COLUMN deletes_at timestamptz,
     ADD CHECK ((deleted_at IS NULL) = (deletes_at IS NULL));`,
  ...['organization.archived_at', 'organization.archived_by', 'organization.deletes_at'],
  ...['organization.deleted_by', 'space.deleted_at', 'space.deleted_by', 'space.deletes_at'],
].map((entry) =>
  /^\w+\.\w+$/.test(entry) ? `COMMENT ON COLUMN tenancy.${entry} IS '{"class":"technical"}';` : entry,
);

/** What is held at this statement. Read by every policy; nothing is remembered between two statements. */
const held = [
  definerFunction({
    signature: 'tenancy.reading()',
    returns: 'text[]',
    volatility: 'IMMUTABLE',
    language: 'sql',
    execute: [],
    body: `SELECT '{}'::text[]`, // filled from the catalogue by after-roles.ts
  }),
  definerFunction({
    // Compared as text: a cast to uuid would be tried at planning time, also for the key of a built-in role. Only the
    // one way in which the database writes an id counts: everything that looks for who has a role compares text, too.
    signature: 'tenancy.role_permissions(org uuid, role_name text)',
    returns: 'text[]',
    volatility: 'STABLE',
    language: 'sql',
    execute: [TENANCY],
    body: `
  SELECT r.permissions FROM tenancy.role r WHERE r.role_key = role_name
  UNION ALL
  SELECT v.permissions FROM tenancy.custom_role_version v
   WHERE v.org_id = org AND v.role_id::text = role_name
     AND v.valid_to = 'infinity'`,
  }),
  // Where a role counts; nothing for one that does not exist, or is archived.
  definerFunction({
    signature: 'tenancy.role_scope(org uuid, role_name text)',
    returns: 'text',
    volatility: 'STABLE',
    language: 'sql',
    execute: [TENANCY],
    body: `
  SELECT r.scope FROM tenancy.role r WHERE r.role_key = role_name
  UNION ALL
  SELECT c.scope FROM tenancy.custom_role c
   WHERE c.org_id = org AND c.role_id::text = role_name
     AND c.archived_at IS NULL`,
  }),
  // The groups in which an account is, itself or through the one level of nesting.
  definerFunction({
    signature: 'tenancy.groups_of(org uuid, account uuid)',
    returns: 'uuid[]',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  WITH mine AS (
    SELECT gm.group_id FROM tenancy.group_member gm
      JOIN tenancy.user_group g ON g.org_id = gm.org_id AND g.group_id = gm.group_id AND g.archived_at IS NULL
     WHERE gm.org_id = org AND gm.account_id = account AND ${now('gm')})
  SELECT coalesce(array_agg(all_of_them.group_id), '{}') FROM (
    SELECT mine.group_id FROM mine
    UNION
    SELECT n.parent_group_id FROM mine
      JOIN tenancy.group_nesting n ON n.org_id = org AND n.child_group_id = mine.group_id AND ${now('n')}
      JOIN tenancy.user_group p ON p.org_id = org AND p.group_id = n.parent_group_id AND p.archived_at IS NULL
  ) all_of_them`,
  }),
  // Somebody of the operator who gives support. An Organization's opening lets nobody else in.
  definerFunction({
    signature: 'tenancy.is_supporter(account uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT EXISTS (SELECT 1 FROM tenancy.organization o JOIN tenancy.membership m ON m.org_id = o.org_id
    JOIN tenancy.role r ON r.role_key = m.built_in_role
   WHERE o.is_operator AND m.account_id = account AND ${now('m')} AND 'operator.support' = ANY(r.permissions))`,
  }),
  definerFunction({
    signature: 'tenancy.org_permissions_of(org uuid, account uuid)',
    returns: 'text[]',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT ARRAY(SELECT p FROM unnest(tenancy.counting(org, coalesce(r.permissions, v.permissions))) WITH ORDINALITY u (p, place)
                WHERE (o.archived_at IS NULL AND o.deletes_at IS NULL) OR p = ANY(tenancy.reading())
                   OR p IN ('organization.archive', 'organization.delete')
                ORDER BY place)
    FROM tenancy.membership m JOIN tenancy.organization o ON o.org_id = m.org_id
    LEFT JOIN tenancy.role r ON r.role_key = m.built_in_role
    LEFT JOIN tenancy.custom_role_version v
      ON v.org_id = m.org_id AND v.role_id = m.custom_role_id AND v.valid_to = 'infinity'
   WHERE m.org_id = org AND m.account_id = account AND ${now('m')}
     AND (m.role_key <> 'organization.support' OR tenancy.is_supporter(account)) LIMIT 1`,
  }),
  // In an archived Space nobody changes documents, in a deleted one nobody does anything; an auditor reads, and
  // whoever is in an Organization that is archived or about to be deleted.
  definerFunction({
    signature: 'tenancy.space_permissions_of(org uuid, account uuid)',
    returns: 'TABLE (space_id uuid, permissions text[])',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT g.space_id, array_agg(DISTINCT p ORDER BY p)
    FROM tenancy.membership m JOIN tenancy.organization o ON o.org_id = m.org_id
    JOIN tenancy.space_grant g ON g.org_id = m.org_id AND ${now('g')}
     AND ((g.principal_kind = 'user' AND g.principal_id = account)
       OR (g.principal_kind = 'group' AND g.principal_id = ANY((SELECT tenancy.groups_of(org, account))::uuid[])))
    JOIN tenancy.space sp ON sp.org_id = g.org_id AND sp.space_id = g.space_id AND sp.deleted_at IS NULL
    LEFT JOIN tenancy.role r ON r.role_key = g.built_in_role
    LEFT JOIN tenancy.custom_role_version v
      ON v.org_id = g.org_id AND v.role_id = g.custom_role_id AND v.valid_to = 'infinity'
   CROSS JOIN LATERAL unnest(coalesce(r.permissions, v.permissions)) p
   WHERE m.org_id = org AND m.account_id = account AND ${now('m')}
     AND (m.role_key <> 'organization.support' OR tenancy.is_supporter(account))
     AND (sp.archived_at IS NULL OR p <> ALL ('{document.write,document.publish,document.trash}'::text[]))
     AND ((o.archived_at IS NULL AND o.deletes_at IS NULL AND m.role_key <> 'organization.auditor')
       OR p = ANY(tenancy.reading()))
   GROUP BY g.space_id`,
  }),
  definerFunction({
    signature: 'tenancy.service_space_permissions_of(org uuid, account uuid, secret uuid)',
    returns: 'TABLE (space_id uuid, permissions text[])',
    volatility: 'STABLE',
    execute: [],
    body: `
#variable_conflict use_column
DECLARE owner uuid := identity.service_owner(org, account, secret);
BEGIN
  RETURN QUERY SELECT held.space_id, array_agg(p ORDER BY p)
    FROM tenancy.space_permissions_of(org, owner) held
    JOIN tenancy.service_grant g ON g.org_id = org AND g.service_account_id = account AND g.space_id = held.space_id AND ${now('g')}
   CROSS JOIN LATERAL unnest(tenancy.role_permissions(org, g.role_key)) p
   WHERE p = ANY(held.permissions) GROUP BY held.space_id;
END`,
  }),
  // The reader's own roles, held directly or through groups.
  definerFunction({
    signature: 'tenancy.my_space_roles()',
    returns: 'TABLE (space_id uuid, role_key text)',
    volatility: 'STABLE',
    execute: [TENANCY],
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); account uuid := platform.user_id(); groups uuid[] := tenancy.groups_of(org, account);
BEGIN
  RETURN QUERY SELECT DISTINCT g.space_id, g.role_key FROM tenancy.space_grant g
    JOIN tenancy.space sp ON sp.org_id = g.org_id AND sp.space_id = g.space_id AND sp.deleted_at IS NULL
   WHERE g.org_id = org AND ${now('g')}
     AND ((g.principal_kind = 'user' AND g.principal_id = account)
       OR (g.principal_kind = 'group' AND g.principal_id = ANY(groups)))
     AND tenancy.org_permissions_of(org, account) IS NOT NULL;
END`,
  }),
  // The custom roles by which the reader holds something: what also a guest sees of them.
  definerFunction({
    signature: 'tenancy.my_custom_roles()',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: [TENANCY],
    body: `
DECLARE org uuid := platform.org_id(); account uuid := platform.user_id();
BEGIN
  IF tenancy.org_permissions_of(org, account) IS NULL THEN RETURN '{}'; END IF;
  RETURN ARRAY(
    SELECT m.custom_role_id FROM tenancy.membership m
     WHERE m.org_id = org AND m.account_id = account AND ${now('m')} AND m.custom_role_id IS NOT NULL
    UNION
    SELECT mine.role_key::uuid FROM tenancy.my_space_roles() mine WHERE mine.role_key NOT LIKE '%.%');
END`,
  }),
];

/** Nobody gives more than they hold, whatever the role is called. Support is opened, never given. */
const giving = [
  definerFunction({
    signature: 'tenancy.may_give_as(org uuid, account uuid, role_name text)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE held text[] := tenancy.org_permissions_of(org, account); wanted text[];
BEGIN
  IF tenancy.role_scope(org, role_name) IS DISTINCT FROM 'organization' OR role_name = 'organization.support' THEN
    RETURN false;
  END IF;
  wanted := tenancy.counting(org, tenancy.role_permissions(org, role_name));
  IF wanted IS NULL OR held IS NULL OR NOT wanted <@ held THEN RETURN false; END IF;
  RETURN role_name <> 'organization.owner' OR EXISTS (
    SELECT 1 FROM tenancy.membership m
     WHERE m.org_id = org AND m.account_id = account AND m.role_key = 'organization.owner' AND ${now('m')});
END`,
  }),
  definerFunction({
    signature: 'tenancy.may_grant_as(org uuid, account uuid, space uuid, role_name text)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE held text[];
BEGIN
  SELECT s.permissions INTO held FROM tenancy.space_permissions_of(org, account) s WHERE s.space_id = space;
  RETURN coalesce('space.share' = ANY(held) AND tenancy.role_scope(org, role_name) = 'space'
    AND tenancy.role_permissions(org, role_name) <@ held, false);
END`,
  }),
  // What is given must have an end: somebody who comes in to look goes again.
  definerFunction({
    signature: 'tenancy.needs_end(role_name text)',
    returns: 'boolean',
    volatility: 'IMMUTABLE',
    language: 'sql',
    execute: [TENANCY],
    body: `SELECT role_name IN ('organization.auditor', 'organization.support')`,
  }),
];

/** Custom roles, nested groups, ends and the states of Organizations and Spaces, where everything is decided. */
export const up = [
  // First, because policies name it; its body is bound late.
  definerFunction({
    signature: 'tenancy.my_custom_roles()',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: [TENANCY],
    body: `BEGIN RETURN '{}'; END`,
  }),
  ...tables,
  ...columns,
  ...held,
  ...giving,
].join('\n');
