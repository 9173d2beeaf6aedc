import { layOutMail, type LaidOutMail } from '#runtime/mail/layout.js';
import type { OutboxHandler } from '#runtime/outbox/worker.js';
import type { Contact } from '../account/contact.repository.js';
import { hashToken } from '../session/session-token.js';
import { beginReset } from './password-reset.repository.js';

/** Makes the link good and mails it; mails nobody when there is no account with this address. */
export const sendReset: OutboxHandler = async ({ payload }, tools) => {
  const token = String(payload['token']);
  const contact = await beginReset((sql, params) => tools.query(sql, params), {
    id: String(payload['id']),
    email: String(payload['email']),
    tokenHash: hashToken(token),
  });
  if (!contact) return;
  const url = new URL(`/reset?token=${encodeURIComponent(token)}`, tools.origin).href;
  await tools.mail.send({ to: contact.email, ...resetMail(contact, url) });
};

/** The mail with the link, in the person's own language. */
export function resetMail({ name, locale }: Contact, url: string): LaidOutMail {
  if (locale === 'de') {
    return layOutMail({
      locale,
      subject: 'Neues Passwort für Kopexa',
      paragraphs: [
        `Guten Tag ${name},`,
        'für Ihr Konto wurde ein neues Passwort angefordert. Der folgende Link gilt 15 Minuten und nur einmal; danach fragen wir wie immer nach Ihrem zweiten Faktor.',
      ],
      action: { label: 'Neues Passwort wählen', url },
      footer:
        'Waren Sie das nicht, ist nichts zu tun: Ihr Passwort ist unverändert, und niemand außer Ihnen hat diesen Link.',
    });
  }
  return layOutMail({
    locale,
    subject: 'A new password for Kopexa',
    paragraphs: [
      `Hello ${name},`,
      'a new password was asked for on your account. The following link works for 15 minutes, once; after that we ask for your second factor as ever.',
    ],
    action: { label: 'Choose a new password', url },
    footer:
      'If this was not you, there is nothing to do: your password is unchanged, and nobody but you has this link.',
  });
}
