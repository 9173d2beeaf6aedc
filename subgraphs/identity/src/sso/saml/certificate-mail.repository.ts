import type { OutboxTools } from '#runtime/outbox/worker.js';

/** Somebody who is told that a certificate ends. */
export interface CertificateMailFacts {
  /** Of the connection. */
  readonly name: string;
  readonly email: string;
  readonly recipient: string;
  readonly locale: 'de' | 'en';
  readonly slug: string;
  readonly organization: string;
}

const MAILS = `SELECT name, email, recipient, locale, organization_slug AS slug, organization_name AS organization
  FROM identity.certificate_mails($1)`;

/** Everybody who sets sign-in up; nobody when the connection is off by now. */
export async function findCertificateMails(
  query: OutboxTools['query'],
  connectionId: string,
): Promise<CertificateMailFacts[]> {
  return query<CertificateMailFacts>(MAILS, [connectionId]);
}
