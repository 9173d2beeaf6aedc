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
  parts text[]; counts text[]; item record; removed jsonb; objects text[] := '{}'; found text[];
  -- Which rows go, by table.
  wanted jsonb := '{}';
  stays constant regclass[] := ARRAY(SELECT to_regclass(t) FROM unnest('{platform.purge_mark}'::text[] || CASE WHEN space IS NULL THEN '{}'
    ELSE '{tenancy.space,tenancy.space_grant,tenancy.service_grant,tenancy.invitation,tenancy.ended_with_space,compliance.audit_entry,compliance.audit_origin}'::text[] END) t);
BEGIN
  INSERT INTO platform.purge_mark (transaction_id, org_id) VALUES (pg_current_xact_id(), org);
  FOR item IN
    SELECT c.oid::regclass AS name, bool_or(a.attname = 'space_id') AS placed, bool_or(a.attname = 'document_id') AS of_document
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND pg_get_userbyid(c.relowner) = '${OWNER}' AND c.oid <> ALL (stays)
     GROUP BY c.oid HAVING bool_or(a.attname = 'org_id')
  LOOP
    IF space IS NULL THEN wanted := wanted || jsonb_build_object(item.name, 'org_id = $1');
    ELSIF item.placed THEN wanted := wanted || jsonb_build_object(item.name, 'org_id = $1 AND space_id = $2');
    ELSIF item.of_document THEN wanted := wanted || jsonb_build_object(item.name,
      'org_id = $1 AND document_id IN (SELECT d.document_id FROM content.document d WHERE d.org_id = $1 AND d.space_id = $2)');
    END IF;
  END LOOP;
  -- What belongs to rows that go, and names no Space itself, goes with them.
  LOOP
    SELECT k.conrelid::regclass AS name, k.confrelid::regclass AS parent,
           (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.place) FROM unnest(k.conkey) WITH ORDINALITY u (key, place)
              JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.key) AS own,
           (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY u.place) FROM unnest(k.confkey) WITH ORDINALITY u (key, place)
              JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.key) AS theirs INTO item
      FROM pg_constraint k
     WHERE k.contype = 'f' AND k.conparentid = 0 AND k.conrelid <> ALL (stays) AND wanted ? k.confrelid::regclass::text
       AND NOT wanted ? k.conrelid::regclass::text
       AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attname = 'org_id' AND NOT a.attisdropped)
     ORDER BY k.oid LIMIT 1;
    EXIT WHEN item.name IS NULL;
    wanted := wanted || jsonb_build_object(item.name, format('org_id = $1 AND (%s) IN (SELECT %s FROM %s WHERE %s)',
      item.own, item.theirs, item.parent, wanted->>item.parent::text));
  END LOOP;
  FOR item IN SELECT w.key AS name, w.value AS rows FROM jsonb_each_text(wanted) w ORDER BY w.key LOOP
    IF EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = item.name::regclass AND a.attname = 'object' AND NOT a.attisdropped) THEN
      EXECUTE format('SELECT array_agg(DISTINCT object) FROM %s WHERE %s', item.name, item.rows) INTO found USING org, space;
      objects := objects || coalesce(found, '{}');
    END IF;
    parts := parts || format('%I AS (DELETE FROM %s WHERE %s RETURNING 1)', item.name, item.name, item.rows);
    counts := counts || format('SELECT %L AS name, count(*) AS rows FROM %I', item.name, item.name);
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
