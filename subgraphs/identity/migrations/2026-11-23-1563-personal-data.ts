import { definerFunction } from '#runtime/db/table.js';

const SCHEMAS = ['identity', 'tenancy', 'files', 'ai', 'content', 'compliance'] as const;

/**
 * What one room holds about a person: every table that names an account or a mail address, found in the catalogue of
 * the database, so that a table that comes later is in it by itself. Secrets are never in it; of tables of an
 * Organization what others wrote is not (it is the Organization's). A thousand rows a table, newest first where it has
 * a time.
 */
const rowsOf = (schema: string): string =>
  definerFunction({
    signature: `${schema}.personal_rows(account uuid, mail text)`,
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
    SELECT s.relname, bool_or(s.attname = 'account_id') AS by_account,
           string_agg(format('%I', s.attname), ', ' ORDER BY s.attnum) FILTER (WHERE s.attname <> 'account_id') AS names,
           jsonb_agg(jsonb_build_object('name', s.attname, 'class', s.about->>'class', 'purpose', s.about->>'purpose',
             'retention', s.about->>'retention') ORDER BY s.attnum) FILTER (WHERE s.attname <> 'account_id') AS fields,
           min(s.attname) FILTER (WHERE s.attname IN ('created_at', 'valid_from')) AS since
      FROM shown s
     WHERE s.about->>'class' IS DISTINCT FROM 'secret' AND s.kind <> 'bytea' AND (NOT s.is_shared OR s.about->>'class' IS DISTINCT FROM 'content')
     GROUP BY s.oid, s.relname
    HAVING bool_or(s.attname = 'account_id' AND s.kind = 'uuid') OR bool_or(s.attname = 'email' AND s.about->>'class' = 'personal')
     ORDER BY s.relname
  LOOP
    CONTINUE WHEN t.names IS NULL;
    how := CASE WHEN t.by_account THEN 'x.account_id = $1' ELSE 'x.email = $2' END;
    EXECUTE format('SELECT count(*), coalesce((SELECT jsonb_agg(to_jsonb(r)) FROM (SELECT %s FROM ${schema}.%I x WHERE %s %s LIMIT 1000) r), ''[]'')
        FROM ${schema}.%I x WHERE %s', t.names, t.relname, how,
        CASE WHEN t.since IS NULL THEN '' ELSE format('ORDER BY x.%I DESC', t.since) END, t.relname, how)
      INTO total, entries USING account, mail;
    source := '${schema}.' || t.relname; fields := t.fields;
    IF total > 0 THEN RETURN NEXT; END IF;
  END LOOP;
END`,
  });

/** Everything the product holds about the context's person, over all rooms; never by a session that is an Organization's. */
const own = definerFunction({
  signature: 'identity.own_personal_data()',
  returns: 'TABLE (source text, fields jsonb, entries jsonb, total bigint)',
  volatility: 'STABLE',
  execute: ['kopexa_identity'],
  body: `
DECLARE c platform.request_context := platform.context(); mail text;
BEGIN
  IF c.kind IS DISTINCT FROM 'user' OR c.assurance < 2 THEN RETURN; END IF;
  PERFORM identity.refuse_bound();
  mail := (SELECT a.email FROM identity.account a WHERE a.account_id = c.user_id);
  ${SCHEMAS.map((schema) => `RETURN QUERY SELECT r.* FROM ${schema}.personal_rows(c.user_id, mail) r;`).join('\n  ')}
END`,
});

/** What the product holds about a person, found by how columns are classified. */
export const up = [...SCHEMAS.map(rowsOf), own].join('\n');
