import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createKeyring } from '#runtime/crypto/keyring.js';
import { createMetrics } from '#runtime/telemetry/metrics.js';
import { serveInside } from '#runtime/telemetry/serve-inside.js';
import { openIdentity } from '#runtime/tls/identity.js';
import { openLog } from '../parts/log.js';
import { openCustomerFetch, openEgress, openTracing } from '../parts/outward.js';
import { passSupplierGate } from '../parts/supplier-gate.js';
import { openWorker } from '../parts/worker.js';
import { readWorkerConfig } from './config.js';
import { runProcess } from './process.js';

/** The project's folder, from `dist/standalone/split/`. */
const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

await runProcess('worker', async (closing) => {
  const {
    common: wanted,
    inside,
    databaseUrl,
    origin,
    masterKey,
    dataDirectory,
    ...config
  } = readWorkerConfig();
  const logger = openLog({ name: 'worker', level: wanted.logLevel, to: 1 }, closing);
  const gate = { databaseUrl, logger, records: ['smtp', 'otlp'] as const };
  const { config: common } = await passSupplierGate(wanted, gate);
  const metrics = createMetrics({ process: 'worker', runtimeFigures: true });
  const egress = await openEgress(common, metrics, logger);
  await openTracing(egress, common, 'kopexa-worker', closing);
  const identity = openIdentity(config.identity);
  const work = {
    ...{ databaseUrl, origin, mail: common.mail, mailFolder: join(dataDirectory, 'mail') },
    files: common.files(dataDirectory),
    customerFetch: openCustomerFetch(common, metrics, logger),
  };
  const measured = { root: ROOT, dataDirectory, backup: common.backup };
  await openWorker({ ...work, measured, keyring: createKeyring(masterKey), egress, logger }, closing);
  const health = await serveInside({ ...inside, identity, isWell: () => true, registry: metrics.registry });
  closing.push(() => health.close());
  return { logger };
});
