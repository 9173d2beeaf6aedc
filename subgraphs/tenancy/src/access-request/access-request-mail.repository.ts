import type { OutboxTools } from '#runtime/outbox/worker.js';
import type { MailLocale } from '#runtime/mail/layout.js';
import type { RoleId } from '../role/role-id.js';
import type { RequestState } from './request-state.js';

/** One mail about a request: to somebody who may decide, or to the person who asked. */
export interface AccessRequestMailRow {
  readonly email: string;
  readonly recipient: string;
  readonly locale: MailLocale;
  readonly requester: string;
  readonly space: string | null;
  readonly slug: string;
  readonly organization: string;
  readonly state: RequestState;
  readonly role: RoleId | null;
  /** What a custom role is called. */
  readonly roleName: string | null;
  /** When what was granted ends; `null` when it lasts. */
  readonly until: Date | null;
  readonly message: string;
  readonly reason: string | null;
  readonly spaceId: string | null;
  readonly documentId: string | null;
}

const FIND = `
  SELECT email, recipient, locale, requester, space_name AS space, organization_slug AS slug, organization_name AS organization,
         state, role_key AS role, role_name AS "roleName", until, message, reason, space_id AS "spaceId", document_id AS "documentId"
    FROM tenancy.access_request_mails($1)`;

/** The mails that a request calls for at its present state; none when nothing real was asked for. */
export function findAccessRequestMails(
  query: OutboxTools['query'],
  requestId: string,
): Promise<AccessRequestMailRow[]> {
  return query<AccessRequestMailRow>(FIND, [requestId]);
}
