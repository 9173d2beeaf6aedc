import { assertDatabase } from '#runtime/db/assertions.js';
import { bootstrapCluster } from '#runtime/db/bootstrap.js';
import { migrate } from '#runtime/db/migrate.js';
import type { Login } from '#runtime/db/roles.js';
import { installJobs } from '#runtime/jobs/jobs.js';

/** Name of the product's database on its server. */
export const DATABASE = 'kopexa';

/**
 * Creates roles and database of the product where they are missing, sets the logins' passwords, applies pending
 * migrations, and makes sure that the result is fit to be served. Data of a newer version is refused untouched.
 */
export async function bringSchemaUpToDate(server: {
  /** Connection string of the server's owner for a database. */
  adminUrl(database: string): string;
  readonly passwords: Readonly<Record<Login, string>>;
}): Promise<void> {
  await bootstrapCluster({
    adminUrl: server.adminUrl('postgres'),
    database: DATABASE,
    passwords: server.passwords,
  });
  const adminUrl = server.adminUrl(DATABASE);
  await migrate({ adminUrl });
  await installJobs(adminUrl);
  await assertDatabase(adminUrl);
}
