import { withClient } from './bootstrap.js';
import { pendingMigrations } from './migrate.js';
import { findProtectionFaults } from './protection.js';

/**
 * What must be true of the database before anything is served. Returns one sentence per violation, each
 * saying what to do; an empty list means the process may start.
 */
export async function findDatabaseFaults(adminUrl: string): Promise<string[]> {
  const { pending, unknown } = await pendingMigrations(adminUrl);
  const { tables, views, columns, logins, functions } = await withClient(adminUrl, findProtectionFaults);
  return [
    ...pending.map((name) => `Migration ${name} is pending: run "npm start", which migrates first.`),
    ...unknown.map(
      (name) => `Migration ${name} is unknown to this version: start the version that wrote the data.`,
    ),
    ...[tables, views, columns, logins, functions].flat(),
  ];
}

/** Throws with all faults of {@link findDatabaseFaults}; called before any listener opens. */
export async function assertDatabase(adminUrl: string): Promise<void> {
  const faults = await findDatabaseFaults(adminUrl);
  if (faults.length > 0) throw new Error(`The database is not fit to serve:\n- ${faults.join('\n- ')}`);
}
