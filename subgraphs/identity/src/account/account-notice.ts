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
  password_reset: {
    de: {
      subject: 'Ihr Passwort wurde neu gesetzt',
      text: 'Das Passwort Ihres Kontos wurde über einen Link in einer E-Mail neu gesetzt. Alle Sitzungen wurden beendet; ohne Ihren zweiten Faktor kommt weiterhin niemand hinein.',
    },
    en: {
      subject: 'Your password was reset',
      text: 'The password of your account was reset by a link in a mail. All sessions were ended; without your second factor still nobody gets in.',
    },
  },
  passkey_added: {
    de: {
      subject: 'Neuer Passkey',
      text: 'Für Ihr Konto wurde ein Passkey eingerichtet. Mit ihm kann man sich ohne Passwort anmelden.',
    },
    en: {
      subject: 'New passkey',
      text: 'A passkey was set up for your account. It lets one sign in without a password.',
    },
  },
  passkey_removed: {
    de: {
      subject: 'Passkey entfernt',
      text: 'Ein Passkey Ihres Kontos wurde entfernt und gilt nicht mehr.',
    },
    en: {
      subject: 'Passkey removed',
      text: 'A passkey of your account was removed and no longer works.',
    },
  },
  recovery_code_used: {
    de: {
      subject: 'Ein Wiederherstellungscode wurde verwendet',
      text: 'Jemand hat einen Wiederherstellungscode Ihres Kontos verwendet, um sich anzumelden oder eine neue Authenticator-App einzurichten.',
    },
    en: {
      subject: 'A recovery code was used',
      text: 'Somebody used a recovery code of your account to sign in or to set up a new authenticator app.',
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
  second_factor_replaced: {
    de: {
      subject: 'Neue Authenticator-App',
      text: 'Für Ihr Konto gilt jetzt eine neue Authenticator-App. Die bisherige App und die bisherigen Wiederherstellungscodes gelten nicht mehr, alle anderen Sitzungen wurden beendet.',
      ifNot:
        'Waren Sie das, ist nichts zu tun. Wenn nicht, melden Sie es sofort den Verantwortlichen Ihrer Organization: Sie kommen mit der bisherigen App nicht mehr in Ihr Konto.',
    },
    en: {
      subject: 'New authenticator app',
      text: 'A new authenticator app is now in force for your account. The earlier app and the earlier recovery codes no longer work, and all other sessions were ended.',
      ifNot:
        'If this was you, there is nothing to do. If not, tell those responsible in your Organization at once: you can no longer get into your account with the earlier app.',
    },
  },
} as const;

const IF_NOT = {
  de: 'Waren Sie das, ist nichts zu tun. Wenn nicht, ändern Sie Ihr Passwort und beenden Sie fremde Sitzungen.',
  en: 'If this was you, there is nothing to do. If not, change your password and end sessions that are not yours.',
};

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
  const notice = NOTICES[kind][locale];
  const { subject, text } = notice;
  const url = new URL('/account', origin).href;
  const isGerman = locale === 'de';
  return layOutMail({
    locale,
    subject,
    paragraphs: [
      isGerman ? `Guten Tag ${name},` : `Hello ${name},`,
      text,
      'ifNot' in notice ? notice.ifNot : IF_NOT[locale],
    ],
    action: { label: isGerman ? 'Konto und Sitzungen ansehen' : 'See account and sessions', url },
    footer: isGerman
      ? 'Diese Nachricht geht immer an die Adresse Ihres Kontos und lässt sich nicht abbestellen.'
      : 'This message always goes to the address of your account and cannot be turned off.',
  });
}
