import { layOutMail, type LaidOutMail } from '#runtime/mail/layout.js';
import type { OutboxTools } from '#runtime/outbox/worker.js';
import { findCertificateMails, type CertificateMailFacts } from './certificate-mail.repository.js';

/** Topic of what is told about certificates of identity providers. */
export const CERTIFICATE_TOPIC = 'identity.certificate';

/** Tells everybody who sets sign-in up that the last certificate of an identity provider ends, or ours. */
export async function sendCertificateMails(
  payload: Readonly<Record<string, unknown>>,
  tools: OutboxTools,
): Promise<void> {
  const query: OutboxTools['query'] = (sql, params) => tools.query(sql, params);
  const endsAt = new Date(String(payload['endsAt']));
  for (const facts of await findCertificateMails(query, String(payload['connectionId']))) {
    const url = new URL(`/o/${facts.slug}/admin/sign-in`, tools.origin).href;
    const isOurs = payload['isOurs'] === true;
    await tools.mail.send({ to: facts.email, ...certificateMail({ ...facts, isOurs }, endsAt, url) });
  }
}

/** The mail, in the reader's language. */
export function certificateMail(
  facts: CertificateMailFacts & { readonly isOurs: boolean },
  endsAt: Date,
  url: string,
): LaidOutMail {
  const { locale, recipient } = facts;
  const isGerman = locale === 'de';
  const day = endsAt.toLocaleDateString(isGerman ? 'de-DE' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  const said = facts.isOurs ? ours(facts, day) : theirs(facts, day);
  return layOutMail({
    locale,
    subject: isGerman
      ? `Ein Zertifikat für die Anmeldung endet am ${day}`
      : `A certificate for signing in ends on ${day}`,
    paragraphs: [isGerman ? `Guten Tag ${recipient},` : `Hello ${recipient},`, ...said],
    action: { label: isGerman ? 'Verbindung ansehen' : 'See the connection', url },
    footer: isGerman
      ? 'Diese Nachricht geht an alle, die in der Organization die Anmeldung einrichten.'
      : 'This message goes to everybody who sets sign-in up in the Organization.',
  });
}

function theirs(
  { locale, name, organization }: CertificateMailFacts,
  day: string,
): readonly [string, string] {
  return locale === 'de'
    ? [
        `das letzte Zertifikat, mit dem der Identity Provider von ${organization} in der Verbindung „${name}“ unterschreibt, endet am ${day}.`,
        'Lassen Sie dort ein neues ausstellen und tragen Sie es hier ein, bevor Ihr Identity Provider wechselt: Beide gelten nebeneinander. Wird nur dort gewechselt, kann sich niemand mehr über die Verbindung anmelden.',
      ]
    : [
        `the last certificate with which the identity provider of ${organization} signs in the connection “${name}” ends on ${day}.`,
        'Have a new one made there and add it here before your identity provider changes over: both hold side by side. When it changes there alone, nobody can sign in by the connection any more.',
      ];
}

function ours({ locale, name, organization }: CertificateMailFacts, day: string): readonly [string, string] {
  return locale === 'de'
    ? [
        `das Zertifikat, mit dem Kopexa sich in der Verbindung „${name}“ beim Identity Provider von ${organization} ausweist, endet am ${day}.`,
        'Erneuern Sie unsere Schlüssel auf der Seite der Verbindung und übernehmen Sie unsere Metadaten beim Identity Provider, bevor Sie umstellen. Manche Identity Provider nehmen ein abgelaufenes Zertifikat nicht mehr an.',
      ]
    : [
        `the certificate with which Kopexa proves itself to the identity provider of ${organization} in the connection “${name}” ends on ${day}.`,
        'Renew our keys on the page of the connection and take our metadata over at the identity provider before you change over. Some identity providers no longer take a certificate that has ended.',
      ];
}
