import type { OutboxTools } from '#runtime/outbox/worker.js';
import type { MailLocale } from '#runtime/mail/layout.js';

/** One mail about support access, to an owner. */
export interface SupportMailRow {
  readonly email: string;
  readonly recipient: string;
  readonly locale: MailLocale;
  readonly slug: string;
  readonly organization: string;
  readonly reason: string;
  readonly opener: string | null;
  readonly visitor: string | null;
  readonly ender: string | null;
  readonly until: Date;
  readonly endedAt: Date;
  readonly isOver: boolean;
}

const FIND = `
  SELECT email, recipient, locale, organization_slug AS slug, organization_name AS organization, reason, opener,
         visitor_name AS visitor, ender, planned_to AS until, valid_to AS "endedAt", is_over AS "isOver"
    FROM tenancy.support_mails($1, $2)`;

/** The mails that an event of support access calls for: one to each present owner. */
export function findSupportMails(
  query: OutboxTools['query'],
  supportId: string,
  visitorId: string | null,
): Promise<SupportMailRow[]> {
  return query<SupportMailRow>(FIND, [supportId, visitorId]);
}
