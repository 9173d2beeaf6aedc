import { z } from 'zod';
import { readConfig } from '#runtime/config/read-config.js';

/** What the environment says about a gateway. */
export interface GatewayConfig {
  /** `loopback`: also accept GraphQL text, only on loopback and only in development. */
  readonly adHoc: 'off' | 'loopback';
  readonly metrics: { readonly kind: 'off' } | { readonly kind: 'loopback'; readonly port: number };
  readonly tracing:
    | { readonly kind: 'off' }
    | { readonly kind: 'otlp'; readonly url: string; readonly private: boolean; readonly ratio: number };
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

const schema = z
  .object({
    NODE_ENV: z.string().optional(),
    KOPEXA_ADHOC: z
      .literal('loopback', 'The only value is "loopback"; leave it out to accept no text.')
      .optional(),
    KOPEXA_METRICS_PORT: z.coerce.number('Give a port number.').int().min(0).max(65_535).optional(),
    KOPEXA_OTLP_URL: z
      .url({ protocol: /^https?$/, error: 'Give the collector’s http(s) address.' })
      .optional(),
    KOPEXA_OTLP_PRIVATE: z.enum(['true', 'false'], 'Say true or false.').default('false'),
    KOPEXA_TRACE_RATIO: z.coerce.number('Give a share from 0 to 1.').min(0).max(1).default(0.1),
    KOPEXA_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  })
  .superRefine((environment, context) => {
    if (environment.KOPEXA_ADHOC && environment.NODE_ENV === 'production')
      context.addIssue({
        code: 'custom',
        path: ['KOPEXA_ADHOC'],
        message: 'Never with NODE_ENV=production: only persisted operations run there. Remove it.',
      });
  })
  .transform((environment): GatewayConfig => {
    const port = environment.KOPEXA_METRICS_PORT;
    const url = environment.KOPEXA_OTLP_URL;
    return {
      adHoc: environment.KOPEXA_ADHOC ?? 'off',
      metrics: port === undefined ? { kind: 'off' } : { kind: 'loopback', port },
      tracing:
        url === undefined
          ? { kind: 'off' }
          : {
              kind: 'otlp',
              url,
              private: environment.KOPEXA_OTLP_PRIVATE === 'true',
              ratio: environment.KOPEXA_TRACE_RATIO,
            },
      logLevel: environment.KOPEXA_LOG_LEVEL,
    };
  });

/** Reads the gateway's part of the environment. Throws ConfigError with all problems. */
export function readGatewayConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): GatewayConfig {
  return readConfig(schema, environment);
}

/**
 * ApolloGateway sends metrics to its maker, and asks cloud metadata services where it runs, unless this variable
 * says no; there is no option for it. Called before a gateway is made ("one way out", DESIGN.md).
 */
export function silenceApollo(): void {
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
}
