import { definerFunction } from '#runtime/db/table.js';

const at = (row: string): string => `${row}.valid_from <= moment AND ${row}.valid_to > moment`;

/**
 * Who held what at a moment, for everybody at once: the temporal twin of tenancy.org_permissions_of and
 * tenancy.space_permissions_of, which decide about the present. tests: access-at.db.test.ts compares both after every
 * step of random histories.
 */
export const up = [
  definerFunction({
    signature: 'tenancy.is_supporter_at(account uuid, moment timestamptz)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT EXISTS (SELECT 1 FROM tenancy.organization o JOIN tenancy.membership m ON m.org_id = o.org_id
    JOIN tenancy.built_in_role_version r ON r.role_key = m.built_in_role
   WHERE o.is_operator AND m.account_id = account AND ${at('m')} AND ${at('r')} AND 'operator.support' = ANY(r.permissions))`,
  }),
  // Members, with what their role gave and what of it counted.
  definerFunction({
    signature: 'tenancy.members_at(org uuid, account uuid, moment timestamptz)',
    returns:
      'TABLE (account_id uuid, role_key text, role_name text, role_version integer, granted_by uuid, valid_from timestamptz, valid_to timestamptz, given text[], permissions text[])',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT DISTINCT ON (m.account_id) m.account_id, m.role_key, v.name, v.number, m.granted_by, m.valid_from, m.valid_to,
         counted.given, CASE WHEN m.role_key = 'organization.support' AND NOT tenancy.is_supporter_at(m.account_id, moment) THEN NULL
           WHEN s.archived OR s.gone THEN ARRAY(SELECT p FROM unnest(counted.given) p
             WHERE p = ANY(tenancy.reading()) OR p IN ('organization.archive', 'organization.delete'))
           ELSE counted.given END
    FROM tenancy.membership m
    JOIN tenancy.state_version s ON s.org_id = m.org_id AND s.kind = 'organization' AND s.subject_id = m.org_id AND ${at('s')}
    LEFT JOIN tenancy.built_in_role_version b ON b.role_key = m.built_in_role AND ${at('b')}
    LEFT JOIN tenancy.custom_role_version v ON v.org_id = m.org_id AND v.role_id = m.custom_role_id AND ${at('v')}
   CROSS JOIN LATERAL (SELECT tenancy.counting(org, coalesce(b.permissions, v.permissions, '{}')) AS given) counted
   WHERE m.org_id = org AND (account IS NULL OR m.account_id = account) AND ${at('m')}
   ORDER BY m.account_id, m.valid_from DESC`,
  }),
  // The groups in which people were, themselves or through the one level of nesting.
  definerFunction({
    signature: 'tenancy.groups_at(org uuid, account uuid, moment timestamptz)',
    returns:
      'TABLE (account_id uuid, own_id uuid, own_name text, own_to timestamptz, group_id uuid, group_name text, nesting_to timestamptz)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  WITH open AS (
    SELECT s.subject_id, s.name FROM tenancy.state_version s
     WHERE s.org_id = org AND s.kind = 'group' AND NOT s.archived AND ${at('s')}),
  mine AS (
    SELECT gm.account_id, gm.group_id, o.name, gm.valid_to FROM tenancy.group_member gm
      JOIN open o ON o.subject_id = gm.group_id
     WHERE gm.org_id = org AND (account IS NULL OR gm.account_id = account) AND ${at('gm')})
  SELECT m.account_id, m.group_id, m.name, m.valid_to, m.group_id, m.name, NULL::timestamptz FROM mine m
  UNION ALL
  SELECT m.account_id, m.group_id, m.name, m.valid_to, n.parent_group_id, o.name, n.valid_to FROM mine m
    JOIN tenancy.group_nesting n ON n.org_id = org AND n.child_group_id = m.group_id AND ${at('n')}
    JOIN open o ON o.subject_id = n.parent_group_id`,
  }),
  // Every way by which a member held something in a Space: one row a grant and group.
  definerFunction({
    signature: 'tenancy.ways_at(org uuid, space uuid, account uuid, moment timestamptz)',
    returns:
      'TABLE (account_id uuid, space_id uuid, grant_id uuid, role_key text, role_name text, role_version integer, granted_by uuid, valid_from timestamptz, valid_to timestamptz, own_id uuid, own_name text, own_to timestamptz, group_id uuid, group_name text, nesting_to timestamptz, given text[], permissions text[])',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT m.account_id, g.space_id, g.grant_id, g.role_key, v.name, v.number, g.granted_by, g.valid_from, g.valid_to,
         way.own_id, way.own_name, way.own_to, way.group_id, way.group_name, way.nesting_to,
         coalesce(b.permissions, v.permissions, '{}'),
         ARRAY(SELECT p FROM unnest(coalesce(b.permissions, v.permissions)) p
                WHERE (NOT sp.archived OR p <> ALL ('{document.write,document.publish,document.trash}'::text[]))
                  AND ((NOT o.archived AND NOT o.gone AND m.role_key <> 'organization.auditor') OR p = ANY(tenancy.reading())))
    FROM tenancy.members_at(org, account, moment) m
    JOIN (SELECT m2.account_id, 'user' AS kind, m2.account_id AS principal, NULL::uuid AS own_id, NULL::text AS own_name,
                 NULL::timestamptz AS own_to, NULL::uuid AS group_id, NULL::text AS group_name, NULL::timestamptz AS nesting_to
            FROM tenancy.members_at(org, account, moment) m2
          UNION ALL
          SELECT r.account_id, 'group', r.group_id, r.own_id, r.own_name, r.own_to, r.group_id, r.group_name, r.nesting_to
            FROM tenancy.groups_at(org, account, moment) r) way ON way.account_id = m.account_id
    JOIN tenancy.space_grant g ON g.org_id = org AND g.principal_kind = way.kind AND g.principal_id = way.principal
     AND (space IS NULL OR g.space_id = space) AND ${at('g')}
    JOIN tenancy.state_version sp ON sp.org_id = org AND sp.kind = 'space' AND sp.subject_id = g.space_id AND NOT sp.gone AND ${at('sp')}
    JOIN tenancy.state_version o ON o.org_id = org AND o.kind = 'organization' AND o.subject_id = org AND ${at('o')}
    LEFT JOIN tenancy.built_in_role_version b ON b.role_key = g.built_in_role AND ${at('b')}
    LEFT JOIN tenancy.custom_role_version v ON v.org_id = org AND v.role_id = g.custom_role_id AND ${at('v')}
   WHERE m.permissions IS NOT NULL`,
  }),
  // People and service accounts with what they held: of the Organization (space_id null) and of Spaces, and each way to it.
  definerFunction({
    signature: 'tenancy.held_at(org uuid, space uuid, account uuid, moment timestamptz)',
    returns: 'TABLE (account_id uuid, kind text, space_id uuid, permissions text[], ways jsonb)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  WITH service AS (
    SELECT s.* FROM identity.service_accounts_at(org, NULL, moment) s
     WHERE (account IS NULL OR s.service_account_id = account OR s.owner_id = account)
       AND NOT s.revoked AND s.has_secret AND s.expires_at > moment
       AND NOT EXISTS (SELECT 1 FROM tenancy.state_version o WHERE o.org_id = org AND o.kind = 'organization' AND o.gone AND ${at('o')})),
  person AS (SELECT CASE WHEN account IS NULL THEN NULL ELSE coalesce(
      (SELECT s.owner_id FROM service s WHERE s.service_account_id = account), account) END AS id),
  people AS (
    SELECT m.account_id, NULL::uuid AS space_id, m.permissions, jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
        'role', m.role_key, 'roleName', m.role_name, 'roleVersion', m.role_version, 'by', m.granted_by,
        'from', m.valid_from, 'to', nullif(m.valid_to, 'infinity'), 'given', m.given, 'permissions', m.permissions))) AS ways
      FROM tenancy.members_at(org, (SELECT p.id FROM person p), moment) m
     WHERE m.permissions IS NOT NULL
    UNION ALL
    SELECT w.account_id, w.space_id,
           ARRAY(SELECT DISTINCT p FROM unnest(array_agg(to_jsonb(w.permissions))) lists CROSS JOIN LATERAL jsonb_array_elements_text(lists) p ORDER BY p),
           jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'grantId', w.grant_id, 'role', w.role_key, 'roleName', w.role_name, 'roleVersion', w.role_version, 'by', w.granted_by,
             'from', w.valid_from, 'to', nullif(w.valid_to, 'infinity'), 'memberOf', w.own_name, 'memberTo', nullif(w.own_to, 'infinity'),
             'group', w.group_name, 'groupId', w.group_id, 'isNested', w.own_id <> w.group_id, 'nestingTo', nullif(w.nesting_to, 'infinity'),
             'given', w.given, 'permissions', w.permissions)) ORDER BY w.own_id NULLS FIRST, w.valid_from, w.grant_id)
      FROM tenancy.ways_at(org, space, (SELECT p.id FROM person p), moment) w GROUP BY w.account_id, w.space_id)
  SELECT p.account_id, 'user', p.space_id, p.permissions, p.ways FROM people p WHERE account IS NULL OR p.account_id = account
  UNION ALL
  SELECT s.service_account_id, 'service', o.space_id,
         ARRAY(SELECT DISTINCT u FROM unnest(o.permissions) u WHERE u = ANY(given.permissions) ORDER BY u),
         given.ways
    FROM service s JOIN people o ON o.account_id = s.owner_id
   CROSS JOIN LATERAL (
     SELECT coalesce(array_agg(p), '{}') AS permissions,
            coalesce(jsonb_agg(DISTINCT jsonb_strip_nulls(jsonb_build_object('owner', s.owner_id,
              'ownerName', (SELECT c.name FROM identity.contacts(ARRAY[s.owner_id]) c), 'role', g.role_key, 'roleName', v.name,
              'roleVersion', v.number, 'permission', g.permission, 'by', g.granted_by, 'from', g.valid_from,
              'to', nullif(least(g.valid_to, s.expires_at), 'infinity'),
              'given', CASE WHEN g.permission IS NOT NULL THEN ARRAY[g.permission] ELSE coalesce(b.permissions, v.permissions) END,
              'permissions', ARRAY(SELECT u FROM unnest(CASE WHEN g.permission IS NOT NULL THEN ARRAY[g.permission]
                 ELSE coalesce(b.permissions, v.permissions) END) u WHERE u = ANY(o.permissions))))), '[]') AS ways
       FROM tenancy.service_grant g
       LEFT JOIN tenancy.built_in_role_version b ON b.role_key = g.built_in_role AND ${at('b')}
       LEFT JOIN tenancy.custom_role_version v ON v.org_id = org AND v.role_id = g.custom_role_id AND ${at('v')}
      CROSS JOIN LATERAL unnest(CASE WHEN g.permission IS NOT NULL THEN ARRAY[g.permission] ELSE coalesce(b.permissions, v.permissions) END) p
      WHERE g.org_id = org AND g.service_account_id = s.service_account_id AND ${at('g')}
        AND g.space_id IS NOT DISTINCT FROM o.space_id) given
   WHERE (account IS NULL OR s.service_account_id = account) AND (o.space_id IS NULL OR cardinality(given.permissions) > 0)`,
  }),
].join('\n');
