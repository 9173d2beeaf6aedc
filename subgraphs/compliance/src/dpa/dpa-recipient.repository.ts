import type { OutboxTools } from '#runtime/outbox/worker.js';

/** An owner of a customer who was not told of a version yet. */
export interface DpaRecipient {
  readonly orgId: string;
  readonly slug: string;
  readonly organization: string;
  readonly accountId: string;
}

const DUE =
  'SELECT org_id AS "orgId", slug, organization, account_id AS "accountId" FROM compliance.dpa_mails($1)';
const SENT = 'SELECT compliance.dpa_mail_sent($1, $2, $3)';

/** Who is still to be told of a version, for the worker. */
export const findRecipients = (query: OutboxTools['query'], number: number): Promise<DpaRecipient[]> =>
  query<DpaRecipient>(DUE, [number]);

/** Notes that somebody was told, so that a repetition tells nobody twice. */
export const noteTold = async (
  query: OutboxTools['query'],
  number: number,
  { orgId, accountId }: DpaRecipient,
): Promise<void> => void (await query(SENT, [number, orgId, accountId]));
