import type { Destination, Egress } from '../egress/egress.js';
import { createSmtpClient, SMTP_DESTINATION } from '../egress/smtp.js';
import { createMailFolder } from './mail-folder.js';
import type { MailConfig } from './config.js';
import type { MailSender } from './mail.js';

/** The mail server as an entry of the list of destinations; none when mail stays on this machine. */
export function mailDestinations(config: MailConfig): Destination[] {
  if (config.kind === 'folder') return [];
  const { host, port, allowPrivate } = config;
  return [{ name: SMTP_DESTINATION, host, port, allowPrivate }];
}

/** Addresses that are nobody's by definition (RFC 2606 §2): canaries have them, and no mail is sent there. */
const NOBODY = /\.invalid$/i;

/** Makes the sender that the configuration asks for. `folder` is where mail stays without a mail server. */
export function createMailSender(options: {
  readonly config: MailConfig;
  readonly egress: Egress;
  readonly folder: string;
}): MailSender {
  const { config, egress, folder } = options;
  const sender = config.kind === 'folder' ? createMailFolder(folder, config.from) : bySmtp(config, egress);
  return { send: async (mail) => (NOBODY.test(mail.to) ? undefined : sender.send(mail)) };
}

function bySmtp(config: Extract<MailConfig, { kind: 'smtp' }>, egress: Egress): MailSender {
  const send = createSmtpClient(config, egress);
  return { send: (mail) => send({ ...mail, from: config.from }) };
}
