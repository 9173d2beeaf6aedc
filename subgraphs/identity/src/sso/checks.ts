import { CustomerFetchFailed } from '#runtime/egress/customer-fetch.js';
import type { Check } from './protocol.js';

/** A check failed; nothing after it was looked at. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed';

  constructor(
    readonly check: string,
    readonly detail: string,
  ) {
    super(`${check}: ${detail}`);
  }
}

/** The list of checks of one answer as they are made. */
export interface CheckList<Name extends string> {
  readonly checks: readonly Check[];
  /** Notes what came of a check. @throws CheckFailed when it failed */
  demand(check: Name, ok: boolean, detail: string): asserts ok;
  /** The check failed. @throws CheckFailed */
  refuse(check: Name, detail: string): never;
}

/**
 * Makes checks one after the other until one fails: that one is the last of the list. What `judge` throws besides is
 * thrown on.
 */
export async function listChecks<Name extends string, T>(
  judge: (list: CheckList<Name>) => Promise<T>,
): Promise<{ readonly checks: readonly Check[]; readonly outcome: T | null }> {
  const checks: Check[] = [];
  const note = (name: string, ok: boolean, detail: string): void =>
    void checks.push({ name, ok, detail: shown(detail) });
  const list: CheckList<Name> = {
    checks,
    demand(check, ok, detail) {
      if (!ok) throw new CheckFailed(check, detail);
      note(check, true, detail);
    },
    refuse(check, detail) {
      throw new CheckFailed(check, detail);
    },
  };
  try {
    return { outcome: await judge(list), checks };
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error;
    note(error.check, false, error.detail);
    return { outcome: null, checks };
  }
}

/** What came from outside, cut and freed of control characters before it is kept or shown. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.replace(/\p{C}/gu, ' ').slice(0, 500);
}

/** Why a counterpart was not reached or not understood: its own words only where they are codes. */
export function reasonOf(error: unknown): string {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    if (each instanceof CustomerFetchFailed) return each.message;
    if ('error' in each && typeof each.error === 'string') {
      const more = 'error_description' in each ? `: ${shown(each.error_description)}` : '';
      return `${shown(each.error)}${more}`;
    }
  }
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return error instanceof Error ? `${error.message}${cause}` : 'unknown';
}
