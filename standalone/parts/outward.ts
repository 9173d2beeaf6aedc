import { aiDestinations } from '#runtime/egress/azure-destinations.js';
import { createCustomerFetch } from '#runtime/egress/customer-fetch.js';
import { createEgress, type Egress, type EgressRecord } from '#runtime/egress/egress.js';
import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import { s3Destinations } from '#runtime/egress/s3-destinations.js';
import type { Logger } from '#runtime/logging/logger.js';
import { mailDestinations } from '#runtime/mail/sender.js';
import type { Metrics } from '#runtime/telemetry/metrics.js';
import type { StandaloneConfig } from '../config.js';
import type { Closing } from './closing.js';

/** The one way out of a process, to what its configuration names and nowhere else. */
export async function openEgress(
  config: Pick<StandaloneConfig, 'mail' | 'tracing' | 'files' | 'ai'>,
  metrics: Metrics,
  logger: Logger,
): Promise<Egress> {
  const { tracing, mail, files, ai } = config;
  // Tracing's packages are a sixth of all modules: loaded only when a collector is named.
  const collector =
    tracing.kind === 'otlp'
      ? [
          (await import('#runtime/egress/otlp-exporter.js')).otlpDestination(
            tracing.url,
            tracing.allowPrivate,
          ),
        ]
      : [];
  return createEgress({
    destinations: [
      ...mailDestinations(mail),
      ...s3Destinations(files('')),
      ...aiDestinations(ai),
      ...collector,
    ],
    record: recordTo(metrics, logger),
  });
}

/** The way to identity providers that Organizations name: anywhere public, and what the operator lists. */
export function openCustomerFetch(
  { sso }: Pick<StandaloneConfig, 'sso'>,
  metrics: Metrics,
  logger: Logger,
): OutgoingFetch {
  return createCustomerFetch({ ...sso, record: recordTo(metrics, logger) });
}

function recordTo(metrics: Metrics, logger: Logger): (record: EgressRecord) => void {
  return (record) => {
    metrics.left(record.destination, record.outcome);
    logger.info({ egress: record }, 'An outward connection.');
  };
}

/** Starts tracing under a service's name when a collector is configured. */
export async function openTracing(
  egress: Egress,
  config: Pick<StandaloneConfig, 'tracing'>,
  service: string,
  closing: Closing[],
): Promise<void> {
  if (config.tracing.kind !== 'otlp') return;
  const [{ createOtlpExporter }, { startTracing }] = await Promise.all([
    import('#runtime/egress/otlp-exporter.js'),
    import('#runtime/telemetry/tracing.js'),
  ]);
  const exporter = createOtlpExporter(egress, config.tracing.url, {});
  const tracing = startTracing({ service, exporter, ratio: 1 });
  closing.push(() => tracing.close());
}
