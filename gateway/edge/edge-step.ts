import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from '#runtime/telemetry/metrics.js';
import type { TokenBuckets } from './token-buckets.js';

/** What the edge found out about a request. */
export interface EdgeState {
  requestId: string;
  /** Address of the caller. */
  ip: string;
  /** From `Accept-Language`; the stored choice of a person who is signed in comes before it. */
  locale: 'de' | 'en';
  /** Where browsers reach the gateway. */
  origin: string;
  /** The cookie by which this browser is known again, made at its first request that needs one. */
  browser?: { readonly token: string; readonly isNew: boolean };
}

declare module 'fastify' {
  interface FastifyRequest {
    edge: EdgeState;
  }
}

/** What the steps need to know of the gateway. */
export interface EdgeSettings {
  /** Where browsers reach the gateway, for example `http://localhost:4000`; known once it listens. */
  readonly site: () => Pick<URL, 'origin' | 'host' | 'port'>;
  readonly tls: boolean;
  readonly buckets: Readonly<Record<'byAddress' | 'bySession' | 'byAccount' | 'byWrongToken', TokenBuckets>>;
  readonly metrics: Metrics;
}

/**
 * One step on the way in. Steps run in the order of `EDGE_STEPS`, before any route and for every path; a step
 * refuses by throwing a Refusal.
 */
export type EdgeStep = (request: FastifyRequest, reply: FastifyReply, settings: EdgeSettings) => void;
