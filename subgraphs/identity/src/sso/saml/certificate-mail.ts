import { layOutMail, type LaidOutMail } from '#runtime/mail/layout.js';
import type { OutboxTools } from '#runtime/outbox/worker.js';
import { findCertificateMails, type CertificateMailFacts } from './certificate-mail.repository.js';

/** Topic of what is told about certificates of identity providers. */
export const CERTIFICATE_TOPIC = 'identity.certificate';

/** Tells everybody who sets sign-in up that the last certificate of an identity provider ends. */
export async function sendCertificateMails(
  payload: Readonly<Record<string, unknown>>,
  tools: OutboxTools,
): Promise<void> {
  const query: OutboxTools['query'] = (sql, params) => tools.query(sql, params);
  const endsAt = new Date(String(payload['endsAt']));
  for (const facts of await findCertificateMails(query, String(payload['connectionId']))) {
    const url = new URL(`/o/${facts.slug}/admin/sign-in`, tools.origin).href;
    await tools.mail.send({ to: facts.email, ...certificateMail(facts, endsAt, url) });
  }
}

/** The mail, in the reader's language. */
export function certificateMail(
  { locale, name, recipient, organization }: CertificateMailFacts,
  endsAt: Date,
  url: string,
): LaidOutMail {
  const day = endsAt.toLocaleDateString(locale === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  if (locale === 'de') {
    return layOutMail({
      locale,
      subject: `Ein Zertifikat für die Anmeldung endet am ${day}`,
      paragraphs: [
        `Guten Tag ${recipient},`,
        `das letzte Zertifikat, mit dem der Identity Provider von ${organization} in der Verbindung „${name}“ unterschreibt, endet am ${day}.`,
        'Lassen Sie dort ein neues ausstellen und tragen Sie es hier ein, bevor Ihr Identity Provider wechselt: Beide gelten nebeneinander. Wird nur dort gewechselt, kann sich niemand mehr über die Verbindung anmelden.',
      ],
      action: { label: 'Verbindung ansehen', url },
      footer: 'Diese Nachricht geht an alle, die in der Organization die Anmeldung einrichten.',
    });
  }
  return layOutMail({
    locale,
    subject: `A certificate for signing in ends on ${day}`,
    paragraphs: [
      `Hello ${recipient},`,
      `the last certificate with which the identity provider of ${organization} signs in the connection “${name}” ends on ${day}.`,
      'Have a new one made there and add it here before your identity provider changes over: both hold side by side. When it changes there alone, nobody can sign in by the connection any more.',
    ],
    action: { label: 'See the connection', url },
    footer: 'This message goes to everybody who sets sign-in up in the Organization.',
  });
}
