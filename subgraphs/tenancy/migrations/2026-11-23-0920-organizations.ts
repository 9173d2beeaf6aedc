import { content, createTable, createdAt, definerFunction, id, technical } from '#runtime/db/table.js';

const TENANCY = 'kopexa_tenancy';
const may = (permission: string): string => `(SELECT tenancy.may('${permission}'))`;
const inSpaces = (permission: string, column = 'space_id'): string =>
  `${column} = ANY((SELECT tenancy.spaces_with('${permission}'))::uuid[])`;

/** Organizations, Spaces and the temporal tables of who may do what. Nothing here is ever deleted. */
export const up = [
  // Other rooms and the edge call functions that this room publishes; no table is open to them.
  'GRANT USAGE ON SCHEMA tenancy TO kopexa_gateway, kopexa_worker, kopexa_identity, kopexa_content, kopexa_compliance;',

  // First, because policies name them; their bodies are bound late.
  definerFunction({
    signature: 'tenancy.may(permission text)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: ['kopexa_identity', 'kopexa_tenancy', 'kopexa_content', 'kopexa_compliance'],
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.org_id IS NULL OR c.user_id IS NULL OR c.assurance < 2 THEN RETURN false; END IF;
  RETURN coalesce(permission = ANY(tenancy.org_permissions_of(c.org_id, c.user_id)), false);
END`,
  }),
  // One call a statement (as an InitPlan) instead of one a row: PERFORMANCE.md, "Database".
  definerFunction({
    signature: 'tenancy.spaces_with(permission text)',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: ['kopexa_identity', 'kopexa_tenancy', 'kopexa_content', 'kopexa_compliance'],
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.org_id IS NULL OR c.user_id IS NULL OR c.assurance < 2 THEN RETURN '{}'; END IF;
  RETURN coalesce((SELECT array_agg(s.space_id) FROM tenancy.space_permissions_of(c.org_id, c.user_id) s
                    WHERE permission = ANY(s.permissions)), '{}');
END`,
  }),

  createTable({
    name: 'tenancy.organization',
    scope: 'organization',
    columns: {
      org_id: id(),
      slug: technical("text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9](-?[a-z0-9]){1,39}$')"),
      name: technical('text NOT NULL CHECK (length(name) BETWEEN 1 AND 120)'),
      plan: technical(
        "text NOT NULL DEFAULT 'standard' CHECK (plan IN ('standard', 'business', 'enterprise'))",
      ),
      is_operator: technical('boolean NOT NULL DEFAULT false'),
      created_at: createdAt(),
      updated_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (org_id)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
    policies: [
      { login: TENANCY, for: 'SELECT', using: may('organization.read') },
      {
        login: TENANCY,
        for: 'UPDATE',
        using: may('organization.update'),
        check: may('organization.update'),
        columns: ['name', 'updated_at'],
      },
    ],
  }),
  createTable({
    name: 'tenancy.role',
    scope: 'internal',
    columns: {
      role_key: technical('text PRIMARY KEY'),
      scope: technical("text NOT NULL CHECK (scope IN ('organization', 'space'))"),
      permissions: technical('text[] NOT NULL'),
    },
    definer: ['SELECT'],
  }),
  createTable({
    name: 'tenancy.membership',
    scope: 'organization',
    columns: {
      membership_id: id(),
      org_id: technical('uuid NOT NULL'),
      // The same through every change of role, until the person leaves: what clients call a member.
      member_id: id(),
      account_id: technical('uuid NOT NULL'),
      role_key: technical('text NOT NULL REFERENCES tenancy.role (role_key)'),
      granted_by: technical('uuid'),
      joined_at: technical('timestamptz NOT NULL DEFAULT now()'),
      valid_from: technical('timestamptz NOT NULL DEFAULT now()'),
      valid_to: technical("timestamptz NOT NULL DEFAULT 'infinity'"),
    },
    constraints: [
      'PRIMARY KEY (org_id, membership_id)',
      'FOREIGN KEY (org_id) REFERENCES tenancy.organization (org_id)',
      'CHECK (valid_to >= valid_from)',
    ],
    indexes: ['(account_id, org_id, valid_to)', '(org_id, member_id)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
    // Written by definer functions alone: what may be given depends on what the giver holds.
    policies: [
      {
        login: TENANCY,
        for: 'SELECT',
        using: `${may('member.read')} OR account_id = (SELECT platform.user_id())`,
      },
    ],
  }),
  `CREATE UNIQUE INDEX one_current_membership ON tenancy.membership (org_id, account_id) WHERE valid_to = 'infinity';`,
  createTable({
    name: 'tenancy.user_group',
    scope: 'organization',
    columns: {
      group_id: id(),
      org_id: technical('uuid NOT NULL'),
      name: technical('text NOT NULL CHECK (length(name) BETWEEN 1 AND 120)'),
      created_at: createdAt(),
      archived_at: technical('timestamptz'),
    },
    constraints: [
      'PRIMARY KEY (org_id, group_id)',
      'FOREIGN KEY (org_id) REFERENCES tenancy.organization (org_id)',
    ],
    definer: ['SELECT'],
    policies: [{ login: TENANCY, for: 'SELECT', using: may('member.read') }],
  }),
  createTable({
    name: 'tenancy.group_member',
    scope: 'organization',
    columns: {
      group_member_id: id(),
      org_id: technical('uuid NOT NULL'),
      group_id: technical('uuid NOT NULL'),
      account_id: technical('uuid NOT NULL'),
      valid_from: technical('timestamptz NOT NULL DEFAULT now()'),
      valid_to: technical("timestamptz NOT NULL DEFAULT 'infinity'"),
    },
    constraints: [
      'PRIMARY KEY (org_id, group_member_id)',
      'FOREIGN KEY (org_id, group_id) REFERENCES tenancy.user_group (org_id, group_id)',
    ],
    indexes: ['(account_id, org_id, valid_to)'],
    definer: ['SELECT', 'UPDATE'],
    policies: [{ login: TENANCY, for: 'SELECT', using: may('member.read') }],
  }),
  createTable({
    name: 'tenancy.space',
    scope: 'organization',
    columns: {
      space_id: id(),
      org_id: technical('uuid NOT NULL'),
      name: technical('text NOT NULL CHECK (length(name) BETWEEN 1 AND 120)'),
      description: content("text NOT NULL DEFAULT '' CHECK (length(description) <= 2000)"),
      created_by: technical('uuid'),
      created_at: createdAt(),
      updated_at: createdAt(),
      archived_at: technical('timestamptz'),
    },
    constraints: [
      'PRIMARY KEY (org_id, space_id)',
      'FOREIGN KEY (org_id) REFERENCES tenancy.organization (org_id)',
    ],
    definer: ['SELECT', 'INSERT'],
    // Made by tenancy.create_space alone: a Space without its first grant would belong to nobody.
    policies: [
      { login: TENANCY, for: 'SELECT', using: inSpaces('space.read') },
      {
        login: TENANCY,
        for: 'UPDATE',
        using: inSpaces('space.update'),
        check: inSpaces('space.update'),
        columns: ['name', 'description', 'archived_at', 'updated_at'],
      },
    ],
  }),
  createTable({
    name: 'tenancy.space_grant',
    scope: 'organization',
    columns: {
      grant_id: id(),
      org_id: technical('uuid NOT NULL'),
      space_id: technical('uuid NOT NULL'),
      principal_kind: technical("text NOT NULL CHECK (principal_kind IN ('user', 'group'))"),
      principal_id: technical('uuid NOT NULL'),
      role_key: technical('text NOT NULL REFERENCES tenancy.role (role_key)'),
      granted_by: technical('uuid'),
      valid_from: technical('timestamptz NOT NULL DEFAULT now()'),
      valid_to: technical("timestamptz NOT NULL DEFAULT 'infinity'"),
    },
    constraints: [
      'PRIMARY KEY (org_id, grant_id)',
      'FOREIGN KEY (org_id, space_id) REFERENCES tenancy.space (org_id, space_id)',
      'CHECK (valid_to >= valid_from)',
    ],
    indexes: ['(principal_id, org_id, valid_to)', '(org_id, space_id, valid_to)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
    policies: [
      {
        login: TENANCY,
        for: 'SELECT',
        using: `${inSpaces('space.share')} OR (principal_kind = 'user' AND principal_id = (SELECT platform.user_id()))`,
      },
    ],
  }),
  `CREATE UNIQUE INDEX one_current_grant ON tenancy.space_grant (org_id, space_id, principal_kind, principal_id) WHERE valid_to = 'infinity';`,

  // What an account holds in an Organization at this statement. By the clock, not by now(): a writer whose
  // transaction began before a revoke, and then waited for its lock, must not see the grant as still valid.
  definerFunction({
    signature: 'tenancy.org_permissions_of(org uuid, account uuid)',
    returns: 'text[]',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT r.permissions FROM tenancy.membership m JOIN tenancy.role r ON r.role_key = m.role_key
   WHERE m.org_id = org AND m.account_id = account AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp() LIMIT 1`,
  }),
  // Every Space of an Organization in which an account holds something, with what it holds. In an archived
  // Space nobody changes documents, whatever their role.
  definerFunction({
    signature: 'tenancy.space_permissions_of(org uuid, account uuid)',
    returns: 'TABLE (space_id uuid, permissions text[])',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT held.space_id, array_agg(DISTINCT p ORDER BY p)
    FROM (SELECT g.space_id, g.role_key FROM tenancy.space_grant g
           WHERE g.org_id = org AND g.principal_kind = 'user' AND g.principal_id = account
             AND g.valid_from <= clock_timestamp() AND g.valid_to > clock_timestamp()
          UNION ALL
          SELECT g.space_id, g.role_key FROM tenancy.group_member gm
            JOIN tenancy.space_grant g ON g.org_id = gm.org_id AND g.principal_kind = 'group' AND g.principal_id = gm.group_id
           WHERE gm.org_id = org AND gm.account_id = account AND gm.valid_from <= clock_timestamp() AND gm.valid_to > clock_timestamp()
             AND g.valid_from <= clock_timestamp() AND g.valid_to > clock_timestamp()) held
    JOIN tenancy.space sp ON sp.org_id = org AND sp.space_id = held.space_id
    JOIN tenancy.role r ON r.role_key = held.role_key CROSS JOIN LATERAL unnest(r.permissions) p
   WHERE (sp.archived_at IS NULL OR p <> ALL ('{document.write,document.publish,document.trash}'::text[]))
     AND EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account
                  AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp())
   GROUP BY held.space_id`,
  }),
  createTable({
    name: 'tenancy.session_entry',
    scope: 'internal',
    columns: {
      session_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      entered_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (org_id, session_id)'],
    indexes: ['(entered_at)'],
    definer: ['SELECT', 'INSERT', 'DELETE'],
  }),
  // The first request of a session in an Organization is an entry of that Organization: its admins see who
  // came in, although signing in itself belongs to no Organization.
  definerFunction({
    signature: 'tenancy.note_entering(session uuid, org uuid, minted text, request jsonb)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
BEGIN
  IF EXISTS (SELECT 1 FROM tenancy.session_entry e WHERE e.org_id = org AND e.session_id = session) THEN RETURN; END IF;
  INSERT INTO tenancy.session_entry (session_id, org_id) VALUES (session, org) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM set_config('kopexa.context', minted, true);
  PERFORM compliance.append_entry(NULL, 'organization.enter', 'Organization', org, 'ok', NULL, '[]',
    left(request->>'requestId', 64), left(request->>'operation', 120), left(request->>'ip', 45), left(request->>'userAgent', 400));
END`,
  }),
  // Sessions end after a day at the latest.
  definerFunction({
    signature: 'tenancy.forget_entering()',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `DELETE FROM tenancy.session_entry WHERE entered_at < now() - interval '2 days'`,
  }),

  // The one round trip of the edge: who is asking, what they hold, and the database context.
  definerFunction({
    signature: 'tenancy.resolve_session(token_hash bytea, org_slug text, request jsonb DEFAULT NULL)',
    returns: 'jsonb',
    volatility: 'VOLATILE',
    execute: ['kopexa_gateway'],
    body: `
DECLARE s record; org uuid; org_name text; org_role text; permissions text[]; spaces jsonb; minted text;
BEGIN
  SELECT * INTO s FROM identity.session_of(token_hash);
  IF s.session_id IS NULL THEN
    RETURN jsonb_build_object('kind', 'anonymous', 'assurance', 0,
      'context', platform.mint_context('anonymous', NULL, NULL, NULL, 0::smallint, 60));
  END IF;
  IF s.assurance >= 2 AND org_slug IS NOT NULL THEN
    SELECT t.org_id, t.slug, m.role_key INTO org, org_name, org_role FROM tenancy.organization t
      JOIN tenancy.membership m ON m.org_id = t.org_id AND m.account_id = s.account_id
       AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()
     WHERE t.slug = org_slug;
  END IF;
  IF org IS NOT NULL THEN
    permissions := tenancy.org_permissions_of(org, s.account_id);
    SELECT coalesce(jsonb_agg(jsonb_build_array(to_jsonb(grouped.permissions), grouped.ids)), '[]') INTO spaces
      FROM (SELECT p.permissions, jsonb_agg(p.space_id) AS ids
              FROM tenancy.space_permissions_of(org, s.account_id) p GROUP BY p.permissions) grouped;
  END IF;
  minted := platform.mint_context('user', s.account_id, s.session_id, org, s.assurance, 60);
  IF org IS NOT NULL AND request IS NOT NULL THEN
    PERFORM tenancy.note_entering(s.session_id, org, minted, request);
  END IF;
  RETURN jsonb_build_object('kind', 'user', 'userId', s.account_id, 'sessionId', s.session_id,
    'assurance', s.assurance, 'authenticatedBy', s.authenticated_by, 'locale', s.locale,
    'org', CASE WHEN org IS NOT NULL THEN jsonb_build_object('id', org, 'slug', org_name, 'role', org_role,
      'permissions', to_jsonb(permissions), 'spaces', spaces) END,
    'context', minted);
END`,
  }),
].join('\n');
