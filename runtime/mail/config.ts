import { z } from 'zod';
import { readConfig } from '../config/read-config.js';

/** Where mail goes: into a folder of the data directory, or to a mail server. */
export type MailConfig =
  | { readonly kind: 'folder'; readonly from: string }
  | {
      readonly kind: 'smtp';
      readonly from: string;
      readonly host: string;
      readonly port: number;
      readonly tls: 'implicit' | 'starttls' | 'none';
      readonly user?: string;
      readonly password?: string;
      /** The mail server is in a private network or on this machine. */
      readonly allowPrivate: boolean;
    };

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const variables = z.object({
  KOPEXA_SMTP_URL: z.string().optional(),
  KOPEXA_SMTP_PRIVATE: z
    .enum(['yes', 'no'], 'yes, when the mail server is in a private network, or no')
    .default('no'),
  KOPEXA_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'a mail address, for example "Kopexa <kopexa@company.com>"')
    .default('Kopexa <kopexa@localhost>'),
});

const schema = variables.transform((env, ctx): MailConfig => {
  const from = env.KOPEXA_MAIL_FROM;
  if (!env.KOPEXA_SMTP_URL) return { kind: 'folder', from };
  const url = URL.canParse(env.KOPEXA_SMTP_URL) ? new URL(env.KOPEXA_SMTP_URL) : null;
  const isSmtp = url?.protocol === 'smtp:' || url?.protocol === 'smtps:';
  if (!url || !isSmtp || url.hostname === '') {
    // The address may hold a password: it is not repeated here.
    ctx.addIssue({
      code: 'custom',
      path: ['KOPEXA_SMTP_URL'],
      message: 'smtps://user:password@host:465 or smtp://user:password@host:587',
    });
    return z.NEVER;
  }
  const isLocal = LOOPBACK.has(url.hostname);
  const implicit = url.protocol === 'smtps:';
  return {
    kind: 'smtp',
    from,
    host: url.hostname,
    port: url.port === '' ? (implicit ? 465 : 587) : Number(url.port),
    tls: implicit ? 'implicit' : isLocal ? 'none' : 'starttls',
    ...(url.username
      ? { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
      : {}),
    allowPrivate: isLocal || env.KOPEXA_SMTP_PRIVATE === 'yes',
  };
});

/** Reads where mail goes from the environment; without KOPEXA_SMTP_URL it stays on this machine. Throws ConfigError. */
export function readMailConfig(environment: Readonly<Record<string, string | undefined>>): MailConfig {
  return readConfig(schema, environment);
}
