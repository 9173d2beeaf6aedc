import { SKEW_MS } from './names.js';

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

/** A time in UTC, as SAML Core §1.3.3 writes it, in milliseconds; `null` for anything else. */
export function timeOf(text: string | undefined): number | null {
  if (text === undefined || !DATE_TIME.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

/** Whether it is not yet this time, by clocks that differ by 60 seconds at most; absent and unreadable is no. */
export function isBefore(nowMs: number, until: string | undefined): boolean {
  const end = timeOf(until);
  return end !== null && nowMs < end + SKEW_MS;
}

/** Whether this time has come, by clocks that differ by 60 seconds at most; absent and unreadable is no. */
export function isSince(nowMs: number, from: string | undefined): boolean {
  const begin = timeOf(from);
  return begin !== null && nowMs >= begin - SKEW_MS;
}
