import { createHash } from 'node:crypto';
import { KopexaError, invalidInput, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import { checkOf, CHECKS } from './all-checks.js';
import type { claimRequestRepository, RequestState } from './claim-run.repository.js';
import { CLAIM_CHECKS_TOPIC } from './claim-work.js';

interface Dependencies {
  readonly change: Pick<Change, 'subject' | 'emit'>;
  readonly requests: ReturnType<typeof claimRequestRepository>;
}

/** A request that was taken. */
export type TakenRequest = RequestState & { readonly id: string };

/**
 * The operator has checks run now: the given ones, or all. The worker does it; ask how far it is.
 *
 * Throws INVALID_INPUT for a check that does not exist.
 */
export async function runChecksNow(
  { change, requests }: Dependencies,
  checkIds: readonly string[] | null,
): Promise<TakenRequest> {
  const wanted = checkIds === null ? CHECKS.map(({ id }) => id) : [...new Set(checkIds)];
  const unknown = wanted.find((id) => !checkOf(id));
  if (wanted.length === 0 || unknown !== undefined)
    throw invalidInput(
      'input.checkIds',
      'Bitte nennen Sie vorhandene Messungen, oder keine, um alle auszuführen.',
      'Please name checks that exist, or none to run all of them.',
    );
  const id = newId();
  change.subject(id);
  await requests.ofOperator(id, wanted);
  await change.emit(CLAIM_CHECKS_TOPIC, {});
  return { id, total: wanted.length, done: 0, isFinished: false };
}

/**
 * A visitor has one check run again, if it may be run by anybody. Somebody who asks within a minute of another gets
 * that one's run.
 *
 * @param network what counts as one place of the visitor; only its hash is kept, for a day
 * @throws NOT_FOUND for other checks, TOO_MANY_ATTEMPTS with `details.retryAfterSeconds`
 */
export async function runCheckAgain(
  { change, requests }: Dependencies,
  checkId: string,
  network: string,
): Promise<TakenRequest> {
  const id = newId();
  change.subject(id);
  if (!checkOf(checkId)?.isOpen) throw notFound('ClaimCheck', null);
  const address = createHash('sha256').update(`claim-check\0${network}`).digest();
  const { taken, wait: retryAfterSeconds } = await requests.ofVisitor(id, checkId, address);
  if (taken === null)
    throw new KopexaError('TOO_MANY_ATTEMPTS', {
      details: { retryAfterSeconds },
      message: {
        de: `Gerade wurden viele Messungen angestoßen. Bitte warten Sie ${Math.ceil(retryAfterSeconds / 60)} Minuten.`,
        en: `Many checks were asked for just now. Please wait ${Math.ceil(retryAfterSeconds / 60)} minutes.`,
      },
    });
  change.subject(taken);
  if (taken === id) await change.emit(CLAIM_CHECKS_TOPIC, {});
  return { id: taken, total: 1, done: 0, isFinished: false };
}
