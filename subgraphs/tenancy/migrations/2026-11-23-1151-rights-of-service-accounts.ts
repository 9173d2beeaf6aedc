import { createTable, definerFunction, technical } from '#runtime/db/table.js';

const ROOMS = [
  ...[
    'kopexa_identity',
    'kopexa_tenancy',
    'kopexa_content',
    'kopexa_files',
    'kopexa_ai',
    'kopexa_compliance',
  ],
];
const now = 'valid_from <= clock_timestamp() AND g.valid_to > clock_timestamp()';

/** What was given to service accounts, and when: temporal, like the grants of people, and never deleted. */
const grants = createTable({
  name: 'tenancy.service_grant',
  scope: 'organization',
  columns: {
    service_grant_id: technical('uuid NOT NULL DEFAULT uuidv7()'),
    org_id: technical('uuid NOT NULL'),
    service_account_id: technical('uuid NOT NULL'),
    permission: technical('text'),
    space_id: technical('uuid'),
    role_key: technical('text REFERENCES tenancy.role (role_key)'),
    granted_by: technical('uuid NOT NULL'),
    valid_from: technical('timestamptz NOT NULL DEFAULT clock_timestamp()'),
    valid_to: technical("timestamptz NOT NULL DEFAULT 'infinity'"),
  },
  constraints: [
    'PRIMARY KEY (org_id, service_grant_id)',
    'FOREIGN KEY (org_id) REFERENCES tenancy.organization (org_id)',
    'FOREIGN KEY (org_id, space_id) REFERENCES tenancy.space (org_id, space_id)',
    'CHECK (valid_to >= valid_from)',
    // Either a permission of the Organization, or a role in one Space.
    'CHECK ((permission IS NULL) = (space_id IS NOT NULL) AND (space_id IS NULL) = (role_key IS NULL))',
  ],
  indexes: ['(org_id, service_account_id, valid_to)'],
  definer: ['SELECT', 'INSERT', 'UPDATE'],
});

/** At each statement: what was given, as far as its owner holds it now. Nothing once account or secret have ended. */
const held = [
  definerFunction({
    signature: 'tenancy.service_permissions_of(org uuid, account uuid, secret uuid)',
    returns: 'text[]',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE held text[] := tenancy.org_permissions_of(org, identity.service_owner(org, account, secret));
BEGIN
  IF held IS NULL THEN RETURN NULL; END IF;
  RETURN coalesce((SELECT array_agg(g.permission ORDER BY g.permission) FROM tenancy.service_grant g
    WHERE g.org_id = org AND g.service_account_id = account AND g.permission = ANY(held) AND g.${now}), '{}');
END`,
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
    JOIN tenancy.service_grant g ON g.org_id = org AND g.service_account_id = account AND g.space_id = held.space_id AND g.${now}
    JOIN tenancy.role r ON r.role_key = g.role_key CROSS JOIN LATERAL unnest(r.permissions) p
   WHERE p = ANY(held.permissions) GROUP BY held.space_id;
END`,
  }),
  // As before for people; for a service account what it holds.
  definerFunction({
    signature: 'tenancy.may(permission text)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: ROOMS,
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.org_id IS NULL OR c.user_id IS NULL OR c.assurance < 2 THEN RETURN false; END IF;
  IF c.kind = 'service' THEN
    RETURN coalesce(permission = ANY(tenancy.service_permissions_of(c.org_id, c.user_id, c.session_id)), false);
  END IF;
  RETURN coalesce(permission = ANY(tenancy.org_permissions_of(c.org_id, c.user_id)), false);
END`,
  }),
  definerFunction({
    signature: 'tenancy.spaces_with(permission text)',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: ROOMS,
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.org_id IS NULL OR c.user_id IS NULL OR c.assurance < 2 THEN RETURN '{}'; END IF;
  IF c.kind = 'service' THEN
    RETURN coalesce((SELECT array_agg(s.space_id) FROM tenancy.service_space_permissions_of(c.org_id, c.user_id, c.session_id) s
                      WHERE permission = ANY(s.permissions)), '{}');
  END IF;
  RETURN coalesce((SELECT array_agg(s.space_id) FROM tenancy.space_permissions_of(c.org_id, c.user_id) s
                    WHERE permission = ANY(s.permissions)), '{}');
END`,
  }),
];

