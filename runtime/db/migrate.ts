import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type pg from 'pg';
import { withClient } from './bootstrap.js';
import { OWNER } from './roles.js';

/** One migration: its name is its file's name, timestamp first. */
export interface Migration {
  readonly name: string;
  readonly up: string;
}

/** What a migration run did. */
export interface MigrationReport {
  readonly applied: readonly string[];
  /** Migrations in the journal that this version does not know: the data is newer than the program. */
  readonly unknown: readonly string[];
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FILE = /^(\d{4}-\d{2}-\d{2}-\d{4}-[a-z0-9-]+)\.(ts|js)$/;
const AFTER = /^after-[a-z0-9-]+\.(ts|js)$/;

/** All migrations of all rooms as one list ordered by timestamp. */
export async function loadMigrations(): Promise<Migration[]> {
  const found = await Promise.all(
    files(FILE).map(async ({ path, name }) => {
      const { up } = (await import(pathToFileURL(path).href)) as { up: string };
      return { name: name.replace(/\.(ts|js)$/, ''), up };
    }),
  );
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

/** Migrations that a database has not seen yet, and those that this version does not know. */
export async function pendingMigrations(adminUrl: string): Promise<{ pending: string[]; unknown: string[] }> {
  const known = await loadMigrations();
  return withClient(adminUrl, async (client) => {
    const journal = await readJournal(client);
    return compare(known, journal);
  });
}

/**
 * Applies every pending migration, each in one transaction as the owner role, then the repeatable
 * `after-*` scripts. Refuses a database that is newer than this version without touching it.
 */
export async function migrate(options: {
  readonly adminUrl: string;
  /** All that this version knows, unless an older one is to be played. */
  readonly migrations?: readonly Migration[];
}): Promise<MigrationReport> {
  const known = options.migrations ?? (await loadMigrations());
  return withClient(options.adminUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock(20261123)');
    const { pending, unknown } = compare(known, await readJournal(client));
    if (unknown.length > 0) return { applied: [], unknown };
    for (const migration of known) {
      if (pending.includes(migration.name)) await apply(client, migration);
    }
    for (const { path } of files(AFTER)) {
      const { sql } = (await import(pathToFileURL(path).href)) as { sql: string };
      await inTransaction(client, sql);
    }
    return { applied: pending, unknown: [] };
  });
}

function files(pattern: RegExp): { path: string; name: string }[] {
  const rooms = readdirSync(join(ROOT, 'subgraphs'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join('subgraphs', entry.name, 'migrations'));
  return ['runtime/db/migrations', ...rooms].flatMap((folder) =>
    list(join(ROOT, folder))
      .filter((name) => pattern.test(name))
      .map((name) => ({ path: join(ROOT, folder, name), name })),
  );
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function compare(
  known: readonly Migration[],
  journal: readonly string[],
): { pending: string[]; unknown: string[] } {
  const names = known.map((migration) => migration.name);
  return {
    pending: names.filter((name) => !journal.includes(name)),
    unknown: journal.filter((name) => !names.includes(name)),
  };
}

async function readJournal(client: pg.Client): Promise<string[]> {
  await inTransaction(
    client,
    `CREATE SCHEMA IF NOT EXISTS platform AUTHORIZATION ${OWNER};
     CREATE TABLE IF NOT EXISTS platform.migration (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());
     ALTER TABLE platform.migration ENABLE ROW LEVEL SECURITY;
     ALTER TABLE platform.migration FORCE ROW LEVEL SECURITY;
     DROP POLICY IF EXISTS owner_all ON platform.migration;
     CREATE POLICY owner_all ON platform.migration TO ${OWNER} USING (true) WITH CHECK (true);
     COMMENT ON COLUMN platform.migration.name IS '{"class":"technical"}';
     COMMENT ON COLUMN platform.migration.applied_at IS '{"class":"technical"}';`,
  );
  const rows = await client.query<{ name: string }>('SELECT name FROM platform.migration ORDER BY name');
  return rows.rows.map((row) => row.name);
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await inTransaction(
      client,
      `${migration.up}\nINSERT INTO platform.migration (name) VALUES ('${migration.name}');`,
    );
  } catch (error) {
    throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
  }
}

async function inTransaction(client: pg.Client, sql: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(`SET LOCAL ROLE ${OWNER}`);
    await client.query(sql);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
