import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { inject } from 'vitest';
import type { Login } from '#runtime/db/roles.js';
import { SUPERUSER } from '#runtime/embedded/postgres.js';
import { TEMPLATE_DATABASE, type ClusterAnswer, type TestCluster } from './cluster-context.js';

/** A database of one's own: migrated, empty, reachable as superuser and as each of the product's logins. */
export interface ClonedDatabase {
  readonly database: string;
  readonly adminUrl: string;
  readonly logins: Readonly<Record<Login, string>>;
  /** Ends every connection and removes the database. */
  drop(): Promise<void>;
}

/**
 * Clones the migrated template database, for one test file.
 *
 * Takes about 50 ms. The run's cluster is shared and so are its roles: tests that alter roles need a cluster of
 * their own (`startTestCluster` in test-cluster.ts).
 */
export async function cloneDatabase(): Promise<ClonedDatabase> {
  return cloneDatabaseOf(await clusterOfRun());
}

/** Clones a database of a cluster that somebody else started; nobody may be connected to it. */
export async function cloneDatabaseOf(
  cluster: TestCluster,
  template: string = TEMPLATE_DATABASE,
): Promise<ClonedDatabase> {
  const database = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(cluster, async (client) => {
    const owner = await client.query<{ owner: string }>(
      'SELECT datdba::regrole::text AS owner FROM pg_database WHERE datname = $1',
      [template],
    );
    await client.query(
      `CREATE DATABASE ${database} TEMPLATE ${template} OWNER ${owner.rows[0]!.owner} STRATEGY file_copy`,
    );
    // CREATE DATABASE copies neither the rights on a database nor its settings.
    await client.query(
      'UPDATE pg_database SET datacl = (SELECT datacl FROM pg_database WHERE datname = $2) WHERE datname = $1',
      [database, template],
    );
    await client.query(
      `INSERT INTO pg_db_role_setting (setdatabase, setrole, setconfig)
       SELECT (SELECT oid FROM pg_database WHERE datname = $1), setrole, setconfig
       FROM pg_db_role_setting WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = $2)`,
      [database, template],
    );
  });
  return {
    database,
    adminUrl: urlFor(cluster, SUPERUSER, cluster.adminPassword, database),
    logins: Object.fromEntries(
      Object.entries(cluster.passwords).map(([login, password]) => [
        login,
        urlFor(cluster, login, password, database),
      ]),
    ) as Record<Login, string>,
    drop: () => asAdmin(cluster, (client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`)),
  };
}

let asked: Promise<TestCluster> | undefined;

/** The cluster of this test run; the first to ask starts it. Throws what went wrong when it does not start. */
export function clusterOfRun(): Promise<TestCluster> {
  asked ??= text(connect(inject('clusterPort'), '127.0.0.1')).then((reply) => {
    const answer = JSON.parse(reply) as ClusterAnswer;
    if ('error' in answer) throw new Error(`The test database does not start: ${answer.error}`);
    return answer.cluster;
  });
  return asked;
}

function urlFor(cluster: TestCluster, user: string, password: string, database: string): string {
  return `postgres://${user}:${password}@${cluster.host}:${cluster.port}/${database}`;
}

async function asAdmin(cluster: TestCluster, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(urlFor(cluster, SUPERUSER, cluster.adminPassword, 'postgres'));
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
