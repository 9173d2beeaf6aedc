import { spacesWith, type Actor } from '#runtime/actor/actor.js';
import type { AccessRequestRecord, AccessRequestRepository } from './access-request.repository.js';
import type { RequestState } from './request-state.js';

/** Requests for Spaces that the actor may share, newest first; at most 200. */
export async function listAccessRequests(
  {
    actor,
    accessRequests,
  }: { readonly actor: Actor; readonly accessRequests: Pick<AccessRequestRepository, 'list'> },
  state: RequestState | null,
): Promise<AccessRequestRecord[]> {
  return accessRequests.list(spacesWith(actor, 'space.share'), state);
}
