import type { Change } from '#runtime/graphql/context.js';
import { NOTICE_TOPIC, type NoticeKind } from './account-notice.js';

/** Queues a notice to the account's owner, in the transaction of the change it tells of. */
export function notify(change: Pick<Change, 'emit'>, accountId: string, kind: NoticeKind): Promise<void> {
  return change.emit(NOTICE_TOPIC, { accountId, kind });
}
