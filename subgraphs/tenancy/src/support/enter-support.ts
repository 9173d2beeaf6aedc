import type { Actor } from '#runtime/actor/actor.js';
import { forbidden, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import { SUPPORT_TOPIC } from './open-support-access.js';
import { maySupport } from './support.policy.js';
import type { EnteredSupport, SupportRepository } from './support.repository.js';

/** What {@link enterSupport} needs. */
export interface EnterSupportTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly support: Pick<SupportRepository, 'enter'>;
}

/**
 * Comes into the Organization of a customer who has support access open: as oneself, for as long as it is open.
 * The entry belongs to the customer's trail.
 *
 * Throws FORBIDDEN, STEP_UP_REQUIRED, NOT_FOUND (not open, or not standing any more) and INVALID_INPUT (a member
 * there already).
 */
export async function enterSupport(
  { actor, change, support }: EnterSupportTools,
  supportId: string,
): Promise<EnteredSupport> {
  if (!maySupport(actor)) throw forbidden('SupportAccess', null);
  if (!isId(supportId)) throw notFound('SupportAccess', supportId);
  change.subject(supportId);
  const visitId = newId();
  const entered = await support.enter(supportId, visitId);
  if (!entered) throw notFound('SupportAccess', supportId);
  if (entered.isNew) {
    const fact = { entity: 'SupportVisit', id: visitId, class: 'technical' } as const;
    change.note({ ...fact, field: 'account_id', after: actor.userId });
    change.note({ ...fact, field: 'valid_to', after: entered.until });
    await change.emit(SUPPORT_TOPIC, { supportId, event: 'entered', accountId: actor.userId });
  }
  return entered;
}
