import type { MailLocale } from '#runtime/mail/layout.js';
import type { OutboxTools } from '#runtime/outbox/worker.js';
import type { RoleId } from '../role/role-id.js';

/** One mail about access that ends: to whom it ends for, or to somebody who may give it anew. */
export interface GrantEndMailRow {
  readonly email: string;
  readonly recipient: string;
  readonly locale: MailLocale;
  /** Whether the recipient's own access ends. */
  readonly isHolder: boolean;
  /** The person or the group whose access ends. */
  readonly principal: string;
  readonly isGroup: boolean;
  readonly space: string;
  readonly spaceId: string;
  readonly slug: string;
  readonly organization: string;
  readonly role: RoleId;
  /** What a custom role is called. */
  readonly roleName: string | null;
  readonly endsAt: Date;
  readonly hasEnded: boolean;
}

const FIND = `
  SELECT email, recipient, locale, is_holder AS "isHolder", principal, is_group AS "isGroup", space_name AS space,
         space_id AS "spaceId", organization_slug AS slug, organization_name AS organization, role_key AS role,
         role_name AS "roleName", ends_at AS "endsAt", has_ended AS "hasEnded"
    FROM tenancy.grant_end_mails($1)`;

/** The mails about the end of a grant; none when it was changed or ended by hand since. */
export function findGrantEndMails(query: OutboxTools['query'], grantId: string): Promise<GrantEndMailRow[]> {
  return query<GrantEndMailRow>(FIND, [grantId]);
}
