import { definerFunction } from '#runtime/db/table.js';

/** What must not be held twice at the same time: by table, the columns that say who and where. */
const ONCE: Readonly<Record<string, readonly string[]>> = {
  membership: ['account_id'],
  space_grant: ['space_id', 'principal_kind', 'principal_id'],
  group_member: ['group_id', 'account_id'],
  group_nesting: ['parent_group_id', 'child_group_id'],
};

/**
 * Nobody has two memberships, two grants in a Space or two places in a group at once. The functions that write them
 * see to it; this holds even if one of them forgets, also for what has an end and escapes a unique index.
 */
export const up = [
  definerFunction({
    signature: 'tenancy.hold_once()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
DECLARE fresh jsonb := to_jsonb(NEW); same text; twice boolean;
BEGIN
  IF NEW.valid_to <= clock_timestamp() THEN RETURN NULL; END IF;
  SELECT string_agg(format('t.%I = (to_jsonb($1)->>%L)::%s', c, c, CASE c WHEN 'principal_kind' THEN 'text' ELSE 'uuid' END), ' AND ')
    INTO same FROM unnest(TG_ARGV[1:]) c;
  EXECUTE format('SELECT count(*) > 1 FROM tenancy.%I t WHERE t.org_id = (to_jsonb($1)->>''org_id'')::uuid AND %s
    AND t.valid_to > clock_timestamp() AND t.valid_from < $3 AND t.valid_to > $2', TG_TABLE_NAME, same)
    INTO twice USING fresh, NEW.valid_from, NEW.valid_to;
  IF twice THEN
    RAISE EXCEPTION 'Held twice at the same time: tenancy.%', TG_TABLE_NAME USING ERRCODE = '23P01';
  END IF;
  RETURN NULL;
END`,
  }),
  ...Object.entries(ONCE).map(
    ([table, columns]) => `
CREATE CONSTRAINT TRIGGER hold_once AFTER INSERT OR UPDATE ON tenancy.${table} DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION tenancy.hold_once('${table}', ${columns.map((column) => `'${column}'`).join(', ')});`,
  ),
].join('\n');
