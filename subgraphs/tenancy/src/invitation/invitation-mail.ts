import { layOutMail, type LaidOutMail, type MailLocale } from '#runtime/mail/layout.js';

/** What the mail of an invitation says. */
export interface InvitationMailFacts {
  readonly locale: MailLocale;
  readonly organization: string;
  readonly inviter: string | null;
  /** What the role is called. */
  readonly role: string;
  readonly expiresAt: Date;
  /** When the membership ends; `null` when it lasts. */
  readonly until: Date | null;
  /** IANA name of the zone in which the end is told; Europe/Berlin when absent. */
  readonly timeZone?: string;
  readonly url: string;
}

/** The mail of an invitation, in the language of the Organization that invites. */
export function invitationMail(facts: InvitationMailFacts): LaidOutMail {
  const { locale, organization, inviter, role, expiresAt, url } = facts;
  const zone = facts.timeZone ?? 'Europe/Berlin';
  const until = momentText(expiresAt, locale, zone);
  const end = facts.until ? ` ${endText(facts.until, locale, zone)}` : '';
  if (locale === 'de') {
    return layOutMail({
      locale,
      subject: `Einladung zu ${organization} in Kopexa`,
      paragraphs: [
        'Guten Tag,',
        `${inviter ?? organization} lädt Sie ein, in Kopexa bei „${organization}“ mitzuarbeiten. Ihre Rolle: ${role}.${end}`,
        'Mit dem folgenden Link legen Sie Ihr Konto an. Haben Sie schon eines, melden Sie sich dort einfach an.',
      ],
      action: { label: 'Einladung annehmen', url },
      footer: `Der Link gilt nur für diese E-Mail-Adresse, nur einmal und bis zum ${until}. Haben Sie diese Einladung nicht erwartet, können Sie die Nachricht ignorieren.`,
    });
  }
  return layOutMail({
    locale,
    subject: `Invitation to ${organization} on Kopexa`,
    paragraphs: [
      'Hello,',
      `${inviter ?? organization} invites you to join “${organization}” on Kopexa. Your role: ${role}.${end}`,
      'The following link lets you create your account. If you have one already, simply sign in there.',
    ],
    action: { label: 'Accept the invitation', url },
    footer: `The link works for this e-mail address only, once, and until ${until}. If you did not expect this invitation, you can ignore this message.`,
  });
}

/** „Ihr Zugang endet am …“: what is given for a time says so before it is taken. */
const endText = (at: Date, locale: MailLocale, zone: string): string =>
  locale === 'de'
    ? `Ihr Zugang endet am ${momentText(at, locale, zone)}.`
    : `Your access ends on ${momentText(at, locale, zone)}.`;

/** „1. Dezember 2026, 13:00 Uhr (MEZ)“ or “1 December 2026, 13:00 (CET)”: a moment that needs no guessing. */
function momentText(at: Date, locale: MailLocale, timeZone: string): string {
  const language = locale === 'de' ? 'de-DE' : 'en-GB';
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(at);
  const clock = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short', timeZone } as const;
  const parts = new Intl.DateTimeFormat(language, clock).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((each) => each.type === type)?.value ?? '';
  const time = `${part('hour')}:${part('minute')}${locale === 'de' ? ' Uhr' : ''}`;
  return `${day}, ${time} (${part('timeZoneName')})`;
}
