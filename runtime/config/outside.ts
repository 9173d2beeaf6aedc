import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { z } from 'zod';
import { readConfig } from './read-config.js';

/** Where the bytes of files lie. */
export type FileStoreConfig =
  | { readonly kind: 'disk'; readonly folder: string }
  | {
      readonly kind: 's3';
      /** Origin of the S3 API, for example `https://ACCOUNT.r2.cloudflarestorage.com`. */
      readonly endpoint: string;
      readonly bucket: string;
      readonly region: string;
      readonly keyId: string;
      readonly secret: string;
      readonly allowPrivate: boolean;
    };

/** Which model answers, if any. */
export type AiConfig =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'azure';
      /** Origin of the resource, for example `https://COMPANY.openai.azure.com`. */
      readonly endpoint: string;
      readonly deployment: string;
      /** Where the operator says that it runs, for people; empty when they said nothing. */
      readonly region: string;
      readonly apiVersion: string;
      readonly credentials:
        | { readonly kind: 'key'; readonly key: string }
        | {
            readonly kind: 'entra';
            readonly authority: string;
            readonly tenantId: string;
            readonly clientId: string;
            readonly clientSecret: string;
          };
      readonly allowPrivate: boolean;
    };

/** What the operator says about identity providers of Organizations in their own network. */
export interface SsoConfig {
  /** `host` (port 443) or `host:port`, in lower case. */
  readonly privateHosts: readonly string[];
  /** PEM: authorities that are believed besides the system's own. */
  readonly ca: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

const yesOrNo = z.enum(['yes', 'no'], 'yes, when it is in a private network or on this machine, or no');
const filled = z.string().min(1, 'must not be empty');

/** An origin: https, or http on this machine; no path, query or credentials, which would be forgotten in silence. */
const origin = z.string().refine((value) => {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const bare = url.pathname === '/' && url.search === '' && url.username === '' && url.password === '';
  return bare && (url.protocol === 'https:' || (url.protocol === 'http:' && isLocal));
}, 'an https address without a path, for example https://storage.company.com');

/** Every variable of a group, or none. */
function together(
  names: readonly string[],
  env: Readonly<Record<string, unknown>>,
  ctx: z.RefinementCtx,
): 'none' | 'all' | 'some' {
  const absent = names.filter((name) => env[name] === undefined);
  if (absent.length === names.length) return 'none';
  for (const name of absent)
    ctx.addIssue({ code: 'custom', path: [name], message: `is needed as well: ${names.join(', ')}` });
  return absent.length === 0 ? 'all' : 'some';
}

const S3 = ['KOPEXA_S3_ENDPOINT', 'KOPEXA_S3_BUCKET', 'KOPEXA_S3_KEY_ID', 'KOPEXA_S3_SECRET'] as const;

/**
 * Reads where files lie: KOPEXA_S3_ENDPOINT, _BUCKET, _KEY_ID and _SECRET (with _REGION, `auto` unless named, and
 * _PRIVATE) together name an S3-compatible store; without them files lie in `folder`. Throws ConfigError.
 */
export function readFileStoreConfig(environment: Environment, folder: string): FileStoreConfig {
  const schema = z
    .object({
      KOPEXA_S3_ENDPOINT: origin.optional(),
      KOPEXA_S3_BUCKET: z
        .string()
        .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket')
        .optional(),
      KOPEXA_S3_REGION: z
        .string()
        .regex(/^[a-z0-9-]{1,40}$/, 'the name of a region, or auto')
        .default('auto'),
      KOPEXA_S3_KEY_ID: filled.optional(),
      KOPEXA_S3_SECRET: filled.optional(),
      KOPEXA_S3_PRIVATE: yesOrNo.default('no'),
    })
    .transform((env, ctx): FileStoreConfig => {
      if (together(S3, env, ctx) === 'none') return { kind: 'disk', folder };
      return {
        kind: 's3',
        endpoint: env.KOPEXA_S3_ENDPOINT ?? '',
        bucket: env.KOPEXA_S3_BUCKET ?? '',
        region: env.KOPEXA_S3_REGION,
        keyId: env.KOPEXA_S3_KEY_ID ?? '',
        secret: env.KOPEXA_S3_SECRET ?? '',
        allowPrivate: env.KOPEXA_S3_PRIVATE === 'yes',
      };
    });
  return readConfig(schema, environment);
}

const AZURE = ['KOPEXA_AZURE_OPENAI_ENDPOINT', 'KOPEXA_AZURE_OPENAI_DEPLOYMENT'] as const;
const ENTRA = [
  'KOPEXA_AZURE_OPENAI_TENANT_ID',
  'KOPEXA_AZURE_OPENAI_CLIENT_ID',
  'KOPEXA_AZURE_OPENAI_CLIENT_SECRET',
] as const;

const azure = z
  .object({
    KOPEXA_AZURE_OPENAI_ENDPOINT: origin.optional(),
    KOPEXA_AZURE_OPENAI_DEPLOYMENT: z
      .string()
      .regex(/^[\w.-]{1,64}$/, 'the name of a deployment')
      .optional(),
    KOPEXA_AZURE_OPENAI_REGION: z.string().max(80, 'at most 80 characters').default(''),
    KOPEXA_AZURE_OPENAI_API_VERSION: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}(-preview)?$/, 'a version of the API, for example 2024-10-21')
      .default('2024-10-21'),
    KOPEXA_AZURE_OPENAI_KEY: filled.optional(),
    KOPEXA_AZURE_OPENAI_TENANT_ID: filled.optional(),
    KOPEXA_AZURE_OPENAI_CLIENT_ID: filled.optional(),
    KOPEXA_AZURE_OPENAI_CLIENT_SECRET: filled.optional(),
    KOPEXA_AZURE_OPENAI_AUTHORITY: origin.default('https://login.microsoftonline.com'),
    KOPEXA_AZURE_OPENAI_PRIVATE: yesOrNo.default('no'),
  })
  .transform((env, ctx): AiConfig => {
    const entra = together(ENTRA, env, ctx);
    const key = env.KOPEXA_AZURE_OPENAI_KEY;
    const place = together(AZURE, env, ctx);
    if (place === 'none' && entra === 'none' && key === undefined) return { kind: 'off' };
    if (place === 'none')
      ctx.addIssue({ code: 'custom', path: [AZURE[0]], message: `is needed as well: ${AZURE.join(', ')}` });
    if ((key === undefined) === (entra === 'none'))
      ctx.addIssue({
        code: 'custom',
        path: ['KOPEXA_AZURE_OPENAI_KEY'],
        message: `either this key, or ${ENTRA.join(', ')}`,
      });
    return {
      kind: 'azure',
      endpoint: env.KOPEXA_AZURE_OPENAI_ENDPOINT ?? '',
      deployment: env.KOPEXA_AZURE_OPENAI_DEPLOYMENT ?? '',
      region: env.KOPEXA_AZURE_OPENAI_REGION,
      apiVersion: env.KOPEXA_AZURE_OPENAI_API_VERSION,
      credentials:
        key !== undefined
          ? { kind: 'key', key }
          : {
              kind: 'entra',
              authority: env.KOPEXA_AZURE_OPENAI_AUTHORITY,
              tenantId: env.KOPEXA_AZURE_OPENAI_TENANT_ID ?? '',
              clientId: env.KOPEXA_AZURE_OPENAI_CLIENT_ID ?? '',
              clientSecret: env.KOPEXA_AZURE_OPENAI_CLIENT_SECRET ?? '',
            },
      allowPrivate: env.KOPEXA_AZURE_OPENAI_PRIVATE === 'yes',
    };
  });

