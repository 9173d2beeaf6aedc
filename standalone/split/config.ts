import { z } from 'zod';
import { readConfig } from '#runtime/config/read-config.js';
import { readStandaloneConfig, type StandaloneConfig } from '../config.js';
import { SUBGRAPH_NAMES, type SubgraphName } from './processes.js';
import { withSecrets } from './secrets.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** A listener's address and port. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** A folder's absolute path. */
export const folder = z.string().startsWith('/', 'the absolute path of a folder');
const file = z.string().startsWith('/', 'the absolute path of a file');

/** Address and port. */
export const place = z
  .string()
  .regex(/^[\w.-]+:\d{1,5}$/, 'address and port, for example 0.0.0.0:4443')
  .transform((text): Place => {
    const [host = '', port] = text.split(':');
    return { host, port: Number(port) };
  });

const key = z
  .string()
  .regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits')
  .transform((text) => Buffer.from(text, 'hex'));

/** Traffic with the database is encrypted and the server verified, wherever it runs (claim 88). */
export const databaseUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).searchParams.get('sslmode') === 'verify-full',
    'a connection string with sslmode=verify-full',
  );

/** Where browsers reach the gateway. */
export const origin = z.url({
  protocol: /^https$/,
  error: 'an https address, for example https://kopexa.company.com',
});

/** `name=value,name=value`, one for each subgraph. */
function ofEachSubgraph<Value>(value: z.ZodType<Value, string>) {
  const example = 'one entry per subgraph, for example identity=…,tenancy=…';
  return z.string(example).transform((text, ctx): Record<SubgraphName, Value> => {
    const given = new Map(text.split(',').map((pair) => [before(pair), after(pair)]));
    const entries = SUBGRAPH_NAMES.map((name) => {
      const parsed = value.safeParse(given.get(name));
      if (parsed.success) return [name, parsed.data] as const;
      const reason = given.has(name) ? parsed.error.issues[0]?.message : example;
      ctx.addIssue({ code: 'custom', message: `${name}: ${reason}` });
      return [name, z.NEVER] as const;
    });
    return Object.fromEntries(entries) as Record<SubgraphName, Value>;
  });
}

const before = (pair: string): string => pair.slice(0, pair.indexOf('=')).trim();
const after = (pair: string): string => pair.slice(pair.indexOf('=') + 1).trim();

const inside = {
  KOPEXA_IDENTITY: folder,
  KOPEXA_INSIDE: place,
  KOPEXA_DATABASE_URL: databaseUrl,
};

/** What every process of the split topology reads. */
export interface ProcessConfig {
  /** Folder with the process's certificate and those that it trusts. */
  readonly identity: string;
  /** Where it answers other processes. */
  readonly inside: Place;
  readonly databaseUrl: string;
  /** What `npm start` reads, as far as this process was given it. */
  readonly common: StandaloneConfig;
}

/** What the gateway's process reads. */
export interface GatewayProcessConfig extends ProcessConfig {
  readonly listen: Place;
  readonly origin: string;
  /** Files of the certificate that browsers see. */
  readonly certificate: { readonly cert: string; readonly key: string };
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly passportSecrets: Readonly<Record<string, Buffer>>;
  /** Port of the figures on loopback; none unless given. */
  readonly metricsPort: number | undefined;
  /** JSON of the people of the demo. */
  readonly demoPeople: string | undefined;
}

/** Reads the gateway's environment; throws a ConfigError that lists every problem. */
export function readGatewayConfig(environment: Environment = process.env): GatewayProcessConfig {
  const all = withSecrets(environment);
  const env = readConfig(
    z.object({
      ...inside,
      KOPEXA_LISTEN: place,
      KOPEXA_ORIGIN: origin,
      KOPEXA_TLS_CERT: file,
      KOPEXA_TLS_KEY: file,
      KOPEXA_SUBGRAPHS: ofEachSubgraph(origin),
      KOPEXA_PASSPORT_SECRETS: ofEachSubgraph(key),
      KOPEXA_METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
      KOPEXA_DEMO_PEOPLE: z.string().optional(),
    }),
    all,
  );
  return {
    ...processConfig(env, all),
    listen: env.KOPEXA_LISTEN,
    origin: env.KOPEXA_ORIGIN.replace(/\/$/, ''),
    certificate: { cert: env.KOPEXA_TLS_CERT, key: env.KOPEXA_TLS_KEY },
    subgraphs: env.KOPEXA_SUBGRAPHS,
    passportSecrets: env.KOPEXA_PASSPORT_SECRETS,
    metricsPort: env.KOPEXA_METRICS_PORT,
    demoPeople: env.KOPEXA_DEMO_PEOPLE,
  };
}

/** What a subgraph's process reads. */
export interface SubgraphProcessConfig extends ProcessConfig {
  readonly name: SubgraphName;
  readonly passportSecret: Buffer;
  readonly masterKey: Buffer;
  readonly dataDirectory: string;
}

/** Reads a subgraph's environment; throws a ConfigError that lists every problem. */
export function readSubgraphConfig(environment: Environment = process.env): SubgraphProcessConfig {
  const all = withSecrets(environment);
  const env = readConfig(
    z.object({
      ...inside,
      KOPEXA_PROCESS: z.enum(SUBGRAPH_NAMES, `one of ${SUBGRAPH_NAMES.join(', ')}`),
      KOPEXA_PASSPORT_SECRET: key,
      KOPEXA_MASTER_KEY: key,
      KOPEXA_DATA: folder,
    }),
    all,
  );
  return {
    ...processConfig(env, all),
    name: env.KOPEXA_PROCESS,
    passportSecret: env.KOPEXA_PASSPORT_SECRET,
    masterKey: env.KOPEXA_MASTER_KEY,
    dataDirectory: env.KOPEXA_DATA,
  };
}

/** What the worker's process reads. */
export interface WorkerProcessConfig extends ProcessConfig {
  readonly origin: string;
  readonly masterKey: Buffer;
  readonly dataDirectory: string;
}

/** Reads the worker's environment; throws a ConfigError that lists every problem. */
export function readWorkerConfig(environment: Environment = process.env): WorkerProcessConfig {
  const all = withSecrets(environment);
  const env = readConfig(
    z.object({ ...inside, KOPEXA_ORIGIN: origin, KOPEXA_MASTER_KEY: key, KOPEXA_DATA: folder }),
    all,
  );
  return {
    ...processConfig(env, all),
    origin: env.KOPEXA_ORIGIN.replace(/\/$/, ''),
    masterKey: env.KOPEXA_MASTER_KEY,
    dataDirectory: env.KOPEXA_DATA,
  };
}

function processConfig(
  env: { KOPEXA_IDENTITY: string; KOPEXA_INSIDE: Place; KOPEXA_DATABASE_URL: string },
  all: Environment,
): ProcessConfig {
  return {
    identity: env.KOPEXA_IDENTITY,
    inside: env.KOPEXA_INSIDE,
    databaseUrl: env.KOPEXA_DATABASE_URL,
    common: readStandaloneConfig(all),
  };
}
