import { definerFunction } from '#runtime/db/table.js';

/**
 * A membership that holds nothing at all (support whose person gives no support any more) opens no Organization: to
 * them it does not exist, like one that they never entered, and it is not among their own.
 */
export const up = [
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
    SELECT t.org_id, t.slug, m.role_key, tenancy.org_permissions_of(t.org_id, s.account_id)
      INTO org, org_name, org_role, permissions FROM tenancy.organization t
      JOIN tenancy.membership m ON m.org_id = t.org_id AND m.account_id = s.account_id
       AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()
     WHERE t.slug = org_slug;
    IF permissions IS NULL THEN org := NULL; END IF;
  END IF;
  IF org IS NOT NULL THEN
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
  definerFunction({
    signature: 'tenancy.my_organizations()',
    returns: 'TABLE (org_id uuid, slug text, name text, role_key text)',
    volatility: 'STABLE',
    execute: ['kopexa_tenancy'],
    body: `
#variable_conflict use_column
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.user_id IS NULL OR c.assurance < 2 THEN RETURN; END IF;
  RETURN QUERY SELECT o.org_id, o.slug, o.name, m.role_key
    FROM tenancy.membership m JOIN tenancy.organization o ON o.org_id = m.org_id
   WHERE m.account_id = c.user_id AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()
     AND tenancy.org_permissions_of(m.org_id, c.user_id) IS NOT NULL
   ORDER BY lower(o.name), o.org_id;
END`,
  }),
].join('\n');
