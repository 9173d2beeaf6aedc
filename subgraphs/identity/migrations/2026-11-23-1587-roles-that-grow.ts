import { definerFunction } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];

/**
 * A custom role is edited after a connection was switched on. What it holds counts at the next statement; whom the
 * connection reaches is judged anew, as when somebody gets another role.
 */
const ending = [
  definerFunction({
    signature: 'identity.end_unreached_sessions_of(org uuid, accounts uuid[])',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: [],
    body: `
  UPDATE identity.session s SET revoked_at = clock_timestamp()
   WHERE s.account_id = ANY(accounts) AND s.org_id = org AND s.connection_id IS NOT NULL AND s.revoked_at IS NULL
     AND s.expires_at > clock_timestamp() AND NOT identity.connection_reaches(s.connection_id, s.account_id)`,
  }),
  definerFunction({
    signature: 'tenancy.end_sessions_of_grown_role()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
BEGIN
  PERFORM identity.end_unreached_sessions_of(NEW.org_id, ARRAY(SELECT m.account_id FROM tenancy.membership m
    WHERE m.org_id = NEW.org_id AND m.role_key = NEW.role_id::text AND m.valid_to > clock_timestamp()));
  RETURN NULL;
END`,
  }),
  `CREATE TRIGGER end_sessions_of_grown_role AFTER INSERT ON tenancy.custom_role_version FOR EACH ROW
     EXECUTE FUNCTION tenancy.end_sessions_of_grown_role();`,
];

/** The dry run of a role's change, for those who manage roles: what becomes of sign-in by the company. */
const trying = [
  // Connections in force whose newcomers would be refused then: what they hand out would lie above their ceiling, or
  // above what whoever switched them on could give.
  definerFunction({
    signature: 'identity.connections_outgrown(org uuid, changed text, wanted text[])',
    returns: 'SETOF text',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT c.name FROM identity.connection c
    JOIN identity.connection_version v ON v.org_id = c.org_id AND v.connection_id = c.connection_id AND v.version = c.version
    CROSS JOIN LATERAL (SELECT v.config->'newcomers'->>'ceiling' AS ceiling, ARRAY(SELECT v.config->'newcomers'->>'role'
      UNION SELECT rule->>'role' FROM jsonb_array_elements(v.config->'newcomers'->'rules') rule) AS roles) n
   WHERE c.org_id = org AND c.status = 'active' AND c.archived_at IS NULL
     AND (v.config->'newcomers'->>'allowed')::boolean AND changed = ANY(n.roles || n.ceiling)
     AND EXISTS (SELECT FROM unnest(n.roles) handed CROSS JOIN LATERAL (SELECT
         tenancy.counting(org, CASE WHEN handed = changed THEN wanted ELSE tenancy.role_permissions(org, handed) END) AS held,
         tenancy.counting(org, CASE WHEN n.ceiling = changed THEN wanted ELSE tenancy.role_permissions(org, n.ceiling) END) AS most) p
       WHERE NOT coalesce(p.held <@ p.most AND p.held <@ c.activated_with, false))
   ORDER BY lower(c.name)`,
  }),
  // How many are in by a connection that would not reach them with the role as it is wanted.
  definerFunction({
    signature: 'identity.people_outgrown(org uuid, accounts uuid[], wanted text[])',
    returns: 'integer',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT count(DISTINCT s.account_id)::integer FROM identity.session s
    JOIN identity.connection c ON c.connection_id = s.connection_id
   WHERE s.account_id = ANY(accounts) AND s.org_id = org AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
     AND NOT coalesce(tenancy.counting(org, wanted) <@ c.activated_with, false)`,
  }),
  definerFunction({
    signature: 'tenancy.role_outgrows(role text, wanted text[])',
    returns: 'TABLE (connections text[], people integer)',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  IF NOT tenancy.may('role.manage') OR tenancy.role_scope(org, role) IS DISTINCT FROM 'organization' THEN RETURN; END IF;
  RETURN QUERY SELECT ARRAY(SELECT identity.connections_outgrown(org, role, wanted)), identity.people_outgrown(org,
    ARRAY(SELECT m.account_id FROM tenancy.membership m WHERE m.org_id = org AND m.role_key = role
            AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()), wanted);
END`,
  }),
];

/** Roles that grow above what a connection may hand out. */
export const up = [...ending, ...trying].join('\n');
