import { layOutMail, type LaidOutMail, type MailLocale } from '#runtime/mail/layout.js';

/** What the mail about the end of an Organization says. */
export interface OrganizationEndMailFacts {
  readonly locale: MailLocale;
  readonly recipient: string;
  /** Who decided it; `null` when it was called off. */
  readonly decidedBy: string | null;
  readonly organization: string;
  /** `null` when the deletion was called off. */
  readonly deletesAt: Date | null;
  readonly url: string;
}

/** The mail to an owner: the deletion was decided, and how to call it off; or it was called off. */
export function organizationEndMail(facts: OrganizationEndMailFacts): LaidOutMail {
  return facts.deletesAt === null ? calledOff(facts) : decided(facts, facts.deletesAt);
}

function decided(
  { locale, recipient, decidedBy, organization, url }: OrganizationEndMailFacts,
  deletesAt: Date,
): LaidOutMail {
  const day = dayText(deletesAt, locale);
  if (locale === 'de') {
    return layOutMail({
      locale,
      subject: `${organization} wird am ${day} gelöscht`,
      paragraphs: [
        `Guten Tag ${recipient},`,
        `${decidedBy ?? 'Jemand'} hat entschieden, die Organization „${organization}“ zu löschen. Am ${day} werden alle Dokumente, Dateien, Mitglieder und Protokolle endgültig gelöscht.`,
        'Bis dahin können alle weiter lesen; ändern kann niemand etwas. Alle Eigentümer können das Löschen bis zum letzten Tag aufhalten.',
      ],
      action: { label: 'Organization öffnen', url },
      footer: 'Sie erhalten diese Nachricht, weil Sie Eigentümer dieser Organization sind.',
    });
  }
  return layOutMail({
    locale,
    subject: `${organization} will be deleted on ${day}`,
    paragraphs: [
      `Hello ${recipient},`,
      `${decidedBy ?? 'Somebody'} decided to delete the Organization “${organization}”. On ${day} all documents, files, members and audit entries will be deleted for good.`,
      'Until then everybody can go on reading; nobody can change anything. Every owner can call the deletion off until the last day.',
    ],
    action: { label: 'Open the Organization', url },
    footer: 'You get this message because you are an owner of this Organization.',
  });
}

function calledOff({ locale, recipient, organization, url }: OrganizationEndMailFacts): LaidOutMail {
  if (locale === 'de') {
    return layOutMail({
      locale,
      subject: `${organization} wird nicht gelöscht`,
      paragraphs: [
        `Guten Tag ${recipient},`,
        `Das Löschen der Organization „${organization}“ wurde aufgehalten. Es ist nichts verloren gegangen, und alle können wieder arbeiten.`,
      ],
      action: { label: 'Organization öffnen', url },
      footer: 'Sie erhalten diese Nachricht, weil Sie Eigentümer dieser Organization sind.',
    });
  }
  return layOutMail({
    locale,
    subject: `${organization} will not be deleted`,
    paragraphs: [
      `Hello ${recipient},`,
      `The deletion of the Organization “${organization}” was called off. Nothing was lost, and everybody can work again.`,
    ],
    action: { label: 'Open the Organization', url },
    footer: 'You get this message because you are an owner of this Organization.',
  });
}

function dayText(at: Date, locale: MailLocale): string {
  const language = locale === 'de' ? 'de-DE' : 'en-GB';
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Europe/Berlin' }).format(at);
}
