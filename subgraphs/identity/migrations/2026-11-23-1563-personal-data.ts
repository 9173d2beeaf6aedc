import { definerFunction } from '#runtime/db/table.js';

/** What belongs to no Organization and is shown to everybody one works with. */
const SHOWN = "'identity.account', 'files.avatar'";

const SCHEMAS = ['identity', 'tenancy', 'files', 'ai', 'content', 'compliance'] as const;

/**
 * What one room holds about a person: every table that names an account or a mail address, found in the catalogue of
 * the database, so that a table that comes later is in it by itself. Secrets are never in it; of tables of an
 * Organization what others wrote is not (it is the Organization's). With `alone`, the rows of that Organization; what
 * belongs to none only if it is `whole`, or shown to colleagues anyway. A thousand rows a table, newest first where it
 * has a time.
 */
const rowsOf = (schema: string): string =>
  definerFunction({
    signature: `${schema}.personal_rows(account uuid, mail text, alone uuid, is_whole boolean)`,
    returns: 'TABLE (source text, fields jsonb, entries jsonb, total bigint)',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE t record; how text;
BEGIN
  FOR t IN
    WITH shown AS (
      SELECT c.oid, c.relname, a.attname, a.attnum, format_type(a.atttypid, NULL) AS kind,
             col_description(c.oid, a.attnum)::jsonb AS about,
             bool_or(a.attname = 'org_id') OVER (PARTITION BY c.oid) AS is_shared
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE n.nspname = '${schema}' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
         AND has_table_privilege(c.oid, 'SELECT'))
    SELECT s.relname, s.is_shared, bool_or(s.attname = 'account_id') AS by_account,
           string_agg(format('%I', s.attname), ', ' ORDER BY s.attnum) FILTER (WHERE s.attname <> 'account_id') AS names,
           jsonb_agg(jsonb_build_object('name', s.attname, 'class', s.about->>'class', 'purpose', s.about->>'purpose',
             'retention', s.about->>'retention') ORDER BY s.attnum) FILTER (WHERE s.attname <> 'account_id') AS fields,
           min(s.attname) FILTER (WHERE s.attname IN ('created_at', 'valid_from')) AS since
      FROM shown s
     WHERE s.about->>'class' IS DISTINCT FROM 'secret' AND s.kind <> 'bytea' AND (NOT s.is_shared OR s.about->>'class' IS DISTINCT FROM 'content')
     GROUP BY s.oid, s.relname, s.is_shared
    HAVING bool_or(s.attname = 'account_id' AND s.kind = 'uuid') OR bool_or(s.attname = 'email' AND s.about->>'class' = 'personal')
     ORDER BY s.relname
  LOOP
    CONTINUE WHEN t.names IS NULL;
    CONTINUE WHEN alone IS NOT NULL AND NOT t.is_shared AND NOT is_whole AND '${schema}.' || t.relname NOT IN (${SHOWN});
    how := CASE WHEN t.by_account THEN 'x.account_id = $1' ELSE 'x.email = $2' END;
    IF alone IS NOT NULL AND t.is_shared THEN how := how || ' AND x.org_id = $3'; END IF;
    EXECUTE format('SELECT count(*), coalesce((SELECT jsonb_agg(to_jsonb(r)) FROM (SELECT %s FROM ${schema}.%I x WHERE %s %s LIMIT 1000) r), ''[]'')
        FROM ${schema}.%I x WHERE %s', t.names, t.relname, how,
        CASE WHEN t.since IS NULL THEN '' ELSE format('ORDER BY x.%I DESC', t.since) END, t.relname, how)
      INTO total, entries USING account, mail, alone;
    source := '${schema}.' || t.relname; fields := t.fields;
    IF total > 0 THEN RETURN NEXT; END IF;
  END LOOP;
END`,
  });

/**
 * Everything the product holds about the context's person, over all rooms. A session that an Organization's identity
 * provider vouched for reads what belongs to that Organization: whoever runs the provider could have come as this
 * person, and must not learn of other Organizations, devices and factors (THREATS 27). All of it where the account has
 * never been anywhere else and has no means of its own to come by.
 */
const own = definerFunction({
  signature: 'identity.own_personal_data()',
  returns: 'TABLE (source text, fields jsonb, entries jsonb, total bigint)',
  volatility: 'STABLE',
  execute: ['kopexa_identity'],
  body: `
DECLARE c platform.request_context := platform.context(); mail text; alone uuid := identity.bound_to(); is_whole boolean;
BEGIN
  IF c.kind IS DISTINCT FROM 'user' OR c.assurance < 2 THEN RETURN; END IF;
  is_whole := alone IS NULL OR NOT (tenancy.was_elsewhere(c.user_id, alone)
    OR EXISTS (SELECT 1 FROM identity.password p WHERE p.account_id = c.user_id)
    OR EXISTS (SELECT 1 FROM identity.passkey p WHERE p.account_id = c.user_id AND p.removed_at IS NULL));
  mail := (SELECT a.email FROM identity.account a WHERE a.account_id = c.user_id);
  ${SCHEMAS.map((schema) => `RETURN QUERY SELECT r.* FROM ${schema}.personal_rows(c.user_id, mail, alone, is_whole) r;`).join('\n  ')}
END`,
});

const elsewhere = definerFunction({
  signature: 'tenancy.was_elsewhere(account uuid, org uuid)',
  returns: 'boolean',
  volatility: 'STABLE',
  language: 'sql',
  execute: [],
  body: `SELECT EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.account_id = account AND m.org_id <> org)`,
});

/** What ids in it are called, as far as the person may know now; in a bound session of its Organization alone. */
const names = [
  definerFunction({
    signature: 'tenancy.names_for(account uuid, alone uuid, ids uuid[])',
    returns: 'TABLE (id uuid, name text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  WITH places AS (
    SELECT m.org_id FROM tenancy.membership m WHERE m.account_id = account AND (alone IS NULL OR m.org_id = alone)
       AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp())
  SELECT o.org_id, o.name FROM tenancy.organization o JOIN places USING (org_id) WHERE o.org_id = ANY(ids)
  UNION ALL
  SELECT s.space_id, s.name FROM tenancy.space s JOIN places USING (org_id)
   WHERE s.space_id = ANY(ids) AND s.deleted_at IS NULL AND EXISTS (SELECT 1 FROM tenancy.space_permissions_of(s.org_id, account) p
     WHERE p.space_id = s.space_id AND 'space.read' = ANY(p.permissions))
  UNION ALL
  SELECT g.group_id, g.name FROM tenancy.user_group g JOIN places USING (org_id)
   WHERE g.group_id = ANY(ids) AND EXISTS (SELECT 1 FROM tenancy.group_member gm
     WHERE gm.org_id = g.org_id AND gm.group_id = g.group_id AND gm.account_id = account)
  UNION ALL
  SELECT r.role_id, r.name FROM tenancy.custom_role_version r JOIN places USING (org_id)
   WHERE r.role_id = ANY(ids) AND r.valid_to = 'infinity'`,
  }),
  definerFunction({
    signature: 'identity.own_data_names(ids uuid[])',
    returns: 'TABLE (id uuid, name text)',
    volatility: 'STABLE',
    execute: ['kopexa_identity'],
    body: `
#variable_conflict use_column
DECLARE c platform.request_context := platform.context(); alone uuid := identity.bound_to();
BEGIN
  IF c.kind IS DISTINCT FROM 'user' OR c.assurance < 2 THEN RETURN; END IF;
  RETURN QUERY SELECT n.id, n.name FROM tenancy.names_for(c.user_id, alone, ids) n
  UNION ALL SELECT k.connection_id, k.name FROM identity.connection k
   WHERE k.connection_id = ANY(ids) AND (alone IS NULL OR k.org_id = alone)
     AND EXISTS (SELECT 1 FROM tenancy.member_of(k.org_id, c.user_id))
  UNION ALL SELECT a.account_id, a.name FROM identity.account a WHERE a.account_id = c.user_id AND c.user_id = ANY(ids);
END`,
  }),
];

/** What the product holds about a person, found by how columns are classified. */
export const up = [...SCHEMAS.map(rowsOf), elsewhere, own, ...names].join('\n');
