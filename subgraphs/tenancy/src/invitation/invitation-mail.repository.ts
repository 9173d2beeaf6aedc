import type { OutboxTools } from '#runtime/outbox/worker.js';
import type { MailLocale } from '#runtime/mail/layout.js';
import type { RoleId } from '../role/role-id.js';

/** What the worker may know about an invitation that still stands. */
export interface InvitationMailRow {
  readonly email: string;
  readonly organization: string;
  readonly locale: MailLocale;
  readonly inviter: string | null;
  readonly role: RoleId;
  /** What a custom role is called. */
  readonly roleName: string | null;
  readonly expiresAt: Date;
  readonly until: Date | null;
}

const FIND = `
  SELECT email, organization_name AS organization, locale, inviter, role_key AS role, role_name AS "roleName", expires_at AS "expiresAt", until
    FROM tenancy.invitation_mail($1)`;

/** The facts for an invitation's mail; `null` when it no longer stands. */
export async function findInvitationMail(
  query: OutboxTools['query'],
  invitationId: string,
): Promise<InvitationMailRow | null> {
  const [row] = await query<InvitationMailRow>(FIND, [invitationId]);
  return row ?? null;
}
