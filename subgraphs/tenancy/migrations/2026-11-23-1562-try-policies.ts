import { definerFunction } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];

// Sessions keep the network that they came from, not the address: whether it could have been one of these.
const networks = definerFunction({
  signature: 'tenancy.may_be_within(networks cidr[], place text)',
  returns: 'boolean',
  volatility: 'STABLE',
  language: 'sql',
  execute: [],
  body: `
  SELECT EXISTS (SELECT FROM unnest(networks) n WHERE n && (CASE WHEN pg_input_is_valid(place, 'inet') THEN place END)::inet)`,
});

/**
 * What a policy means for everybody in the Organization, by the very judgement that stands at the door. `sessions` are
 * those of the person that opened this Organization and would not any more.
 */
const consequences = definerFunction({
  signature: 'tenancy.policy_consequences(org uuid, p tenancy.entry_policy)',
  returns: 'TABLE (consequence text, account_id uuid, service_account_id uuid, sessions integer)',
  volatility: 'STABLE',
  execute: [],
  body: `
#variable_conflict use_column
BEGIN
  RETURN QUERY WITH people AS MATERIALIZED (
    SELECT f.*, tenancy.is_free_of_networks(org, f.account_id) AS anywhere, tenancy.is_free_of_sso(org, f.account_id) AS free_of_sso,
           f.has_passkey OR EXISTS (SELECT FROM jsonb_array_elements(f.sessions) s WHERE (s->>'org')::uuid = org
             AND s->>'method' ~ '(^|[+])phr([+]|$)') AS shows_passkey
      FROM identity.policy_facts(org, ARRAY(SELECT m.account_id FROM tenancy.membership m WHERE m.org_id = org
             AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp())) f),
  judged AS (
    SELECT q.account_id, tenancy.judge_entry(p, q.free_of_sso, q.anywhere OR tenancy.may_be_within(p.addresses, s->>'ip'), (s->>'started')::timestamptz, (s->>'seen')::timestamptz,
             s->>'method', (s->>'org')::uuid, q.password_at, q.password_rule, s->>'ip') AS bar
      FROM people q, jsonb_array_elements(q.sessions) s)
  SELECT CASE WHEN NOT (q.has_identity OR q.has_domain) OR (p.is_passkeys_only AND NOT q.shows_passkey) THEN 'NO_WAY_IN'
           WHEN q.has_identity THEN 'SIGNS_IN_BY_CONNECTION' ELSE 'FIRST_SIGN_IN_BY_CONNECTION' END, q.account_id, NULL::uuid,
         (SELECT count(*)::integer FROM judged j WHERE j.account_id = q.account_id AND j.bar = 'SSO_REQUIRED')
    FROM people q WHERE p.is_sso_required AND NOT q.free_of_sso
  UNION ALL
  SELECT 'NEEDS_PASSKEY', q.account_id, NULL, (SELECT count(*)::integer FROM judged j WHERE j.account_id = q.account_id AND j.bar = 'FACTOR')
    FROM people q WHERE p.is_passkeys_only AND NOT q.has_passkey AND (q.free_of_sso OR NOT p.is_sso_required)
  UNION ALL
  SELECT 'NEEDS_PASSWORD', q.account_id, NULL, (SELECT count(*)::integer FROM judged j WHERE j.account_id = q.account_id AND j.bar = 'PASSWORD')
    FROM people q WHERE (q.free_of_sso OR NOT p.is_sso_required) AND (q.password_rule < p.password_length
      OR (p.password_days > 0 AND q.password_at + make_interval(days => p.password_days) <= now()))
  UNION ALL
  SELECT 'OUTSIDE_NETWORKS', j.account_id, NULL, count(*)::integer FROM judged j WHERE j.bar = 'ADDRESS' GROUP BY j.account_id
  UNION ALL
  SELECT 'SIGNS_IN_AGAIN', j.account_id, NULL, count(*)::integer FROM judged j
   WHERE j.bar IN ('TOO_OLD', 'IDLE') OR (j.bar = 'FACTOR' AND (SELECT q.has_passkey FROM people q WHERE q.account_id = j.account_id))
   GROUP BY j.account_id
  UNION ALL
  -- A tool that may come from somewhere outside of these networks.
  SELECT 'SERVICE_OUTSIDE_NETWORKS', NULL, a.service_account_id, 0 FROM identity.service_accounts_of(org) a
   WHERE cardinality(p.addresses) > 0 AND (cardinality(a.ip_ranges) = 0
      OR EXISTS (SELECT FROM unnest(a.ip_ranges) r WHERE NOT EXISTS (SELECT FROM unnest(p.addresses) n WHERE r <<= n)));
END`,
});

/** The dry run: what would be new, for those who may change settings. Changes nothing. */
const preview = definerFunction({
  signature: 'tenancy.policy_preview(changes jsonb)',
  returns: 'TABLE (consequence text, account_id uuid, service_account_id uuid, sessions integer)',
  volatility: 'STABLE',
  execute: TENANCY,
  body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id();
BEGIN
  IF NOT tenancy.may('settings.update') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  RETURN QUERY SELECT n.* FROM tenancy.policy_consequences(org, tenancy.draft_policy(org, changes)) n
   WHERE NOT EXISTS (SELECT FROM tenancy.policy_consequences(org, tenancy.draft_policy(org, '{}')) b
          WHERE b.consequence = n.consequence AND b.account_id IS NOT DISTINCT FROM n.account_id
            AND b.service_account_id IS NOT DISTINCT FROM n.service_account_id AND b.sessions >= n.sessions)
   ORDER BY n.consequence, n.account_id, n.service_account_id;
END`,
});

/** As before; a token from outside of the Organization's networks opens nothing either. */
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
    WHEN EXISTS (SELECT FROM tenancy.entry_policy p WHERE p.org_id = s.org_id AND cardinality(p.addresses) > 0
      AND NOT tenancy.is_within(p.addresses, address)) THEN 'ADDRESS_REFUSED'
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

/** Policies tried before they count, and networks for service accounts. */
export const up = [networks, consequences, preview, resolving].join('\n');
