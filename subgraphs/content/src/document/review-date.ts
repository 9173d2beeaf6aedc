/** A day so many months later as `YYYY-MM-DD` (UTC); the last day of the month when there is no such day. */
export function addMonths(from: Date, months: number): string {
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return first.toISOString().slice(0, 10);
}

const FORM = /^20\d\d-\d\d-\d\d$/;

/** Whether a text is a day of this century that exists, as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!FORM.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
