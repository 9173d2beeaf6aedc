import { ROLES } from '#schema/permissions.js';
import { layOutMail, type LaidOutMail, type MailLocale } from '#runtime/mail/layout.js';
import type { OrganizationRoleKey } from '../role-keys.js';

/** What the mail of an invitation says. */
export interface InvitationMailFacts {
  readonly locale: MailLocale;
  readonly organization: string;
  readonly inviter: string | null;
  readonly role: OrganizationRoleKey;
  readonly expiresAt: Date;
  readonly url: string;
}

/** The mail of an invitation, in the language of the Organization that invites. */
export function invitationMail(facts: InvitationMailFacts): LaidOutMail {
  const { locale, organization, inviter, role, expiresAt, url } = facts;
  const roleName = ROLES[role].text[locale];
  const until = new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'Europe/Berlin',
  }).format(expiresAt);
  if (locale === 'de') {
    return layOutMail({
      locale,
      subject: `Einladung zu ${organization} in Kopexa`,
      paragraphs: [
        'Guten Tag,',
        `${inviter ?? organization} lädt Sie ein, in Kopexa bei „${organization}“ mitzuarbeiten. Ihre Rolle: ${roleName}.`,
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
      `${inviter ?? organization} invites you to join “${organization}” on Kopexa. Your role: ${roleName}.`,
      'The following link lets you create your account. If you have one already, simply sign in there.',
    ],
    action: { label: 'Accept the invitation', url },
    footer: `The link works for this e-mail address only, once, and until ${until}. If you did not expect this invitation, you can ignore this message.`,
  });
}
