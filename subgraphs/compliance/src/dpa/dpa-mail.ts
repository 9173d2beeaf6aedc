import { layOutMail, type LaidOutMail, type MailLocale } from '#runtime/mail/layout.js';

/** What the mail about a new version says. */
export interface DpaMailFacts {
  readonly locale: MailLocale;
  readonly organization: string;
  readonly number: number;
  readonly url: string;
}

/** The mail that a new version of the contract waits for an Organization's acceptance. */
export function dpaMail({ locale, organization, number, url }: DpaMailFacts): LaidOutMail {
  if (locale === 'de') {
    return layOutMail({
      locale,
      subject: `Neue Fassung des Vertrags zur Auftragsverarbeitung für ${organization}`,
      paragraphs: [
        'Guten Tag,',
        `der Vertrag zur Auftragsverarbeitung liegt in Fassung ${number} vor. Bitte lesen Sie ihn und nehmen Sie ihn für „${organization}“ an.`,
        'Was sich geändert hat, steht auf der Seite vor dem Text.',
      ],
      action: { label: 'Vertrag lesen', url },
      footer: `Sie erhalten diese Nachricht, weil Sie Eigentümer von „${organization}“ sind.`,
    });
  }
  return layOutMail({
    locale,
    subject: `New version of the data processing agreement for ${organization}`,
    paragraphs: [
      'Hello,',
      `version ${number} of the data processing agreement is available. Please read it and accept it for “${organization}”.`,
      'What has changed is written on the page, before the text.',
    ],
    action: { label: 'Read the agreement', url },
    footer: `You receive this message because you own “${organization}”.`,
  });
}
