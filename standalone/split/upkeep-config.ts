import { z } from 'zod';
import { readConfig } from '#runtime/config/read-config.js';
import { LOGINS, type Login } from '#runtime/db/roles.js';
import { databaseUrl, folder, origin, place } from './config.js';
import { withSecrets } from './secrets.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the health check of a container reads. */
export function readHealthConfig(environment: Environment = process.env): {
  readonly name: string;
  readonly identity: string;
  readonly port: number;
} {
  const env = readConfig(
    z.object({ KOPEXA_PROCESS: z.string(), KOPEXA_IDENTITY: folder, KOPEXA_INSIDE: place }),
    environment,
  );
  return { name: env.KOPEXA_PROCESS, identity: env.KOPEXA_IDENTITY, port: env.KOPEXA_INSIDE.port };
}

const loginPasswords = z
  .string(`one entry per login, for example ${LOGINS[0]}=…,${LOGINS[1]}=…`)
  .transform((text, ctx): Record<Login, string> => {
    const given = new Map(text.split(',').map((pair) => pair.split('=', 2) as [string, string]));
    for (const login of LOGINS)
      if ((given.get(login) ?? '').length < 24)
        ctx.addIssue({ code: 'custom', message: `${login}: a password of at least 24 characters` });
    return Object.fromEntries(given) as Record<Login, string>;
  });

/** What the job that migrates reads. */
export interface MigrateConfig {
  /** Connection string of the server's owner for a database. */
  adminUrl(database: string): string;
  readonly passwords: Readonly<Record<Login, string>>;
  readonly origin: string;
}

/** Reads the environment of the job that migrates; throws a ConfigError that lists every problem. */
export function readMigrateConfig(environment: Environment = process.env): MigrateConfig {
  const env = readConfig(
    z.object({
      KOPEXA_ADMIN_URL: databaseUrl,
      KOPEXA_LOGIN_PASSWORDS: loginPasswords,
      KOPEXA_ORIGIN: origin,
    }),
    withSecrets(environment),
  );
  return {
    adminUrl(database) {
      const url = new URL(env.KOPEXA_ADMIN_URL);
      url.pathname = `/${database}`;
      return url.href;
    },
    passwords: env.KOPEXA_LOGIN_PASSWORDS,
    origin: env.KOPEXA_ORIGIN.replace(/\/$/, ''),
  };
}

/** What the keeper of the certificates reads. */
export interface AuthorityConfig {
  readonly keep: string;
  /** Below it lies a folder for each holder. */
  readonly folder: string;
  readonly publicNames: readonly string[];
}

/** Reads the environment of the keeper of the certificates; throws a ConfigError that lists every problem. */
export function readAuthorityConfig(environment: Environment = process.env): AuthorityConfig {
  const names = z
    .string()
    .regex(/^[\w.-]+(,[\w.-]+)*$/, 'host names, for example kopexa.company.com,localhost');
  const env = readConfig(
    z.object({
      KOPEXA_AUTHORITY: folder,
      KOPEXA_IDENTITIES: folder,
      KOPEXA_PUBLIC_NAMES: names.default('localhost'),
    }),
    environment,
  );
  return {
    keep: env.KOPEXA_AUTHORITY,
    folder: env.KOPEXA_IDENTITIES,
    publicNames: env.KOPEXA_PUBLIC_NAMES.split(','),
  };
}
