import { createFirstRunLink } from '../first-run.js';
import { bringSchemaUpToDate } from '../schema-up-to-date.js';
import { readMigrateConfig } from './upkeep-config.js';

/**
 * Brings roles, database and schema of a server up to this version and ends; `first-run-link` prints a one-time link
 * for the first account instead. What docker-compose.yml runs before anything else.
 */
const { adminUrl, passwords, origin } = readMigrateConfig();
const [command, ...rest] = process.argv.slice(2);

if (rest.length > 0 || (command !== undefined && command !== 'first-run-link')) {
  process.stderr.write('Known are: nothing (migrates), and first-run-link.\n');
  process.exitCode = 2;
} else if (command === 'first-run-link') {
  const link = await createFirstRunLink(adminUrl('kopexa'), origin);
  process.stdout.write(`${link ?? 'There is an account already: its owner invites others.'}\n`);
} else {
  await bringSchemaUpToDate({ adminUrl, passwords });
  process.stdout.write('The database is up to date.\n');
}
