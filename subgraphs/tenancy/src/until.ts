import { invalidInput } from '#runtime/errors/catalogue.js';

const MINUTE_MS = 60_000;

/** The nearest end that may be given: five minutes ahead. */
export const NEAREST_END_MS = 5 * MINUTE_MS;

/** The farthest end that may be given, in years. What should last longer is given without an end. */
export const FARTHEST_END_YEARS = 5;

/**
 * Checks when something that is given shall end; `null` and nothing mean that it lasts.
 *
 * Throws INVALID_INPUT that names the field when the end lies less than five minutes or more than five years ahead.
 */
export function checkUntil(until: Date | null | undefined, now: Date, field = 'input.until'): Date | null {
  if (until === null || until === undefined) return null;
  const at = until.getTime();
  if (Number.isNaN(at) || at < now.getTime() + NEAREST_END_MS) {
    throw invalidInput(
      field,
      'Das Ende muss mindestens fünf Minuten in der Zukunft liegen. Wählen Sie einen späteren Zeitpunkt, oder entziehen Sie den Zugriff sofort.',
      'The end has to be at least five minutes ahead. Choose a later time, or end the access at once.',
    );
  }
  const farthest = new Date(now);
  farthest.setUTCFullYear(farthest.getUTCFullYear() + FARTHEST_END_YEARS);
  if (at > farthest.getTime()) {
    throw invalidInput(
      field,
      'Das Ende darf höchstens fünf Jahre in der Zukunft liegen. Wählen Sie einen früheren Zeitpunkt, oder lassen Sie das Ende weg.',
      'The end may be at most five years ahead. Choose an earlier time, or leave the end out.',
    );
  }
  return until;
}
