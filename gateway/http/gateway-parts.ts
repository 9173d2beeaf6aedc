import type { SessionResolver } from '#runtime/db/session-resolver.js';
import type { Logger } from '#runtime/logging/logger.js';
import type { Metrics } from '#runtime/telemetry/metrics.js';
import type { EdgeSettings } from '../edge/edge-step.js';
import type { AllowList } from '../edge/persisted-operations.js';
import type { Executor } from '../federation/executor.js';
import type { Transport } from '../federation/transport.js';

/** What changes when the contracts are generated anew, always together. */
export interface Product {
  readonly allowList: AllowList;
  readonly executor: Executor;
}

/** What the routes are made of; assembled by createGateway. */
export interface GatewayParts {
  readonly settings: EdgeSettings;
  /** The product as of now: ask once a request. */
  readonly product: () => Product;
  readonly transport: Transport;
  readonly secrets: Readonly<Record<string, Buffer>>;
  readonly resolveSession: SessionResolver['resolve'];
  readonly resolveService: SessionResolver['resolveService'];
  readonly cookieName: () => string;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** How often a running stream's rights are asked for again; five seconds unless a test is in a hurry. */
  readonly rightsEveryMs?: number;
  /** False while the gateway shuts down. */
  readonly isReady: () => boolean;
}