/** Nobody gives a service account more than they hold; no service account makes service accounts. */
const giving = [
  definerFunction({
    signature: 'tenancy.set_service_rights(account uuid, wanted text[], places jsonb)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE org uuid := platform.org_id(); me uuid := platform.user_id(); place record; moment timestamptz := clock_timestamp();
BEGIN
  IF EXISTS (SELECT 1 FROM unnest(wanted) p
              WHERE p = 'service_account.manage' OR NOT p = ANY(coalesce(tenancy.org_permissions_of(org, me), '{}'))) THEN
    RAISE EXCEPTION 'input.permissions|Geben Sie nur Rechte, die Sie selbst haben; Dienstkonten verwalten keine Dienstkonten.|Give only permissions that you hold yourself; service accounts do not manage service accounts.'
      USING ERRCODE = 'KX422';
  END IF;
  FOR place IN SELECT * FROM jsonb_to_recordset(places) AS r("spaceId" uuid, role text) LOOP
    IF NOT place."spaceId" = ANY(tenancy.spaces_with('space.read')) THEN RAISE EXCEPTION 'No such Space.' USING ERRCODE = 'KX404'; END IF;
    IF NOT tenancy.may_grant(place."spaceId", place.role) THEN
      RAISE EXCEPTION 'input.spaces|In einem dieser Spaces dürfen Sie diese Rolle nicht vergeben. Bitten Sie die Verantwortlichen.|In one of these Spaces you may not give this role. Ask its managers.'
        USING ERRCODE = 'KX422';
    END IF;
  END LOOP;
  UPDATE tenancy.service_grant g SET valid_to = moment
   WHERE g.org_id = org AND g.service_account_id = account AND g.valid_to = 'infinity'
     AND NOT (g.permission IS NOT NULL AND g.permission = ANY(wanted))
     AND NOT EXISTS (SELECT 1 FROM jsonb_to_recordset(places) AS r("spaceId" uuid, role text)
                      WHERE r."spaceId" = g.space_id AND r.role = g.role_key);
  INSERT INTO tenancy.service_grant (org_id, service_account_id, permission, granted_by, valid_from)
    SELECT DISTINCT org, account, p, me, moment FROM unnest(wanted) p
     WHERE NOT EXISTS (SELECT 1 FROM tenancy.service_grant g WHERE g.org_id = org AND g.service_account_id = account
                        AND g.permission = p AND g.valid_to = 'infinity');
  INSERT INTO tenancy.service_grant (org_id, service_account_id, space_id, role_key, granted_by, valid_from)
    SELECT DISTINCT org, account, r."spaceId", r.role, me, moment FROM jsonb_to_recordset(places) AS r("spaceId" uuid, role text)
     WHERE NOT EXISTS (SELECT 1 FROM tenancy.service_grant g WHERE g.org_id = org AND g.service_account_id = account
                        AND g.space_id = r."spaceId" AND g.valid_to = 'infinity');
END`,
  }),
  definerFunction({
    signature: 'tenancy.end_service_rights(account uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: [],
    body: `
  UPDATE tenancy.service_grant SET valid_to = clock_timestamp()
   WHERE org_id = platform.org_id() AND service_account_id = account AND valid_to = 'infinity'`,
  }),
  // Whether the context's person could give all that an account has: what taking it over asks for.
  definerFunction({
    signature: 'tenancy.may_give_service_rights(account uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE org uuid := platform.org_id(); me uuid := platform.user_id();
BEGIN
  RETURN NOT EXISTS (SELECT 1 FROM tenancy.service_grant g
    WHERE g.org_id = org AND g.service_account_id = account AND g.valid_to = 'infinity'
      AND NOT CASE WHEN g.space_id IS NULL THEN coalesce(g.permission = ANY(tenancy.org_permissions_of(org, me)), false)
                   ELSE tenancy.may_grant(g.space_id, g.role_key) END);
END`,
  }),
  // For those who manage accounts, and for the account itself.
  definerFunction({
    signature: 'tenancy.service_rights(ids uuid[])',
    returns: 'TABLE (service_account_id uuid, permission text, space_id uuid, role_key text)',
    volatility: 'STABLE',
    execute: ['kopexa_identity'],
    body: `
#variable_conflict use_column
DECLARE c platform.request_context := platform.context(); manages boolean := tenancy.may('service_account.manage');
BEGIN
  RETURN QUERY SELECT g.service_account_id, g.permission, g.space_id, g.role_key FROM tenancy.service_grant g
   WHERE g.org_id = platform.org_id() AND g.service_account_id = ANY(ids) AND g.${now}
     AND (manages OR (c.kind = 'service' AND g.service_account_id = c.user_id))
   ORDER BY g.permission, g.space_id;
END`,
  }),
  // Which of these people are members now: an account whose owner is none has no rights left.
  definerFunction({
    signature: 'tenancy.members_now(ids uuid[])',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: ['kopexa_identity'],
    body: `
BEGIN
  RETURN coalesce((SELECT array_agg(m.account_id) FROM tenancy.membership m WHERE m.org_id = platform.org_id()
    AND m.account_id = ANY(ids) AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()), '{}');
END`,
  }),
  // An Organization belongs to people.
  definerFunction({
    signature: 'tenancy.create_organization(org uuid, org_slug text, org_name text, member uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: ['kopexa_tenancy'],
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.kind IS DISTINCT FROM 'user' OR c.user_id IS NULL OR c.assurance < 2 THEN
    RAISE EXCEPTION 'No second factor.' USING ERRCODE = 'KX403';
  END IF;
  INSERT INTO tenancy.organization (org_id, slug, name) VALUES (org, org_slug, org_name) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'input.slug|Diese Kurzform ist schon vergeben. Wählen Sie eine andere.|This short name is taken. Choose another one.'
      USING ERRCODE = 'KX422';
  END IF;
  INSERT INTO tenancy.membership (org_id, member_id, account_id, role_key, granted_by)
    VALUES (org, member, c.user_id, 'organization.owner', c.user_id);
  PERFORM tenancy.enter(org);
END`,
  }),
];

/** The one round trip of the edge for tools, beside resolve_session. */
const resolving = definerFunction({
  signature: 'tenancy.resolve_service(token_hash bytea, org_slug text, request jsonb)',
  returns: 'jsonb',
  volatility: 'VOLATILE',
  execute: ['kopexa_gateway'],
  body: `
DECLARE s record; o record; problem text; minted text; permissions text[]; spaces jsonb; address text;
BEGIN
  SELECT * INTO s FROM identity.service_of(token_hash);
  IF s.secret_id IS NULL THEN
    RETURN jsonb_build_object('kind', 'anonymous', 'assurance', 0,
      'context', platform.mint_context('anonymous', NULL, NULL, NULL, 0::smallint, 60));
  END IF;
  address := regexp_replace(coalesce(request->>'ip', ''), '^::ffff:(\\d+\\.\\d+\\.\\d+\\.\\d+)$', '\\1');
  problem := CASE
    WHEN tenancy.org_permissions_of(s.org_id, s.owner_id) IS NULL THEN 'OWNER_LEFT'
    WHEN s.problem IS NOT NULL THEN s.problem
    WHEN cardinality(s.ip_ranges) > 0 AND NOT EXISTS (SELECT 1 FROM unnest(s.ip_ranges) allowed
      WHERE (CASE WHEN pg_input_is_valid(address, 'inet') THEN address END)::inet <<= allowed) THEN 'ADDRESS_REFUSED'
    WHEN s.operations IS NOT NULL AND NOT coalesce(request->>'operation', '') = ANY(s.operations) THEN 'OPERATION_REFUSED' END;
  SELECT t.org_id, t.slug INTO o FROM tenancy.organization t WHERE t.org_id = s.org_id;
  minted := platform.mint_context('service', s.service_account_id, s.secret_id, o.org_id, 2::smallint, 60);
  IF problem IS NOT NULL THEN
    IF identity.note_service_refusal(s.secret_id) THEN
      PERFORM set_config('kopexa.context', minted, true);
      PERFORM compliance.append_entry(NULL, 'service_account.use', 'ServiceAccount', s.service_account_id, 'denied', problem, '[]',
        left(request->>'requestId', 64), left(request->>'operation', 120), left(request->>'ip', 45), left(request->>'userAgent', 400));
    END IF;
    RETURN jsonb_build_object('kind', 'anonymous', 'assurance', 0, 'refused', CASE problem WHEN 'OPERATION_REFUSED' THEN 'operation' ELSE 'token' END,
      'context', platform.mint_context('anonymous', NULL, NULL, NULL, 0::smallint, 60));
  END IF;
  PERFORM identity.note_service_use(s.secret_id);
  -- Another Organization than its own does not exist for a service account.
  IF org_slug IS NOT NULL AND org_slug <> o.slug THEN
    RETURN jsonb_build_object('kind', 'service', 'userId', s.service_account_id, 'sessionId', s.secret_id, 'assurance', 2,
      'authenticatedBy', 'token', 'context', platform.mint_context('service', s.service_account_id, s.secret_id, NULL, 2::smallint, 60));
  END IF;
  PERFORM tenancy.note_entering(s.secret_id, o.org_id, minted, request);
  permissions := tenancy.service_permissions_of(o.org_id, s.service_account_id, s.secret_id);
  SELECT coalesce(jsonb_agg(jsonb_build_array(to_jsonb(grouped.permissions), grouped.ids)), '[]') INTO spaces
    FROM (SELECT p.permissions, jsonb_agg(p.space_id) AS ids
            FROM tenancy.service_space_permissions_of(o.org_id, s.service_account_id, s.secret_id) p GROUP BY p.permissions) grouped;
  RETURN jsonb_build_object('kind', 'service', 'userId', s.service_account_id, 'sessionId', s.secret_id, 'assurance', 2,
    'authenticatedBy', 'token', 'org', jsonb_build_object('id', o.org_id, 'slug', o.slug, 'role', 'service',
      'permissions', to_jsonb(coalesce(permissions, '{}')), 'spaces', spaces), 'context', minted);
END`,
});

/** The rights of service accounts. */
export const up = [grants, ...held, ...giving, resolving].join('\n');
