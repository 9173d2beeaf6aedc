import { layOutMail, type LaidOutMail } from '#runtime/mail/layout.js';
import type { OutboxTools } from '#runtime/outbox/worker.js';
import { findDomainMails, type DomainMailFacts } from './domain-mail.repository.js';

/** Topic of what is told about domains. */
export const DOMAIN_TOPIC = 'identity.domain';

/** Tells everybody who sets sign-in up that a domain's proof is gone. One that came back meanwhile is not told. */
export async function sendDomainMails(
  payload: Readonly<Record<string, unknown>>,
  tools: OutboxTools,
): Promise<void> {
  const query: OutboxTools['query'] = (sql, params) => tools.query(sql, params);
  for (const facts of await findDomainMails(query, String(payload['domainId']))) {
    const url = new URL(`/o/${facts.slug}/admin/sign-in`, tools.origin).href;
    await tools.mail.send({ to: facts.email, ...domainMail(facts, url) });
  }
}

/** The mail, in the reader's language. */
export function domainMail(facts: DomainMailFacts, url: string): LaidOutMail {
  const { locale, domain, recipient, organization, isVerified } = facts;
  if (locale === 'de') {
    return layOutMail({
      locale,
      subject: isVerified ? `Der Nachweis für ${domain} fehlt` : `${domain} ist nicht mehr bestätigt`,
      paragraphs: [
        `Guten Tag ${recipient},`,
        isVerified
          ? `seit mehr als sieben Tagen fehlt im DNS der Eintrag, mit dem ${organization} die Domain ${domain} belegt. Setzen Sie ihn wieder: Fehlt er dreißig Tage lang, gilt die Domain nicht mehr als bestätigt.`
          : `seit dreißig Tagen fehlt im DNS der Eintrag, mit dem ${organization} die Domain ${domain} belegt. Sie gilt nicht mehr als bestätigt: Personen dieser Domain werden nicht mehr zu einer Verbindung geleitet.`,
      ],
      action: { label: 'Domains ansehen', url },
      footer: 'Diese Nachricht geht an alle, die in der Organization die Anmeldung einrichten.',
    });
  }
  return layOutMail({
    locale,
    subject: isVerified ? `The proof for ${domain} is missing` : `${domain} is no longer verified`,
    paragraphs: [
      `Hello ${recipient},`,
      isVerified
        ? `for more than seven days the record by which ${organization} proves the domain ${domain} has been missing from the DNS. Put it back: when it is missing for thirty days, the domain is no longer verified.`
        : `for thirty days the record by which ${organization} proves the domain ${domain} has been missing from the DNS. It is no longer verified: people of this domain are no longer led to a connection.`,
    ],
    action: { label: 'See the domains', url },
    footer: 'This message goes to everybody who sets sign-in up in the Organization.',
  });
}
