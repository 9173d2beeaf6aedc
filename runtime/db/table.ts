import { DEFINER, OWNER, SEARCHER, type Login } from './roles.js';

/**
 * How a column is classified (DESIGN.md, "Versions and deletion"). Export, erasure, masking in the audit
 * trail and the list of personal data are derived from it; it is stored as the column's COMMENT.
 *
 * - `personal`: relates to a person; encrypted per subject in the audit trail.
 * - `content`: what customers write; appears in the audit trail as id, hash and size only.
 * - `secret`: credentials and keys; never leaves, masked everywhere.
 * - `technical`: ids, times, states.
 */
export type ColumnClass = 'personal' | 'content' | 'secret' | 'technical';

/** A column: its SQL type with constraints, its class, and for personal data purpose and retention. */
export interface Column {
  readonly sql: string;
  readonly class: ColumnClass;
  /** Why it is processed (GDPR Art. 30(1)(b)). Required for personal data. */
  readonly purpose?: string;
  /** How long it is kept (GDPR Art. 30(1)(f)). Required for personal data. */
  readonly retention?: string;
}

/** What belongs to whom: decides the restrictive policy that every table gets. */
export type TableScope =
  /** Rows of one Organization; column `org_id`. */
  | 'organization'
  /** Rows of one account; column `account_id`. */
  | 'account'
  /** Rows nobody but definer functions may touch. */
  | 'internal';

/** A permissive policy for one login. `using` and `check` are SQL expressions. */
export interface Policy {
  readonly login: Login | typeof SEARCHER;
  readonly for: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  readonly using?: string;
  readonly check?: string;
  /** Column list of the GRANT; all columns when absent. */
  readonly columns?: readonly string[];
}

/** A table of the product, as its creating migration declares it. */
export interface TableDefinition {
  /** Qualified name, for example `content.document`. */
  readonly name: string;
  readonly scope: TableScope;
  readonly columns: Readonly<Record<string, Column>>;
  /** Table constraints: primary key, uniques and foreign keys, each with the tenant in it. */
  readonly constraints?: readonly string[];
  /** `CREATE INDEX` bodies after the table name, for example `(org_id, space_id)`. */
  readonly indexes?: readonly string[];
  /** Privileges of the definer role, default none. */
  readonly definer?: readonly ('SELECT' | 'INSERT' | 'UPDATE' | 'DELETE')[];
  readonly policies?: readonly Policy[];
  /** For example `PARTITION BY RANGE (at)`. */
  readonly suffix?: string;
}

/** A technical column. */
export const technical = (sql: string): Column => ({ sql, class: 'technical' });
/** A column that holds what customers write. */
export const content = (sql: string): Column => ({ sql, class: 'content' });
/** A column that holds a credential or key. */
export const secret = (sql: string): Column => ({ sql, class: 'secret' });
/** A column that relates to a person; purpose and retention are part of the declaration. */
export const personal = (sql: string, purpose: string, retention: string): Column => ({
  sql,
  class: 'personal',
  purpose,
  retention,
});

/** Default id column: UUIDv7, made by the database (RFC 9562 §5.7). */
export const id = (): Column => technical('uuid NOT NULL DEFAULT uuidv7()');
/** A time column that defaults to now. */
export const createdAt = (): Column => technical('timestamptz NOT NULL DEFAULT now()');

const SCOPE_POLICY: Record<TableScope, string> = {
  organization: 'org_id = (SELECT platform.org_id())',
  account: 'account_id = (SELECT platform.user_id())',
  internal: 'false',
};

/**
 * The SQL that creates a table the only way tables come into being here: columns classified, row-level
 * security enabled *and forced*, one RESTRICTIVE tenant policy for every login, explicit policies for the
 * NOLOGIN roles, and privileges for exactly the logins that have a policy.
 */
export function createTable(table: TableDefinition): string {
  const columns = Object.entries(table.columns).map(([name, column]) => `  ${name} ${column.sql}`);
  const lines = [...columns, ...(table.constraints ?? []).map((constraint) => `  ${constraint}`)];
  return [
    `CREATE TABLE ${table.name} (\n${lines.join(',\n')}\n)${table.suffix ? ` ${table.suffix}` : ''};`,
    ...Object.entries(table.columns).map(([name, column]) => classify(table.name, name, column)),
    ...(table.indexes ?? []).map((index) => `CREATE INDEX ON ${table.name} ${index};`),
    ...protectTable(table),
  ].join('\n');
}

/** The statement that classifies a column; also used when a later migration adds one. */
export function classify(table: string, name: string, column: Column): string {
  if (column.class === 'personal' && !(column.purpose && column.retention)) {
    throw new Error(`${table}.${name} is personal data: declare its purpose and retention (GDPR Art. 30).`);
  }
  const comment = JSON.stringify({
    class: column.class,
    purpose: column.purpose,
    retention: column.retention,
  });
  return `COMMENT ON COLUMN ${table}.${name} IS '${comment.replaceAll("'", "''")}';`;
}

