import { layOutMail, type LaidOutMail } from '#runtime/mail/layout.js';
import type { Contact } from './contact.repository.js';

/** What an account's owner is told by mail, because it might not have been them (ASVS 5.0.0 V6.3.7). */
export const NOTICES = {
  new_device: {
    de: {
      subject: 'Anmeldung mit einem neuen Gerät',
      text: 'In Ihrem Konto hat sich jemand von einem Browser aus angemeldet, den Kopexa in den letzten 180 Tagen nicht gesehen hat.',
    },
    en: {
      subject: 'Sign-in from a new device',
      text: 'Somebody signed in to your account from a browser that Kopexa has not seen in the last 180 days.',
    },
  },
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
  email_changed: {
    de: {
      subject: 'Ihre neue E-Mail-Adresse gilt',
      text: 'Dies ist jetzt die Adresse Ihres Kontos: Mit ihr melden Sie sich an, und hierhin gehen alle Nachrichten. Alle anderen Sitzungen wurden beendet.',
    },
    en: {
      subject: 'Your new e-mail address is in force',
      text: 'This is the address of your account now: you sign in with it, and all messages go here. All other sessions were ended.',
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
  passkey_copied: {
    de: {
      subject: 'Ein Passkey wurde abgewiesen: Es gibt eine Kopie',
      text: 'Jemand hat einen Passkey Ihres Kontos gezeigt, der seit dem letzten Mal anderswo benutzt wurde. Das geschieht, wenn ein Passkey kopiert wurde. Er wurde nicht angenommen.',
      ifNot:
        'Melden Sie sich auf einem anderen Weg an, entfernen Sie diesen Passkey und richten Sie ihn neu ein. Beenden Sie dann Sitzungen, die nicht Ihre sind.',
    },
    en: {
      subject: 'A passkey was refused: there is a copy',
      text: 'Somebody showed a passkey of your account that was used elsewhere since the last time. That happens when a passkey was copied. It was not accepted.',
      ifNot:
        'Sign in another way, remove this passkey and set it up anew. Then end sessions that are not yours.',
    },
  },
  app_added: {
    de: {
      subject: 'Neue Authenticator-App',
      text: 'Für Ihr Konto wurde eine weitere Authenticator-App eingerichtet. Ihre bisherigen Faktoren gelten weiter.',
    },
    en: {
      subject: 'New authenticator app',
      text: 'Another authenticator app was set up for your account. Your present factors go on working.',
    },
  },
  app_removed: {
    de: {
      subject: 'Authenticator-App entfernt',
      text: 'Eine Authenticator-App Ihres Kontos wurde entfernt und gilt nicht mehr.',
    },
    en: {
      subject: 'Authenticator app removed',
      text: 'An authenticator app of your account was removed and no longer works.',
    },
  },
  sso_linked: {
    de: {
      subject: 'Anmeldung über Ihr Unternehmen verbunden',
      text: 'Ihr Konto wurde mit der Anmeldung über Ihr Unternehmen verbunden. Wer sich so anmeldet, kommt nur in die Organization Ihres Unternehmens.',
    },
    en: {
      subject: 'Company sign-in connected',
      text: 'Your account was connected with the sign-in by your company. Signing in that way opens the Organization of your company alone.',
    },
  },
  recovery_code_used: {
    de: {
      subject: 'Ein Wiederherstellungscode wurde verwendet',
      text: 'Jemand hat einen Wiederherstellungscode Ihres Kontos verwendet, um sich anzumelden oder sich auszuweisen.',
    },
    en: {
      subject: 'A recovery code was used',
      text: 'Somebody used a recovery code of your account to sign in or to prove who they are.',
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

/** Where somebody signed in: what their browser says it is, and the network. */
export interface NoticePlace {
  readonly device: string | null;
  readonly network: string;
}

const PLACE = {
  de: ({ device, network }: NoticePlace) =>
    `Gerät: ${device ?? 'unbekannt'}. Netz: ${network || 'unbekannt'}.`,
  en: ({ device, network }: NoticePlace) =>
    `Device: ${device ?? 'unknown'}. Network: ${network || 'unknown'}.`,
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
export function noticeMail(
  kind: NoticeKind,
  { name, locale }: Contact,
  origin: string,
  place: NoticePlace | null = null,
): LaidOutMail {
  const notice = NOTICES[kind][locale];
  const { subject, text } = notice;
  const url = new URL('/account/security', origin).href;
  const isGerman = locale === 'de';
  return layOutMail({
    locale,
    subject,
    paragraphs: [
      isGerman ? `Guten Tag ${name},` : `Hello ${name},`,
      text,
      ...(place ? [PLACE[locale](place)] : []),
      'ifNot' in notice ? notice.ifNot : IF_NOT[locale],
    ],
    action: { label: isGerman ? 'Konto und Sitzungen ansehen' : 'See account and sessions', url },
    footer: isGerman
      ? 'Diese Nachricht geht immer an die Adresse Ihres Kontos und lässt sich nicht abbestellen.'
      : 'This message always goes to the address of your account and cannot be turned off.',
  });
}
