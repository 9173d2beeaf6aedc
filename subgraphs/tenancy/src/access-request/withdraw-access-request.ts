import { notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import type { AccessRequestRepository, OwnRequestRecord } from './access-request.repository.js';

/** What {@link withdrawAccessRequest} needs. */
export interface WithdrawAccessRequestTools {
  readonly change: Change;
  readonly accessRequests: Pick<AccessRequestRepository, 'withdraw' | 'mineAgain'>;
}

/**
 * Takes back what one asked for oneself. Answer and audit entry are the same whether the page exists: the entry names
 * the request, never the Space.
 *
 * Throws NOT_FOUND (also for what others asked) and CONFLICT (decided or withdrawn already).
 */
export async function withdrawAccessRequest(
  { change, accessRequests }: WithdrawAccessRequestTools,
  requestId: string,
): Promise<OwnRequestRecord> {
  if (!isId(requestId)) throw notFound('AccessRequest', requestId);
  change.subject(requestId);
  await accessRequests.withdraw(requestId);
  const withdrawn = (await accessRequests.mineAgain()).find(({ id }) => id === requestId);
  if (!withdrawn) throw notFound('AccessRequest', requestId);
  return withdrawn;
}
