import type { OutboxTools } from '#runtime/outbox/worker.js';

/** Somebody who is told about a domain, and what there is to tell. */
export interface DomainMailFacts {
  readonly domain: string;
  /** Still verified, with its proof missing; otherwise it was lost. */
  readonly isVerified: boolean;
  readonly email: string;
  readonly recipient: string;
  readonly locale: 'de' | 'en';
  readonly slug: string;
  readonly organization: string;
}

const MAILS = `SELECT domain, verified AS "isVerified", email, recipient, locale, organization_slug AS slug,
  organization_name AS organization FROM identity.domain_mails($1)`;

/** Whom to tell about a domain whose proof is missing; nobody when it is there again. */
export async function findDomainMails(
  query: OutboxTools['query'],
  domainId: string,
): Promise<DomainMailFacts[]> {
  return query<DomainMailFacts>(MAILS, [domainId]);
}
