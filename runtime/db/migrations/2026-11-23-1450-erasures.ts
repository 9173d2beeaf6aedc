import { OWNER } from '../roles.js';
import { createTable, id, secret, technical } from '../table.js';

/**
 * Whatever has a column `org_id` belongs to an Organization and goes with it: the tables are found in the catalogue,
 * so that none can be forgotten. What belongs to a Space has `space_id`, or `document_id` alone; of it stays what
 * tells who could do what at which time, and the audit trail.
 */
const purge = `
CREATE FUNCTION platform.purge_rows(org uuid, space uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
DECLARE
  parts text[]; counts text[]; item record; wanted text; removed jsonb; total jsonb := '{}'; objects text[] := '{}'; found text[];
  stays constant text[] := '{tenancy.space,tenancy.space_grant,tenancy.service_grant,tenancy.invitation,tenancy.ended_with_space,compliance.audit_entry,compliance.audit_origin}';
BEGIN
  INSERT INTO platform.purge_mark (transaction_id, org_id) VALUES (pg_current_xact_id(), org);
  FOR item IN
    SELECT format('%I.%I', n.nspname, c.relname) AS name, n.nspname || '.' || c.relname AS plain,
           bool_or(a.attname = 'space_id') AS placed, bool_or(a.attname = 'object') AS stored
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^(pg_|information_schema$)'
       AND pg_get_userbyid(c.relowner) = '${OWNER}'
     GROUP BY n.nspname, c.relname
    HAVING bool_or(a.attname = 'org_id') AND (space IS NULL OR bool_or(a.attname IN ('space_id', 'document_id')))
     ORDER BY 2
  LOOP
    CONTINUE WHEN item.plain = 'platform.purge_mark' OR (space IS NOT NULL AND item.plain = ANY(stays));
    wanted := CASE WHEN space IS NULL THEN 'org_id = $1'
      WHEN item.placed THEN 'org_id = $1 AND space_id = $2'
      ELSE 'org_id = $1 AND document_id IN (SELECT d.document_id FROM content.document d WHERE d.org_id = $1 AND d.space_id = $2)' END;
    IF item.stored THEN
      EXECUTE format('SELECT array_agg(DISTINCT object) FROM %s WHERE %s', item.name, wanted) INTO found USING org, space;
      objects := objects || coalesce(found, '{}');
    END IF;
    parts := parts || format('%I AS (DELETE FROM %s WHERE %s RETURNING 1)', item.plain, item.name, wanted);
    counts := counts || format('SELECT %L AS name, count(*) AS rows FROM %I', item.plain, item.plain);
  END LOOP;
  -- One statement: foreign keys, also those in a circle, are looked at when all of it is gone.
  EXECUTE format('WITH %s SELECT coalesce(jsonb_object_agg(name, rows) FILTER (WHERE rows > 0), ''{}'') FROM (%s) counted',
    array_to_string(parts, ', '), array_to_string(counts, ' UNION ALL ')) INTO removed USING org, space;
  DELETE FROM platform.purge_mark WHERE transaction_id = pg_current_xact_id();
  RETURN jsonb_build_object('rows', removed, 'objects', to_jsonb(objects));
END $f$;
REVOKE ALL ON FUNCTION platform.purge_rows(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.purge_rows(uuid, uuid) TO kopexa_definer;`;

/** What forbids deleting asks this: true inside of purge_rows, in its transaction, for its Organization alone. */
const purging = `
CREATE FUNCTION platform.is_purging(org uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
  SELECT EXISTS (SELECT 1 FROM platform.purge_mark m WHERE m.transaction_id = pg_current_xact_id_if_assigned() AND m.org_id = org)
$f$;
REVOKE ALL ON FUNCTION platform.is_purging(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.is_purging(uuid) TO ${OWNER}, kopexa_definer;`;

/** The ledger of what was erased, and the one way in which an Organization's rows go. */
export const up = [
  createTable({
    name: 'platform.erasure',
    scope: 'internal',
    columns: {
      erasure_id: id(),
      // Not org_id: this is what stays. A restore of an older backup reads it and erases once more.
      erased_org_id: technical('uuid NOT NULL'),
      erased_space_id: technical('uuid'),
      erased_at: technical('timestamptz NOT NULL DEFAULT clock_timestamp()'),
      // Links that went out name the short name: nobody else gets it.
      slug_hash: secret('bytea'),
    },
    constraints: ['PRIMARY KEY (erasure_id)', 'UNIQUE NULLS NOT DISTINCT (erased_org_id, erased_space_id)'],
    indexes: ['(slug_hash)'],
    definer: ['SELECT', 'INSERT'],
  }),
  createTable({
    name: 'platform.purge_mark',
    scope: 'internal',
    columns: { transaction_id: technical('xid8 PRIMARY KEY'), org_id: technical('uuid NOT NULL') },
  }),
  purge,
  purging,
].join('\n');
