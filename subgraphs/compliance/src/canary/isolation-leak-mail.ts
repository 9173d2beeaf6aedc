import { layOutMail, type LaidOutMail, type MailLocale } from '#runtime/mail/layout.js';

/** Topic of the warning in the outbox. */
export const ISOLATION_LEAK_TOPIC = 'compliance.isolation_leak';

/** Whom to warn of what; travels sealed in the outbox. */
export interface LeakPayload {
  readonly accountId: string;
  readonly slug: string;
  readonly leaks: number;
  readonly oracles: number;
  /** The first few, as sentences; about canaries alone. */
  readonly findings: readonly string[];
}

/** What the mail says. */
export interface LeakFacts extends Pick<LeakPayload, 'leaks' | 'oracles' | 'findings'> {
  readonly locale: MailLocale;
  readonly url: string;
}

/** The mail that the canaries of this installation got to see what is not theirs. */
export function leakMail({ locale, leaks, oracles, findings, url }: LeakFacts): LaidOutMail {
  const isGerman = locale === 'de';
  return layOutMail({
    locale,
    subject: isGerman ? 'Isolation verletzt: bitte sofort prüfen' : 'Isolation broken: please look at once',
    paragraphs: isGerman
      ? [
          'Guten Tag,',
          `die Kanarienvogel-Organizations dieser Installation haben ${leaks} Antworten mit fremden Daten und ${oracles} Antworten erhalten, die Fremdes von Fehlendem unterscheiden. Daten von Kunden waren nicht im Spiel; auf demselben Weg könnten sie es aber sein.`,
          `Zuerst gefunden: ${findings.join(' · ')}`,
          'Die Zusagen 2 bis 4 stehen auf „verletzt“. Nehmen Sie die Installation vom Netz, wenn Sie die Ursache nicht sofort erkennen.',
        ]
      : [
          'Hello,',
          `the canary Organizations of this installation got ${leaks} answers with foreign data and ${oracles} answers that tell what is foreign from what is missing. No data of customers were part of it; by the same way they could be.`,
          `Found first: ${findings.join(' · ')}`,
          'Claims 2 to 4 are shown as failed. Take the installation off the net if you do not see the cause at once.',
        ],
    action: { label: isGerman ? 'Zusagen öffnen' : 'Open the claims', url },
    footer: isGerman
      ? 'Sie erhalten diese Nachricht, weil Sie Eigentümer der Organization des Betreibers sind.'
      : 'You receive this message because you own the operator’s Organization.',
  });
}
