import { layOutMail, type LaidOutMail, type MailLocale } from '#runtime/mail/layout.js';
import type { Bilingual } from '#schema/permissions.js';

/** What the mail of a reminder says. */
export interface ReminderFacts {
  readonly locale: MailLocale;
  readonly supplier: string;
  /** `review`, or the kind of a certificate. */
  readonly kind: string;
  /** `YYYY-MM-DD`. */
  readonly endsOn: string;
  readonly hasEnded: boolean;
  readonly url: string;
}

/** What certificates are called. */
export const CERTIFICATE_NAMES: Readonly<Record<string, Bilingual>> = {
  iso_27001: { de: 'ISO/IEC 27001', en: 'ISO/IEC 27001' },
  soc_2_type_ii: { de: 'SOC 2 Typ II', en: 'SOC 2 Type II' },
  iso_27017: { de: 'ISO/IEC 27017', en: 'ISO/IEC 27017' },
  iso_27018: { de: 'ISO/IEC 27018', en: 'ISO/IEC 27018' },
  c5: { de: 'BSI C5', en: 'BSI C5' },
  tisax: { de: 'TISAX', en: 'TISAX' },
  pci_dss: { de: 'PCI DSS', en: 'PCI DSS' },
  other: { de: 'ein anderes Zertifikat', en: 'another certificate' },
};

/** The mail that something of a supplier ends soon, or has ended. */
export function reminderMail(facts: ReminderFacts): LaidOutMail {
  return layOutMail(facts.locale === 'de' ? german(facts) : english(facts));
}

function german({ supplier, kind, endsOn, hasEnded, url }: ReminderFacts) {
  const what = kind === 'review' ? 'Die Prüfung' : `Das Zertifikat (${CERTIFICATE_NAMES[kind]?.de ?? kind})`;
  const day = dayText(endsOn, 'de-DE');
  return {
    locale: 'de' as const,
    subject: `${supplier}: ${kind === 'review' ? 'Prüfung' : 'Zertifikat'} ${hasEnded ? 'abgelaufen' : `läuft am ${day} ab`}`,
    paragraphs: [
      'Guten Tag,',
      hasEnded
        ? `${what} des Lieferanten „${supplier}“ ist am ${day} abgelaufen.`
        : `${what} des Lieferanten „${supplier}“ gilt noch bis zum ${day}.`,
      hasEnded
        ? 'Was dieser Lieferant anbindet, läuft bis zum nächsten Start weiter und bleibt dann aus, solange es keine gültige Prüfung und kein gültiges Zertifikat gibt.'
        : 'Bitte prüfen Sie den Lieferanten rechtzeitig und tragen Sie den neuen Nachweis ein.',
    ],
    action: { label: 'Lieferanten öffnen', url },
    footer: 'Sie erhalten diese Nachricht, weil Sie Eigentümer der Organization des Betreibers sind.',
  };
}

function english({ supplier, kind, endsOn, hasEnded, url }: ReminderFacts) {
  const what = kind === 'review' ? 'The review' : `The certificate (${CERTIFICATE_NAMES[kind]?.en ?? kind})`;
  const day = dayText(endsOn, 'en-GB');
  return {
    locale: 'en' as const,
    subject: `${supplier}: ${kind === 'review' ? 'review' : 'certificate'} ${hasEnded ? 'has ended' : `ends on ${day}`}`,
    paragraphs: [
      'Hello,',
      hasEnded
        ? `${what} of the supplier “${supplier}” ended on ${day}.`
        : `${what} of the supplier “${supplier}” is good until ${day}.`,
      hasEnded
        ? 'What this supplier connects keeps running until the next start, and then stays off for as long as there is no valid review and no valid certificate.'
        : 'Please review the supplier in time and enter the new evidence.',
    ],
    action: { label: 'Open the supplier', url },
    footer: 'You receive this message because you own the operator’s Organization.',
  };
}

const dayText = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
