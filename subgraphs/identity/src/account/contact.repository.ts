import type { RunQuery } from '../ports.js';

/** Where and in which language somebody gets mail. */
export interface Contact {
  readonly email: string;
  readonly name: string;
  readonly locale: 'de' | 'en';
}

/** The contact of an account, for the worker; `null` when there is no such account. */
export async function findContact(query: RunQuery, accountId: string): Promise<Contact | null> {
  const rows = await query<Contact>('SELECT email, name, locale FROM identity.contacts(ARRAY[$1::uuid])', [
    accountId,
  ]);
  return rows[0] ?? null;
}
