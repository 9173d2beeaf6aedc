import { createTransport } from 'nodemailer';
import type { Egress } from './egress.js';

/** The name of the mail server among the listed destinations. */
export const SMTP_DESTINATION = 'smtp';

/** How the operator's mail server is reached. Without TLS only on this machine. */
export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (RFC 8314), STARTTLS that must succeed (RFC 3207), or none. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly user?: string;
  readonly password?: string;
}

/** A message ready for the wire. */
export interface Message {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
}

// A mail is text of ours: nothing in it may make the composer read a file or fetch an address.
const CLOSED = { disableFileAccess: true, disableUrlAccess: true } as const;
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated' } as const;

/** Hands messages to the mail server over a socket that the way out opened and checked. Rejects when it refuses one. */
export function createSmtpClient(options: SmtpOptions, egress: Egress): (message: Message) => Promise<void> {
  const transport = createTransport({
    host: options.host,
    port: options.port,
    secure: options.tls === 'implicit',
    requireTLS: options.tls === 'starttls',
    ignoreTLS: options.tls === 'none',
    tls: { minVersion: 'TLSv1.2', servername: options.host },
    ...(options.user ? { auth: { user: options.user, pass: options.password ?? '' } } : {}),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    ...CLOSED,
    getSocket: (
      _options: unknown,
      callback: (error: Error | null, socket?: { connection: unknown }) => void,
    ) => {
      egress.connect(SMTP_DESTINATION).then(
        (connection) => callback(null, { connection }),
        (error: Error) => callback(error),
      );
    },
  } as Parameters<typeof createTransport>[0]);
  return async (message) => {
    await transport.sendMail({ ...message, headers: AUTOMATIC, ...CLOSED });
  };
}

/** A message as it would go over the wire (RFC 5322), with text parts in base64; opens no connection. */
export async function composeMessage(message: Message): Promise<Buffer> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  const { message: raw } = await transport.sendMail({
    ...message,
    headers: AUTOMATIC,
    textEncoding: 'base64',
    ...CLOSED,
  });
  if (!Buffer.isBuffer(raw)) throw new Error('The mail composer gave no message.');
  return raw;
}
