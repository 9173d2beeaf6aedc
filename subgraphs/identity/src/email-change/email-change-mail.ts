import { layOutMail, type LaidOutMail } from '#runtime/mail/layout.js';
import type { OutboxHandler } from '#runtime/outbox/worker.js';
import { findContact, type Contact } from '../account/contact.repository.js';
import { hashToken } from '../session/session-token.js';
import { findChangeMail } from './email-change.repository.js';

/** Mails the link to the new address, and tells the one of before of the wish and of the change. */
export const sendEmailChange: OutboxHandler = async ({ payload }, tools) => {
  const { mail, token, accountId, oldEmail, newEmail } = payload;
  if (mail === 'link') {
    const record = await findChangeMail((sql, params) => tools.query(sql, params), hashToken(String(token)));
    if (!record) return;
    const path = record.isTaken ? '/sign-in' : `/account/email?token=${encodeURIComponent(String(token))}`;
    const url = new URL(path, tools.origin).href;
    const write = record.isTaken ? takenMail : linkMail;
    await tools.mail.send({ to: record.email, ...write(record.locale, url) });
    return;
  }
  if (mail !== 'asked' && mail !== 'changed') throw new Error(`No mail is known for ${String(mail)}.`);
  const contact = await findContact((sql, params) => tools.query(sql, params), String(accountId));
  if (!contact) return;
  const url = new URL('/account/security', tools.origin).href;
  const write = mail === 'asked' ? askedMail : changedMail;
  // Not the contact's: by the time this is sent, it may be the new one.
  await tools.mail.send({ to: String(oldEmail), ...write(contact, String(newEmail), url) });
};

type Locale = Contact['locale'];

/** The mail with the link. It says no name: whoever asks could write anything there, to anybody. */
export function linkMail(locale: Locale, url: string): LaidOutMail {
  if (locale === 'de') {
    return layOutMail({
      locale,
      subject: 'Bestätigen Sie Ihre neue Adresse für Kopexa',
      paragraphs: [
        'Guten Tag,',
        'diese Adresse soll die Adresse eines Kontos bei Kopexa werden. Öffnen Sie den Link, und bestätigen Sie die Änderung, während Sie in diesem Konto angemeldet sind. Er gilt 30 Minuten und nur einmal.',
      ],
      action: { label: 'Adresse bestätigen', url },
      footer: 'Waren Sie das nicht, ist nichts zu tun: Der Link allein ändert nichts und öffnet kein Konto.',
    });
  }
  return layOutMail({
    locale,
    subject: 'Confirm your new address for Kopexa',
    paragraphs: [
      'Hello,',
      'this address is to become the address of an account at Kopexa. Open the link and confirm the change while you are signed in to that account. It works for 30 minutes, once.',
    ],
    action: { label: 'Confirm the address', url },
    footer:
      'If this was not you, there is nothing to do: the link alone changes nothing and opens no account.',
  });
}

/** Instead of the link, to whoever has an account with this address already; nobody else learns of it. */
export function takenMail(locale: Locale, url: string): LaidOutMail {
  if (locale === 'de') {
    return layOutMail({
      locale,
      subject: 'Ihre Adresse hat schon ein Konto bei Kopexa',
      paragraphs: [
        'Guten Tag,',
        'jemand wollte diese Adresse für ein anderes Konto bei Kopexa verwenden. Das geht nicht, denn Sie haben mit ihr schon ein Konto. Es ist nichts geändert, und niemand hat davon erfahren, dass es Ihr Konto gibt.',
      ],
      action: { label: 'Anmelden', url },
      footer:
        'Waren Sie das selbst, ändern Sie zuerst die Adresse dieses Kontos. Wenn nicht, ist nichts zu tun.',
    });
  }
  return layOutMail({
    locale,
    subject: 'Your address already has an account at Kopexa',
    paragraphs: [
      'Hello,',
      'somebody wanted to use this address for another account at Kopexa. That cannot be: you already have an account with it. Nothing was changed, and nobody was told that your account exists.',
    ],
    action: { label: 'Sign in', url },
    footer: 'If it was you, change the address of this account first. If not, there is nothing to do.',
  });
}

/** To the present address, when another one is asked for. */
export function askedMail({ name, locale }: Contact, newEmail: string, url: string): LaidOutMail {
  if (locale === 'de') {
    return layOutMail({
      locale,
      subject: 'Neue E-Mail-Adresse für Ihr Konto angefordert',
      paragraphs: [
        `Guten Tag ${name},`,
        `in Ihrem Konto wurde darum gebeten, die Adresse auf ${newEmail} zu ändern. Noch gilt die bisherige; die neue gilt erst, wenn sie über einen Link bestätigt ist, der 30 Minuten lang gilt.`,
        'Waren Sie das nicht, ziehen Sie die Änderung unter Sicherheit zurück, ändern Sie Ihr Passwort und beenden Sie fremde Sitzungen.',
      ],
      action: { label: 'Ansehen oder zurückziehen', url },
      footer: FOOTER.de,
    });
  }
  return layOutMail({
    locale,
    subject: 'Another e-mail address asked for on your account',
    paragraphs: [
      `Hello ${name},`,
      `somebody asked in your account to change its address to ${newEmail}. The present one still holds; the new one counts once it is confirmed by a link that works for 30 minutes.`,
      'If this was not you, withdraw the change under Security, change your password and end sessions that are not yours.',
    ],
    action: { label: 'See or withdraw it', url },
    footer: FOOTER.en,
  });
}

/** To the address of before, when another one is in force. */
export function changedMail({ name, locale }: Contact, newEmail: string, url: string): LaidOutMail {
  if (locale === 'de') {
    return layOutMail({
      locale,
      subject: 'Die E-Mail-Adresse Ihres Kontos wurde geändert',
      paragraphs: [
        `Guten Tag ${name},`,
        `die Adresse Ihres Kontos ist jetzt ${newEmail}. Alle anderen Sitzungen wurden beendet, und an diese Adresse gehen keine Nachrichten mehr.`,
        'Waren Sie das, ist nichts zu tun. Wenn nicht, melden Sie es sofort den Verantwortlichen Ihrer Organization: Sie können das Konto aus der Organization nehmen.',
      ],
      action: { label: 'Konto ansehen', url },
      footer: FOOTER.de,
    });
  }
  return layOutMail({
    locale,
    subject: 'The e-mail address of your account was changed',
    paragraphs: [
      `Hello ${name},`,
      `the address of your account is ${newEmail} now. All other sessions were ended, and no more messages go to this address.`,
      'If this was you, there is nothing to do. If not, tell those responsible in your Organization at once: they can take the account out of the Organization.',
    ],
    action: { label: 'See the account', url },
    footer: FOOTER.en,
  });
}

const FOOTER = {
  de: 'Diese Nachricht lässt sich nicht abbestellen.',
  en: 'This message cannot be turned off.',
};
