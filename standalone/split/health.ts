import { request } from 'node:https';
import { INSIDE_TLS, openIdentity } from '#runtime/tls/identity.js';
import { readHealthConfig } from './upkeep-config.js';

/**
 * Asks the process of the same container whether it is well, with its own identity: exit code 0 for yes. What a
 * container's health check runs.
 */
const { name, identity, port } = readHealthConfig();
const material = openIdentity(identity);
const asking = request({
  ...INSIDE_TLS,
  ...material.current(),
  host: 'localhost',
  servername: name,
  port,
  path: '/health',
  timeout: 3_000,
  agent: false,
});
asking.once('response', ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1));
asking.once('timeout', () => process.exit(1));
asking.once('error', () => process.exit(1));
asking.end();
