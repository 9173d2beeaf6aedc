import type { MailLocale } from '#runtime/mail/layout.js';
import type { OutboxTools } from '#runtime/outbox/worker.js';

/** Somebody of a change of memberships, with the Organization's name. */
export interface MembershipMailRow {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly locale: MailLocale;
  readonly organization: string;
  readonly slug: string;
}

const FIND = `
  SELECT account_id AS "accountId", email, name, locale, organization_name AS organization, slug
    FROM tenancy.membership_mails($1, $2::uuid[])`;

/** Those of the accounts that are or were members of the Organization; erased ones are absent. */
export function findMembershipMails(
  query: OutboxTools['query'],
  orgId: string,
  accounts: readonly string[],
): Promise<MembershipMailRow[]> {
  return query<MembershipMailRow>(FIND, [orgId, accounts]);
}
