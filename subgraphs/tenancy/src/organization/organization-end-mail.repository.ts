import type { MailLocale } from '#runtime/mail/layout.js';
import type { OutboxTools } from '#runtime/outbox/worker.js';

/** One owner, and in which state the Organization is by now. */
export interface OrganizationEndMailRow {
  readonly email: string;
  readonly recipient: string;
  readonly locale: MailLocale;
  readonly decidedBy: string | null;
  readonly organization: string;
  readonly slug: string;
  readonly deletesAt: Date | null;
}

const FIND = `SELECT email, recipient, locale, decided_by AS "decidedBy", organization_name AS organization,
    organization_slug AS slug, deletes_at AS "deletesAt" FROM tenancy.organization_end_mails($1)`;

/** The owners of an Organization, for the mail about its end; nobody once it is gone. */
export function findOrganizationEndMails(
  query: OutboxTools['query'],
  orgId: string,
): Promise<OrganizationEndMailRow[]> {
  return query<OrganizationEndMailRow>(FIND, [orgId]);
}
