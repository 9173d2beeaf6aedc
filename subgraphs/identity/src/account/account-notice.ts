import { layOutMail, type LaidOutMail } from '#runtime/mail/layout.js';
import type { Contact } from './contact.repository.js';

/** What an account's owner is told by mail, because it might not have been them (ASVS 5.0.0 V6.3.7). */
export const NOTICES = {
  password_changed: {
    de: {
      subject: 'Ihr Passwort wurde geändert',
      text: 'Das Passwort Ihres Kontos wurde geändert. Alle anderen Sitzungen wurden beendet.',
    },
    en: {
      subject: 'Your password was changed',
      text: 'The password of your account was changed. All other sessions were ended.',
    },
  },
  recovery_code_used: {
    de: {
      subject: 'Ein Wiederherstellungscode wurde verwendet',
      text: 'Jemand hat sich mit einem Wiederherstellungscode an Ihrem Konto angemeldet.',
    },
    en: {
      subject: 'A recovery code was used',
      text: 'Somebody signed in to your account with a recovery code.',
    },
  },
  recovery_codes_replaced: {
    de: {
      subject: 'Neue Wiederherstellungscodes',
      text: 'Für Ihr Konto wurden neue Wiederherstellungscodes erstellt. Die bisherigen gelten nicht mehr.',
    },
    en: {
      subject: 'New recovery codes',
      text: 'New recovery codes were made for your account. The earlier ones no longer work.',
    },
  },
} as const;

/** The kind of a notice. */
export type NoticeKind = keyof typeof NOTICES;

/** Topic of notices in the outbox. */
export const NOTICE_TOPIC = 'identity.account_notice';

/** Whether a text names a notice. */
export function isNoticeKind(kind: unknown): kind is NoticeKind {
  return typeof kind === 'string' && Object.hasOwn(NOTICES, kind);
}

/** The mail of a notice in the person's own language, with the way to end sessions. */
export function noticeMail(kind: NoticeKind, { name, locale }: Contact, origin: string): LaidOutMail {
  const { subject, text } = NOTICES[kind][locale];
  const url = new URL('/account', origin).href;
  const isGerman = locale === 'de';
  return layOutMail({
    locale,
    subject,
    paragraphs: [
      isGerman ? `Guten Tag ${name},` : `Hello ${name},`,
      text,
      isGerman
        ? 'Waren Sie das, ist nichts zu tun. Wenn nicht, ändern Sie Ihr Passwort und beenden Sie fremde Sitzungen.'
        : 'If this was you, there is nothing to do. If not, change your password and end sessions that are not yours.',
    ],
    action: { label: isGerman ? 'Konto und Sitzungen ansehen' : 'See account and sessions', url },
    footer: isGerman
      ? 'Diese Nachricht geht immer an die Adresse Ihres Kontos und lässt sich nicht abbestellen.'
      : 'This message always goes to the address of your account and cannot be turned off.',
  });
}
