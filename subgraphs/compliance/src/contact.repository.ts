import type { OutboxTools } from '#runtime/outbox/worker.js';
import type { MailLocale } from '#runtime/mail/layout.js';

/** Where and in which language somebody gets mail. */
export interface Contact {
  readonly email: string;
  readonly locale: MailLocale;
}

const CONTACT = 'SELECT email, locale FROM identity.contacts(ARRAY[$1::uuid])';

/** The contact of an account, for the worker; `null` when there is no such account. */
export async function findContact(query: OutboxTools['query'], accountId: string): Promise<Contact | null> {
  return (await query<Contact>(CONTACT, [accountId]))[0] ?? null;
}
