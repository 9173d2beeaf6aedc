import { join } from 'node:path';
import { z } from 'zod';
import {
  readAiConfig,
  readFileStoreConfig,
  readBreachedPasswordsFile,
  readSsoConfig,
  type AiConfig,
  type FileStoreConfig,
  type SsoConfig,
} from '#runtime/config/outside.js';
import { readConfig } from '#runtime/config/read-config.js';
import { readMailConfig, type MailConfig } from '#runtime/mail/config.js';

/** What `npm start` reads from the environment; everything has a default that works. */
export interface StandaloneConfig {
  readonly mail: MailConfig;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
  /** Traces go nowhere unless a collector is named. */
  readonly tracing:
    | { readonly kind: 'off' }
    | { readonly kind: 'otlp'; readonly url: string; readonly allowPrivate: boolean };
  /** `loopback` also accepts GraphQL text, for development; never with NODE_ENV=production. */
  readonly adHoc: 'off' | 'loopback';
  readonly backup: BackupConfig;
  /** Where files lie: in the data directory unless a bucket is named; `null`: nowhere, they are not available. */
  readonly files: (dataDirectory: string) => FileStoreConfig | null;
  readonly ai: AiConfig;
  readonly sso: SsoConfig;
  /** Hashes of passwords from breaches, if the operator keeps a file of them. */
  readonly breachedPasswords: string | null;
}

/** How the installation is backed up. */
export interface BackupConfig {
  /** Whether the product does it by itself: a backup a day, the write-ahead log every minute, a drill a week. */
  readonly daily: boolean;
  /** Where backups lie; `backups` in the data directory unless named. */
  readonly folder: string | undefined;
  /** After how many days backups and their keys are destroyed. */
  readonly keepDays: number;
}

const schema = z
  .object({
    KOPEXA_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
    KOPEXA_OTLP_URL: z
      .url('the address of a collector, for example https://otel.company.com/v1/traces')
      .optional(),
    KOPEXA_OTLP_PRIVATE: z
      .enum(['yes', 'no'], 'yes, when the collector is in a private network, or no')
      .default('no'),
    KOPEXA_ADHOC: z.enum(['loopback'], 'loopback, or leave it out').optional(),
    KOPEXA_BACKUP: z.enum(['daily', 'off'], 'daily or off').default('daily'),
    KOPEXA_BACKUP_DIR: z
      .string()
      .startsWith('/', 'the absolute path of a folder, for example /mnt/backup')
      .optional(),
    KOPEXA_BACKUP_KEEP: z
      .string()
      .regex(/^[1-9]\d{0,3}d$/, 'a number of days, for example 30d')
      .default('30d'),
    NODE_ENV: z.string().optional(),
  })
  .refine((env) => !(env.KOPEXA_ADHOC && env.NODE_ENV === 'production'), {
    path: ['KOPEXA_ADHOC'],
    message: 'GraphQL text is never accepted with NODE_ENV=production: remove it.',
  });

/** Reads the configuration of this process; throws a ConfigError that lists every problem. */
export function readStandaloneConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): StandaloneConfig {
  const env = readConfig(schema, environment);
  readFileStoreConfig(environment, '');
  return {
    mail: readMailConfig(environment),
    logLevel: env.KOPEXA_LOG_LEVEL,
    tracing: env.KOPEXA_OTLP_URL
      ? { kind: 'otlp', url: env.KOPEXA_OTLP_URL, allowPrivate: env.KOPEXA_OTLP_PRIVATE === 'yes' }
      : { kind: 'off' },
    adHoc: env.KOPEXA_ADHOC ?? 'off',
    backup: {
      daily: env.KOPEXA_BACKUP === 'daily',
      folder: env.KOPEXA_BACKUP_DIR,
      keepDays: Number.parseInt(env.KOPEXA_BACKUP_KEEP, 10),
    },
    files: (dataDirectory) => readFileStoreConfig(environment, join(dataDirectory, 'files')),
    ai: readAiConfig(environment),
    sso: readSsoConfig(environment),
    breachedPasswords: readBreachedPasswordsFile(environment),
  };
}
