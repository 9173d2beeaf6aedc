import type pg from 'pg';
import { LOGINS, SCHEMAS } from './roles.js';

/** Something that runs one statement; any login may read the catalogue that these ask. */
export type CatalogueReader = Pick<pg.Client, 'query'>;

/** What is not protected as it must be: sentences by kind, each saying what to do. */
export interface ProtectionFaults {
  /** Row-level security: not forced, no tenant policy, or privileges that go past it. */
  readonly tables: readonly string[];
  readonly views: readonly string[];
  readonly columns: readonly string[];
  readonly logins: readonly string[];
  readonly functions: readonly string[];
}

/** Reads from the catalogue what protects the rows. Empty lists mean that nothing is missing. */
export async function findProtectionFaults(client: CatalogueReader): Promise<ProtectionFaults> {
  return {
    tables: [
      ...(await tablesWithoutForcedRls(client)),
      ...(await tablesWithoutTenantPolicy(client)),
      ...(await privilegesPastPolicies(client)),
    ],
    views: await viewsOfTheirOwner(client),
    columns: await unclassifiedColumns(client),
    logins: await dangerousLogins(client),
    functions: [...(await openFunctions(client)), ...(await looseFunctions(client))],
  };
}

const OURS = `n.nspname = ANY('{${SCHEMAS.join(',')}}'::text[])`;

async function tablesWithoutForcedRls(client: CatalogueReader): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${OURS} AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1`,
  );
  return rows.map(
    ({ name }) =>
      `Table ${name} has no forced row-level security: create it with createTable() of runtime/db/table.ts.`,
  );
}

/** A login that may touch a table must be held by the table's tenant policy; other restrictive ones do not stand in. */
async function tablesWithoutTenantPolicy(client: CatalogueReader): Promise<string[]> {
  const { rows } = await client.query<{ name: string; login: string }>(
    `SELECT c.oid::regclass::text AS name, r.rolname AS login
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       CROSS JOIN pg_roles r
      WHERE ${OURS} AND c.relkind IN ('r', 'p') AND r.rolname = ANY('{${LOGINS.join(',')}}'::text[])
        AND (has_any_column_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE') OR has_table_privilege(r.oid, c.oid, 'DELETE'))
        AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant' AND NOT p.polpermissive AND p.polcmd = '*'
                           AND r.oid = ANY(p.polroles))
      ORDER BY 1, 2`,
  );
  return rows.map(
    ({ name, login }) =>
      `Login ${login} may touch ${name} without a restrictive tenant policy: declare its policies in createTable().`,
  );
}

/** Row-level security does not hold TRUNCATE, and a foreign key or trigger of one's own tells what rows exist. */
async function privilegesPastPolicies(client: CatalogueReader): Promise<string[]> {
  const { rows } = await client.query<{ name: string; login: string }>(
    `SELECT c.oid::regclass::text AS name, r.rolname AS login
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN pg_roles r
      WHERE ${OURS} AND c.relkind IN ('r', 'p') AND r.rolname = ANY('{${LOGINS.join(',')}}'::text[])
        AND (has_table_privilege(r.oid, c.oid, 'TRUNCATE, TRIGGER, MAINTAIN') OR has_any_column_privilege(r.oid, c.oid, 'REFERENCES'))
      ORDER BY 1, 2`,
  );
  return rows.map(
    ({ name, login }) =>
      `Login ${login} may go past the policies of ${name} (TRUNCATE, TRIGGER, REFERENCES or MAINTAIN): revoke it.`,
  );
}

/** A view reads as its owner unless it says otherwise, a materialised one always did. */
async function viewsOfTheirOwner(client: CatalogueReader): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${OURS} AND (c.relkind = 'm' OR (c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY(c.reloptions), false)))
      ORDER BY 1`,
  );
  return rows.map(
    ({ name }) =>
      `View ${name} shows what its owner sees: make it WITH (security_invoker = true), or a definer function.`,
  );
}

async function unclassifiedColumns(client: CatalogueReader): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%s.%s', c.oid::regclass, a.attname) AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE ${OURS} AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
        AND coalesce(col_description(c.oid, a.attnum), '') NOT LIKE '{"class":%' ORDER BY 1`,
  );
  return rows.map(
    ({ name }) =>
      `Column ${name} is not classified: declare it as personal, content, secret or technical in createTable().`,
  );
}

/** The worker's login owns the tables of graphile-worker's schema, which hold no content, and nothing else. */
async function dangerousLogins(client: CatalogueReader): Promise<string[]> {
  const { rows } = await client.query<{ login: string; why: string }>(
    `SELECT r.rolname AS login, concat_ws(', ', CASE WHEN r.rolsuper THEN 'SUPERUSER' END,
        CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END, CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END,
        CASE WHEN r.rolcreatedb THEN 'CREATEDB' END, CASE WHEN r.rolreplication THEN 'REPLICATION' END,
        (SELECT 'member of ' || string_agg(m.roleid::regrole::text, ', ') FROM pg_auth_members m WHERE m.member = r.oid),
        (SELECT 'owner of ' || min(c.oid::regclass::text) FROM pg_class c JOIN pg_namespace o ON o.oid = c.relnamespace
          WHERE c.relowner = r.oid AND o.nspname NOT IN ('graphile_worker', 'pg_toast')),
        (SELECT 'may create in schema ' || min(n.nspname) FROM pg_namespace n WHERE has_schema_privilege(r.oid, n.oid, 'CREATE') AND n.nspname !~ '^pg_'),
        CASE WHEN has_database_privilege(r.oid, current_database(), 'TEMP') THEN 'TEMP' END) AS why
       FROM pg_roles r WHERE r.rolname = ANY('{${LOGINS.join(',')}}'::text[])`,
  );
  return rows
    .filter(({ why }) => why !== '')
    .map(
      ({ login, why }) =>
        `Login ${login} is dangerous (${why}): it would bypass row-level security. Revoke it.`,
    );
}

async function openFunctions(client: CatalogueReader): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE ${OURS} AND p.prosecdef AND (p.proacl IS NULL OR EXISTS (SELECT 1 FROM aclexplode(p.proacl) a WHERE a.grantee = 0)) ORDER BY 1`,
  );
  return rows.map(
    ({ name }) => `Function ${name} may be called by anybody: create it with definerFunction().`,
  );
}

async function looseFunctions(client: CatalogueReader): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       JOIN pg_roles o ON o.oid = p.proowner
      WHERE ${OURS} AND p.prosecdef
        AND (o.rolsuper OR o.rolbypassrls OR NOT coalesce('search_path=pg_catalog, pg_temp' = ANY(p.proconfig), false)) ORDER BY 1`,
  );
  return rows.map(
    ({ name }) =>
      `Function ${name} runs as a superuser or without a fixed search_path: create it with definerFunction().`,
  );
}
