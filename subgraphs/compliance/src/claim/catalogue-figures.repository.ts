import { findProtectionFaults, type ProtectionFaults } from '#runtime/db/protection.js';
import { SCHEMAS } from '#runtime/db/roles.js';

/** Runs one statement as the worker's login. */
export type RunQuery = <Row>(sql: string, params?: readonly unknown[]) => Promise<Row[]>;

const OURS = `n.nspname = ANY('{${SCHEMAS.join(',')}}'::text[])`;

/** Functions that decide what somebody may do, or keep accounts and the trail. */
const DECIDING = `${OURS} AND (n.nspname IN ('platform', 'identity', 'compliance')
  OR (n.nspname = 'tenancy' AND p.proname ~ '^(may|spaces_with|resolve|enter|note_entering)|permissions_of$'))`;

/** What the database's own catalogue tells; every login may read it. */
export function catalogueFigures(query: RunQuery) {
  const one = async <Row>(sql: string): Promise<Row> => {
    const [row] = await query<Row>(sql);
    if (row === undefined) throw new Error('The catalogue did not answer.');
    return row;
  };
  const count = async (sql: string): Promise<number> => (await one<{ count: number }>(sql)).count;
  return {
    protection: (): Promise<ProtectionFaults> =>
      findProtectionFaults({
        query: async (sql: string) => ({ rows: await query(sql) }),
      } as unknown as Parameters<typeof findProtectionFaults>[0]),
    tables: () =>
      count(
        `SELECT count(*)::integer AS count FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE ${OURS} AND c.relkind IN ('r', 'p')`,
      ),
    /** Columns that hold personal data, with what is declared about them. */
    personalColumns: () =>
      query<{ name: string; declared: { purpose?: string; retention?: string } }>(
        `SELECT format('%s.%s.%s', n.nspname, c.relname, a.attname) AS name, col_description(c.oid, a.attnum)::jsonb AS declared
           FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
          WHERE ${OURS} AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
            AND col_description(c.oid, a.attnum) LIKE '{"class":"personal"%' ORDER BY 1`,
      ),
    /** Details of a person that the database demands. */
    requiredDetails: () =>
      query<{ name: string }>(
        `SELECT a.attname AS name FROM pg_attribute a
          WHERE a.attrelid = 'identity.account'::regclass AND a.attnotnull AND a.attnum > 0 AND NOT a.attisdropped
            AND col_description(a.attrelid, a.attnum) LIKE '{"class":"personal"%' ORDER BY 1`,
      ),
    /** Policies by which somebody else than the person could write into their voluntary details. */
    othersMayDescribe: (table: string) =>
      query<{ policy: string }>(
        `SELECT p.polname AS policy FROM pg_policy p
          WHERE p.polrelid = $1::regclass AND p.polpermissive AND p.polcmd <> 'r'
            AND p.polroles <@ (SELECT array_agg(oid) FROM pg_roles WHERE rolname NOT IN ('kopexa_owner', 'kopexa_definer'))
            AND coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid))
                !~ '^\\(account_id = \\( SELECT platform\\.user_id\\(\\) AS user_id\\)\\)$' ORDER BY 1`,
        [table],
      ),
    /** References between rows of Organizations that do not hold the Organization itself. */
    looseReferences: () =>
      count(
        `SELECT count(*)::integer AS count FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
           JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attname = 'org_id' AND NOT a.attisdropped
           JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attname = 'org_id' AND NOT b.attisdropped
          WHERE ${OURS} AND k.contype = 'f' AND a.attnum <> ALL (k.conkey)`,
      ),
    /** Logins and function owners that could change or delete what was written for ever. */
    mayRewrite: (table: string) =>
      query<{ role: string }>(
        `SELECT r.rolname AS role FROM pg_roles r
          WHERE r.rolname ~ '^kopexa_' AND r.rolname <> 'kopexa_owner'
            AND (has_any_column_privilege(r.oid, $1::regclass, 'UPDATE') OR has_table_privilege(r.oid, $1::regclass, 'DELETE, TRUNCATE'))`,
        [table],
      ),
    mayInsert: (table: string) =>
      query<{ role: string }>(
        `SELECT r.rolname AS role FROM pg_roles r WHERE r.rolname ~ '^kopexa_' AND r.rolname NOT IN ('kopexa_owner', 'kopexa_definer')
            AND has_any_column_privilege(r.oid, $1::regclass, 'INSERT')`,
        [table],
      ),
    /** Policies and deciding functions that read the price tier. */
    planReaders: () =>
      query<{ name: string }>(
        `SELECT p.oid::regproc::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
          WHERE ${DECIDING} AND p.prosrc ~ '\\mplan\\M' AND p.prosrc !~ 'INSERT INTO tenancy.organization'
         UNION SELECT p.polname || ' on ' || c.oid::regclass::text FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
           JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE ${OURS} AND concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) ~ '\\mplan\\M'`,
      ),
    /** How this very connection reaches the database. */
    connection: () =>
      one<{ ssl: boolean; version: string | null; is_local: boolean }>(
        `SELECT s.ssl, s.version, coalesce(inet_server_addr() <<= '127.0.0.0/8' OR inet_server_addr() = '::1', true) AS is_local
           FROM pg_stat_ssl s WHERE s.pid = pg_backend_pid()`,
      ),
  };
}
