import { definerFunction } from '#runtime/db/table.js';

/**
 * Entering an Organization: its own policy decides, at every request, and what it says counts there alone. A session
 * that came by the connection of one Organization opens no other; to it the others do not exist.
 */
export const up = [
  // Why this session may not enter, or null. No Organization asks for anything yet.
  definerFunction({
    signature: 'tenancy.entry_bar(org uuid, account uuid, session uuid, address text)',
    returns: 'text',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT NULL::text`,
  }),
  definerFunction({
    signature: 'tenancy.resolve_session(token_hash bytea, org_slug text, request jsonb DEFAULT NULL)',
    returns: 'jsonb',
    volatility: 'VOLATILE',
    execute: ['kopexa_gateway'],
    body: `
DECLARE s record; org uuid; org_label text; org_name text; org_role text; permissions text[]; spaces jsonb; minted text; bar text; barred jsonb;
BEGIN
  SELECT * INTO s FROM identity.session_of(token_hash);
  IF s.session_id IS NULL THEN
    RETURN jsonb_build_object('kind', 'anonymous', 'assurance', 0,
      'context', platform.mint_context('anonymous', NULL, NULL, NULL, 0::smallint, 60));
  END IF;
  IF s.assurance >= 2 AND org_slug IS NOT NULL THEN
    SELECT t.org_id, t.slug, t.name, m.role_key, tenancy.org_permissions_of(t.org_id, s.account_id)
      INTO org, org_name, org_label, org_role, permissions FROM tenancy.organization t
      JOIN tenancy.membership m ON m.org_id = t.org_id AND m.account_id = s.account_id
       AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()
     WHERE t.slug = org_slug AND (s.org_id IS NULL OR s.org_id = t.org_id);
    IF permissions IS NULL THEN org := NULL; END IF;
  END IF;
  IF org IS NOT NULL THEN
    bar := tenancy.entry_bar(org, s.account_id, s.session_id, request->>'ip');
    IF bar IS NOT NULL THEN
      barred := jsonb_build_object('reason', bar, 'organization', jsonb_build_object('id', org, 'slug', org_name, 'name', org_label));
      org := NULL;
    END IF;
  END IF;
  IF org IS NOT NULL THEN
    SELECT coalesce(jsonb_agg(jsonb_build_array(to_jsonb(grouped.permissions), grouped.ids)), '[]') INTO spaces
      FROM (SELECT p.permissions, jsonb_agg(p.space_id) AS ids
              FROM tenancy.space_permissions_of(org, s.account_id) p GROUP BY p.permissions) grouped;
    PERFORM identity.note_visit(s.session_id, org);
  END IF;
  minted := platform.mint_context('user', s.account_id, s.session_id, org, s.assurance, 60);
  IF org IS NOT NULL AND request IS NOT NULL THEN
    PERFORM tenancy.note_entering(s.session_id, org, minted, request);
  END IF;
  RETURN jsonb_build_object('kind', 'user', 'userId', s.account_id, 'sessionId', s.session_id,
    'assurance', s.assurance, 'authenticatedBy', s.authenticated_by, 'locale', s.locale, 'barred', barred,
    'org', CASE WHEN org IS NOT NULL THEN jsonb_build_object('id', org, 'slug', org_name, 'role', org_role,
      'permissions', to_jsonb(permissions), 'spaces', spaces) END,
    'context', minted);
END`,
  }),
].join('\n');
