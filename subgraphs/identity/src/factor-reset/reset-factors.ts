import type { Actor } from '#runtime/actor/actor.js';
import { forbidden, KopexaError, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import type { Origin } from '../ports.js';
import { hashToken, newToken } from '../session/session-token.js';
import { linkKeys, type Throttle } from '../sign-in/throttle.js';
import { RESETTING_TOPIC, type ResetMoment } from './factor-reset-mail.js';
import { isOwner } from './factor-reset.policy.js';
import type { FactorResetRepository } from './factor-reset.repository.js';

interface ResetDependencies {
  readonly actor: Actor;
  readonly change: Pick<Change, 'subject' | 'note' | 'emit'>;
  readonly factorResets: FactorResetRepository;
}

/**
 * Break-glass: resets the second factors of a member who lost everything, whose sole membership is this Organization's.
 * For an owner nothing happens before a second owner agrees. Returns the id of the reset.
 *
 * Errors: NOT_FOUND, FORBIDDEN (no owner), STEP_UP_REQUIRED, INVALID_INPUT (oneself, also elsewhere a member, asked already).
 */
export async function askFactorReset(
  { actor, change, factorResets }: ResetDependencies,
  input: { readonly userId: string; readonly reason: string },
): Promise<string> {
  if (!isId(input.userId)) throw notFound('Member', input.userId);
  if (!isOwner(actor)) throw forbidden('Member', input.userId);
  const id = newId();
  const { token, hash } = newToken();
  change.subject(id);
  const ended = await factorResets.ask({ id, ...input, tokenHash: hash });
  change.note({ entity: 'FactorReset', id, field: 'account_id', class: 'technical', after: input.userId });
  noteState(change, id, { after: ended ? 'done' : 'pending' });
  noteEnded(change, ended ?? []);
  await tell(change, id, ended ? 'done' : 'asked', ended ? token : null);
  return id;
}

/** A second owner agrees: the factors go at this moment. Errors: NOT_FOUND, FORBIDDEN, STEP_UP_REQUIRED, INVALID_INPUT. */
export async function approveFactorReset(
  { actor, change, factorResets }: ResetDependencies,
  id: string,
): Promise<void> {
  if (!isId(id)) throw notFound('FactorReset', id);
  if (!isOwner(actor)) throw forbidden('FactorReset', id);
  const { token, hash } = newToken();
  change.subject(id);
  const { ended } = await factorResets.approve(id, hash);
  noteState(change, id, { before: 'pending', after: 'done' });
  noteEnded(change, ended);
  await tell(change, id, 'done', token);
}

/** Any owner takes a request back or refuses it. Errors: NOT_FOUND, FORBIDDEN. */
export async function cancelFactorReset(
  { actor, change, factorResets }: ResetDependencies,
  id: string,
): Promise<void> {
  if (!isId(id)) throw notFound('FactorReset', id);
  if (!isOwner(actor)) throw forbidden('FactorReset', id);
  change.subject(id);
  await factorResets.cancel(id);
  noteState(change, id, { before: 'pending', after: 'cancelled' });
  await tell(change, id, 'cancelled', null);
}

/**
 * Opens the enrolment of a new factor for the session of the account that the link was mailed to. The link is used up
 * with the first factor. Errors: LINK_EXPIRED, TOO_MANY_ATTEMPTS.
 */
export async function redeemFactorReset(
  deps: {
    readonly factorResets: Pick<FactorResetRepository, 'redeem'>;
    readonly throttle: Throttle;
    readonly origin: Origin;
  },
  token: string,
): Promise<void> {
  await deps.throttle.reserve(linkKeys(deps.origin.ip));
  if (!(await deps.factorResets.redeem(hashToken(token)))) throw new KopexaError('LINK_EXPIRED');
}

function tell(
  change: Pick<Change, 'emit'>,
  resetId: string,
  moment: ResetMoment,
  token: string | null,
): Promise<void> {
  return change.emit(RESETTING_TOPIC, { resetId, moment, token });
}

function noteState(
  change: Pick<Change, 'note'>,
  id: string,
  state: { readonly before?: string; readonly after: string },
): void {
  change.note({ entity: 'FactorReset', id, field: 'state', class: 'technical', ...state });
}

function noteEnded(change: Pick<Change, 'note'>, ended: readonly string[]): void {
  const over = {
    entity: 'Session',
    field: 'state',
    class: 'technical',
    before: 'active',
    after: 'ended',
  } as const;
  for (const id of ended) change.note({ ...over, id });
}
