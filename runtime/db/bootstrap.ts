import pg from 'pg';
import { connectionTo } from './connection.js';
import { DEFINER, LOGINS, OWNER, SEARCHER, type Login } from './roles.js';

/** What a cluster needs before the first migration. */
export interface BootstrapOptions {
  /** Connection string of a superuser (or a role that may create roles and databases). */
  readonly adminUrl: string;
  /** Name of the product's database; created when missing. */
  readonly database: string;
  /** One password per login. Set anew at each call, so that a rotated password takes effect. */
  readonly passwords: Readonly<Record<Login, string>>;
}

/**
 * Creates the product's roles and its database. Idempotent.
 *
 * Side effects: cluster-wide roles, one database, its extensions. No login gets SUPERUSER, BYPASSRLS,
 * CREATEROLE, CREATEDB, REPLICATION or membership in any other role.
 */
export async function bootstrapCluster(options: BootstrapOptions): Promise<void> {
  await withClient(options.adminUrl, async (client) => {
    for (const role of [OWNER, DEFINER, SEARCHER]) await ensureRole(client, role, 'NOLOGIN');
    for (const login of LOGINS) {
      const password = client.escapeLiteral(options.passwords[login]);
      await ensureRole(client, login, `LOGIN PASSWORD ${password} CONNECTION LIMIT 60`);
    }
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [options.database]);
    if (found.rowCount === 0) {
      const name = client.escapeIdentifier(options.database);
      await client.query(
        `CREATE DATABASE ${name} OWNER ${OWNER} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`,
      );
    }
  });
  const url = new URL(options.adminUrl);
  url.pathname = `/${options.database}`;
  await withClient(url.href, (client) => prepareDatabase(client, options.database));
}

async function ensureRole(client: pg.Client, role: string, attributes: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(
    `${verb} ROLE ${role} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION NOINHERIT ${attributes}`,
  );
}

/** Nobody but the owner creates anything: PUBLIC loses CREATE, TEMP and CONNECT (THREATS: pg_temp functions). */
async function prepareDatabase(client: pg.Client, database: string): Promise<void> {
  const name = client.escapeIdentifier(database);
  await client.query(`
    REVOKE ALL ON DATABASE ${name} FROM PUBLIC;
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    GRANT CONNECT ON DATABASE ${name} TO ${LOGINS.join(', ')};
    CREATE SCHEMA IF NOT EXISTS extensions AUTHORIZATION ${OWNER};
    CREATE EXTENSION IF NOT EXISTS pgcrypto SCHEMA extensions;
    GRANT USAGE ON SCHEMA extensions TO ${DEFINER}, ${SEARCHER};
    ALTER DEFAULT PRIVILEGES FOR ROLE ${OWNER} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
    ALTER DEFAULT PRIVILEGES FOR ROLE ${DEFINER} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
    ALTER DEFAULT PRIVILEGES FOR ROLE ${SEARCHER} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
  `);
}

/** Runs `work` on one connection and closes it whatever happens. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionTo(url));
  // A server that goes away is reported by the query that waits; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