function protectTable(table: TableDefinition): string[] {
  const [schema] = table.name.split('.');
  const definer = table.definer ?? [];
  return [
    `ALTER TABLE ${table.name} ENABLE ROW LEVEL SECURITY;`,
    `ALTER TABLE ${table.name} FORCE ROW LEVEL SECURITY;`,
    `CREATE POLICY owner_all ON ${table.name} TO ${OWNER} USING (true) WITH CHECK (true);`,
    ...(definer.length > 0
      ? [
          `CREATE POLICY definer_all ON ${table.name} TO ${DEFINER} USING (true) WITH CHECK (true);`,
          `GRANT ${definer.join(', ')} ON ${table.name} TO ${DEFINER};`,
          `GRANT USAGE ON SCHEMA ${schema} TO ${DEFINER};`,
        ]
      : []),
    ...tenantPolicy(table),
    ...(table.policies ?? []).flatMap((policy, index) => permissivePolicy(table.name, policy, index)),
  ];
}

/** RESTRICTIVE: whatever permissive policy somebody adds later, the tenant stays a condition. */
function tenantPolicy(table: TableDefinition): string[] {
  const logins = [...new Set((table.policies ?? []).map((policy) => policy.login))].filter(
    (login) => login !== SEARCHER,
  );
  if (logins.length === 0) return [];
  const expression = SCOPE_POLICY[table.scope];
  return [
    `CREATE POLICY tenant ON ${table.name} AS RESTRICTIVE TO ${logins.join(', ')} USING (${expression}) WITH CHECK (${expression});`,
  ];
}

function permissivePolicy(table: string, policy: Policy, index: number): string[] {
  const using = policy.using ? ` USING (${policy.using})` : '';
  const check = policy.check ? ` WITH CHECK (${policy.check})` : '';
  const columns = policy.columns ? ` (${policy.columns.join(', ')})` : '';
  const name = `${policy.login.replace('kopexa_', '')}_${policy.for.toLowerCase()}_${index}`;
  return [
    `CREATE POLICY ${name} ON ${table} AS PERMISSIVE FOR ${policy.for} TO ${policy.login}${using}${check};`,
    `GRANT ${policy.for}${columns} ON ${table} TO ${policy.login};`,
  ];
}

/**
 * The SQL that creates a SECURITY DEFINER function owned by the definer role (or the search role), with a
 * pinned search_path and EXECUTE for exactly the named logins.
 */
export function definerFunction(options: {
  /** Name with arguments, for example `tenancy.spaces_with(permission text)`. */
  readonly signature: string;
  readonly returns: string;
  readonly volatility: 'STABLE' | 'VOLATILE' | 'IMMUTABLE';
  readonly body: string;
  readonly language?: 'sql' | 'plpgsql';
  /** Who may call it, besides the definer role itself. */
  readonly execute: readonly string[];
  readonly owner?: typeof DEFINER | typeof SEARCHER;
}): string {
  const owner = options.owner ?? DEFINER;
  const schema = options.signature.split('.')[0] ?? '';
  const name = bareSignature(options.signature);
  // What writes must never run in a parallel worker.
  const parallel = options.volatility === 'VOLATILE' ? 'UNSAFE' : 'SAFE';
  const callers = [...new Set([...options.execute, ...(owner === SEARCHER ? [] : [DEFINER])])];
  return `
GRANT USAGE, CREATE ON SCHEMA ${schema} TO ${owner};
GRANT USAGE ON SCHEMA ${schema} TO ${callers.join(', ')};
SET LOCAL ROLE ${owner};
CREATE OR REPLACE FUNCTION ${options.signature} RETURNS ${options.returns}
LANGUAGE ${options.language ?? 'plpgsql'} ${options.volatility} SECURITY DEFINER PARALLEL ${parallel}
SET search_path = pg_catalog, pg_temp
AS $definer$${options.body}$definer$;
REVOKE ALL ON FUNCTION ${name} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ${name} TO ${callers.join(', ')};
SET LOCAL ROLE ${OWNER};
REVOKE CREATE ON SCHEMA ${schema} FROM ${owner};
`;
}

/** `f(a text, b uuid DEFAULT NULL)` → `f(text, uuid)`, as GRANT wants it. */
function bareSignature(signature: string): string {
  const open = signature.indexOf('(');
  const args = signature.slice(open + 1, -1).trim();
  if (args === '') return signature;
  const types = args.split(',').map((arg) =>
    arg
      .trim()
      .replace(/\s+DEFAULT\s+.*$/i, '')
      .split(/\s+/)
      .slice(1)
      .join(' '),
  );
  return `${signature.slice(0, open)}(${types.join(', ')})`;
}