/** Reads which model answers; without KOPEXA_AZURE_OPENAI_ENDPOINT none does. Throws ConfigError. */
export function readAiConfig(environment: Environment): AiConfig {
  return readConfig(azure, environment);
}

const privateHosts = z
  .string()
  .default('')
  .transform((text) =>
    text
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((each) => each !== ''),
  )
  .pipe(
    z.array(
      z
        .string()
        .regex(
          /^(?=.*[a-z])[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/,
          'names of hosts in your own network, separated by commas, for example idp.company.internal, localhost:8443',
        ),
    ),
  );

const sso = z
  .object({ KOPEXA_SSO_PRIVATE_HOSTS: privateHosts, KOPEXA_SSO_CA_FILE: filled.optional() })
  .transform((env, ctx): SsoConfig => {
    const file = env.KOPEXA_SSO_CA_FILE;
    const ca = file === undefined ? null : readPem(file);
    if (ca === undefined)
      ctx.addIssue({
        code: 'custom',
        path: ['KOPEXA_SSO_CA_FILE'],
        message: 'the path of a readable file with certificates (PEM)',
      });
    return { privateHosts: env.KOPEXA_SSO_PRIVATE_HOSTS, ca: ca ?? null };
  });

function readPem(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return text.includes('-----BEGIN CERTIFICATE-----') ? text : undefined;
  } catch {
    return undefined;
  }
}

const passwords = z
  .object({ KOPEXA_BREACHED_PASSWORDS_FILE: filled.optional() })
  .transform(({ KOPEXA_BREACHED_PASSWORDS_FILE: file }, ctx) => {
    if (file !== undefined && !holdsHashes(file))
      ctx.addIssue({
        code: 'custom',
        path: ['KOPEXA_BREACHED_PASSWORDS_FILE'],
        message: 'the path of a readable file of SHA-1 hashes in upper case, one a line, sorted',
      });
    return file ?? null;
  });

function holdsHashes(file: string): boolean {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const buffer = Buffer.alloc(41);
      return readSync(descriptor, buffer) >= 40 && /^[0-9A-F]{40}[:\r\n]?$/.test(buffer.toString('latin1'));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

/**
 * Reads where the operator keeps hashes of passwords from breaches (KOPEXA_BREACHED_PASSWORDS_FILE); null without.
 * Throws ConfigError for a file that cannot be read or holds something else.
 */
export function readBreachedPasswordsFile(environment: Environment): string | null {
  return readConfig(passwords, environment);
}

/**
 * Reads which identity providers lie in the operator's own network (KOPEXA_SSO_PRIVATE_HOSTS) and whose certificates
 * are believed besides (KOPEXA_SSO_CA_FILE). Without them every provider must be public. Throws ConfigError.
 */
export function readSsoConfig(environment: Environment): SsoConfig {
  return readConfig(sso, environment);
}
