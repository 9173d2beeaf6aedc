import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { overHttp } from '#gateway/federation/transport.js';
import type { DemoPeople } from '#gateway/http/demo-people.js';
import { createMetrics } from '#runtime/telemetry/metrics.js';
import { serveInside } from '#runtime/telemetry/serve-inside.js';
import { serveMetrics } from '#runtime/telemetry/serve-metrics.js';
import { openCertificate, openIdentity } from '#runtime/tls/identity.js';
import { openGateway } from '../parts/gateway.js';
import { openLog } from '../parts/log.js';
import { openEgress, openTracing } from '../parts/outward.js';
import { passSupplierGate } from '../parts/supplier-gate.js';
import { readGatewayConfig } from './config.js';
import { runProcess } from './process.js';

/** The project's folder, from `dist/standalone/split/`. */
const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

await runProcess('gateway', async (closing) => {
  const config = readGatewayConfig();
  const { common: wanted, databaseUrl, inside, listen, metricsPort } = config;
  const logger = openLog({ name: 'gateway', level: wanted.logLevel, to: 1 }, closing);
  const { config: common } = await passSupplierGate(wanted, { databaseUrl, logger, records: [] });
  const metrics = createMetrics({ process: 'gateway', runtimeFigures: true });
  await openTracing(await openEgress(common, metrics, logger), common, 'kopexa-gateway', closing);
  const identity = openIdentity(config.identity);
  const certificate = openCertificate(config.certificate);
  if (metricsPort !== undefined) {
    const figures = await serveMetrics(metrics.registry, metricsPort);
    closing.push(() => figures.close());
  }
  await openGateway(
    {
      root: ROOT,
      databaseUrl,
      listener: listen,
      certificate,
      publicOrigin: config.origin,
      transport: overHttp(config.subgraphs, identity),
      secrets: config.passportSecrets,
      logger,
      metrics,
      adHoc: common.adHoc,
      demoPeople: config.demoPeople === undefined ? undefined : (JSON.parse(config.demoPeople) as DemoPeople),
    },
    closing,
  );
  const health = await serveInside({ ...inside, identity, isWell: () => true, registry: metrics.registry });
  closing.push(() => health.close());
  return { logger };
});
