import { isIP } from 'node:net';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { isPublicAddress } from './addresses.js';
import { EgressRefused, type Destination, type Egress } from './egress.js';

/** Name of the destination of traces in the list. */
export const OTLP_DESTINATION = 'otlp';

/** The destination behind a collector's address, for the list. */
export function otlpDestination(url: string, allowPrivate: boolean): Destination {
  const { hostname, port, protocol } = new URL(url);
  return {
    name: OTLP_DESTINATION,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
    allowPrivate,
  };
}

/**
 * Sends traces to a collector (OTLP over HTTP) through the one way out: its look-ups go through the guarded one,
 * and an address in place of a name, for which nobody looks up anything, is judged here.
 *
 * @throws EgressRefused
 */
export function createOtlpExporter(
  egress: Egress,
  url: string,
  headers: Readonly<Record<string, string>>,
): OTLPTraceExporter {
  const to = egress.destination(OTLP_DESTINATION);
  if (isIP(to.host) !== 0 && !to.allowPrivate && !isPublicAddress(to.host))
    throw new EgressRefused(
      `The collector ${to.host} is not a public address. If it is meant, mark it as private.`,
    );
  return new OTLPTraceExporter({
    url,
    headers: { ...headers },
    httpAgentOptions: { keepAlive: true, lookup: egress.lookup(OTLP_DESTINATION) },
    timeoutMillis: 5_000,
  });
}
