import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The gateway's figures in Prometheus' terms. Labels come from bounded sets: routes, operation names, codes. */
export interface Metrics {
  readonly registry: Registry;
  /** An HTTP request was answered. */
  answered(endpoint: string, method: string, status: number, seconds: number): void;
  /** A persisted operation was executed. */
  executed(operation: string, outcome: 'ok' | 'error', seconds: number): void;
  /** A request was refused, or an operation answered with an error, of this code of the catalogue. */
  refused(code: string): void;
  /** A subgraph was asked. */
  fetched(subgraph: string, seconds: number, ok: boolean): void;
  /** Something left through the one way out. */
  left(destination: string, outcome: 'connected' | 'allowed' | 'refused' | 'failed'): void;
}

/** Makes a registry of its own, so that several processes' parts and tests do not share one. */
export function createMetrics(options: { process: string; runtimeFigures?: boolean }): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ process: options.process });
  if (options.runtimeFigures) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const http = new Histogram({
    name: 'kopexa_http_request_seconds',
    help: 'Answered HTTP requests by endpoint and status.',
    labelNames: ['endpoint', 'method', 'status'],
    buckets: SECONDS,
    registers,
  });
  const operations = new Histogram({
    name: 'kopexa_operation_seconds',
    help: 'Executed persisted operations.',
    labelNames: ['operation', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const fetches = new Histogram({
    name: 'kopexa_subgraph_fetch_seconds',
    help: 'Fetches from subgraphs.',
    labelNames: ['subgraph', 'ok'],
    buckets: SECONDS,
    registers,
  });
  const codes = new Counter({
    name: 'kopexa_errors_total',
    help: 'Refusals and errors by code of the catalogue.',
    labelNames: ['code'],
    registers,
  });
  const egress = new Counter({
    name: 'kopexa_egress_connections_total',
    help: 'Outward connections by listed destination.',
    labelNames: ['destination', 'outcome'],
    registers,
  });
  new Gauge({
    name: 'kopexa_started_seconds',
    help: 'When the process started (Unix time).',
    registers,
  }).setToCurrentTime();
  return {
    registry,
    answered: (endpoint, method, status, seconds) => http.observe({ endpoint, method, status }, seconds),
    executed: (operation, outcome, seconds) => operations.observe({ operation, outcome }, seconds),
    refused: (code) => codes.inc({ code }),
    fetched: (subgraph, seconds, ok) => fetches.observe({ subgraph, ok: String(ok) }, seconds),
    left: (destination, outcome) => egress.inc({ destination, outcome }),
  };
}
