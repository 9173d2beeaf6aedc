/**
 * `npm run db:url`: the connection string of the running embedded database's owner. Built-ins of Node 20 only.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Obstacle, runningServer } from './preflight.mjs';

/**
 * The connection string of the superuser; throws an {@link Obstacle} when Kopexa does not run on that data.
 *
 * The server listens on loopback only, at a port that is new at each start.
 */
export function databaseUrl(dataDirectory) {
  if (runningServer(dataDirectory) === undefined) throw notRunning(dataDirectory);
  try {
    const port = Number(readFileSync(join(dataDirectory, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]);
    const password = readFileSync(join(dataDirectory, 'keys/superuser.password'), 'utf8').trim();
    if (Number.isInteger(port) && port > 0) return urlAt(port, password, dataDirectory);
  } catch {
    // No server or no key yet: the same advice.
  }
  throw notRunning(dataDirectory);
}

/** In the split topology the server takes encrypted connections only (runtime/embedded/address.ts). */
function urlAt(port, password, dataDirectory) {
  const options = readFileSync(join(dataDirectory, 'postgres/postmaster.opts'), 'utf8');
  if (!options.includes('"ssl=on"')) return `postgres://postgres:${password}@127.0.0.1:${port}/kopexa`;
  const authorities = encodeURIComponent(join(dataDirectory, 'postgres.tls/ca.pem'));
  return `postgres://postgres:${password}@localhost:${port}/kopexa?sslmode=verify-full&sslrootcert=${authorities}`;
}

function notRunning(dataDirectory) {
  return new Obstacle({
    de: `Auf ${dataDirectory} läuft keine Datenbank: Starten Sie Kopexa mit „npm start“ (und demselben --data).`,
    en: `No database runs on ${dataDirectory}: start Kopexa with "npm start" (and the same --data).`,
  });
}
