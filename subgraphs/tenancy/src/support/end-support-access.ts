import type { Actor } from '#runtime/actor/actor.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import { SUPPORT_TOPIC } from './open-support-access.js';
import { mayManageSupport } from './support.policy.js';
import type { SupportRecord, SupportRepository } from './support.repository.js';

/** What {@link endSupportAccess} needs. */
export interface EndSupportAccessTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly support: Pick<SupportRepository, 'endAccess' | 'find'>;
}

/**
 * Ends support access at once. The Organization's lock is held alone, so nothing that rests on it commits after this
 * was acknowledged (THREATS 20).
 *
 * Throws FORBIDDEN, and NOT_FOUND for one that is not there or has ended.
 */
export async function endSupportAccess(
  { actor, change, support }: EndSupportAccessTools,
  supportId: string,
): Promise<SupportRecord> {
  if (!mayManageSupport(actor)) throw forbidden('SupportAccess', null);
  const access = isId(supportId) ? await support.find(supportId) : null;
  if (!access) throw notFound('SupportAccess', supportId);
  change.subject(access.id);
  const visitors = await support.endAccess(access.id);
  const fact = { entity: 'SupportAccess', id: access.id, class: 'technical' } as const;
  change.note({ ...fact, field: 'support_visitors', after: visitors });
  await change.emit(SUPPORT_TOPIC, { supportId: access.id, event: 'ended' });
  const ended = await support.find(access.id);
  if (!ended) throw notFound('SupportAccess', supportId);
  return ended;
}
