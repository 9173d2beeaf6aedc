import type { UsageDay } from './usage-chart.tsx';

/** Periods that can be looked at, in days. */
export const PERIODS = [7, 30, 90] as const;

/** The period of an address; a month when there is none. */
export function periodOf(value: string | null): (typeof PERIODS)[number] {
  return PERIODS.find((one) => String(one) === value) ?? 30;
}

/** Today where the reader is, as YYYY-MM-DD; the server counts days so, too. */
export function today(now = new Date()): string {
  // Sweden's way of writing dates is ISO 8601.
  return new Intl.DateTimeFormat('sv-SE').format(now);
}

const isoDay = (day: Date): string => day.toISOString().slice(0, 10);

/** First day of a period that ends with a day. */
export function firstDay(last: string, count: number): string {
  const day = new Date(`${last}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - count + 1);
  return isoDay(day);
}

/** Every day from one to another with its tokens; days without any, too. */
export function daysBetween(
  from: string,
  to: string,
  rows: readonly { day: string; promptTokens: number; completionTokens: number }[],
): UsageDay[] {
  const sums = new Map<string, number>();
  for (const { day, promptTokens, completionTokens } of rows)
    sums.set(day, (sums.get(day) ?? 0) + promptTokens + completionTokens);
  const days: UsageDay[] = [];
  for (const day = new Date(`${from}T00:00:00Z`); isoDay(day) <= to; day.setUTCDate(day.getUTCDate() + 1))
    days.push({ day: isoDay(day), tokens: sums.get(isoDay(day)) ?? 0 });
  return days;
}
