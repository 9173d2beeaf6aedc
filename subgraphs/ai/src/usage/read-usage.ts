import { holds } from '#runtime/actor/actor.js';
import { forbidden, invalidInput } from '#runtime/errors/catalogue.js';
import type { Context } from '#runtime/graphql/context.js';
import { usageRepository, type Budget, type UsageRow } from './usage.repository.js';

/** What was used, from one day to another. */
export interface Usage {
  readonly from: string;
  readonly to: string;
  /** Everybody's rows, or the reader's own. */
  readonly isWhole: boolean;
  readonly budget: Budget;
  readonly rows: readonly UsageRow[];
}

const MOST_ROWS = 5_000;
const MOST_DAYS = 400;
const DAY_MS = 86_400_000;

/** The budget for those who may use AI or read settings. Throws FORBIDDEN. */
export async function readBudget(ctx: Context): Promise<Budget> {
  const budget = await usageRepository(ctx).budget();
  if (!budget) throw forbidden('AiUsage', null);
  return budget;
}

/** What was used, this month unless days are given. Throws INVALID_INPUT and FORBIDDEN. */
export async function readUsage(
  ctx: Context,
  given: { readonly from?: string | null; readonly to?: string | null; readonly now: Date },
): Promise<Usage> {
  const { timeZone } = ctx.request;
  // Sweden's way of writing dates is ISO 8601.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(given.now);
  const to = dayOf('to', given.to ?? today);
  const from = dayOf('from', given.from ?? `${to.slice(0, 8)}01`);
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (days < 0)
    throw invalidInput('from', 'Dieser Tag liegt nach dem letzten.', 'This day is after the last one.');
  if (days > MOST_DAYS)
    throw invalidInput(
      'from',
      `Bitte wählen Sie höchstens ${MOST_DAYS} Tage.`,
      `Please choose ${MOST_DAYS} days at most.`,
    );
  const budget = await readBudget(ctx);
  const rows = await usageRepository(ctx).usage(from, to, timeZone, MOST_ROWS);
  return { from, to, isWhole: holds(ctx.actor, 'settings.read'), budget, rows };
}

function dayOf(field: string, text: string): string {
  const isDay = /^20\d{2}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  if (isDay && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)) return text;
  throw invalidInput(
    field,
    'Bitte geben Sie einen Tag an, zum Beispiel 2026-11-23.',
    'Please give a day, for example 2026-11-23.',
  );
}
