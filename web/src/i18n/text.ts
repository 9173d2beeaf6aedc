import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import type { MessageId } from './catalogue.ts';

type Plain = string | number | boolean | null | undefined;

/** Writes a message of the catalogue; values fill its placeholders. */
export type WriteText = (id: MessageId, values?: Record<string, Plain>) => string;

/** Text of the catalogue in the reader's language. */
export function useText(): WriteText {
  const intl = useIntl();
  return useMemo(() => (id, values) => intl.formatMessage({ id }, values), [intl]);
}

/** Text whose placeholders or tags are elements: `<b>…</b>` in the message, `{b: (chunks) => …}` here. */
export function useRichText(): (
  id: MessageId,
  values: Record<string, ReactNode | ((chunks: ReactNode[]) => ReactNode)>,
) => ReactNode {
  const intl = useIntl();
  return useMemo(() => (id, values) => intl.formatMessage({ id }, values as never) as ReactNode, [intl]);
}

/** A share from 0 to 1 as the reader writes it: "45 %", rounded down, so that all is said of all alone. */
export function usePercent(): (share: number) => string {
  const intl = useIntl();
  return useMemo(
    () => (share) => intl.formatNumber(Math.floor(share * 100) / 100, { style: 'percent' }),
    [intl],
  );
}

/** Dates and times as the reader writes them, in local time. */
export function useDates() {
  const intl = useIntl();
  return useMemo(
    () => ({
      day: (at: string | Date) => intl.formatDate(at, { dateStyle: 'medium' }),
      longDay: (at: string | Date) =>
        intl.formatDate(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
      time: (at: string | Date) => intl.formatTime(at, { timeStyle: 'short' }),
      dateTime: (at: string | Date) => intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'short' }),
      exact: (at: string | Date) => intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'medium' }),
      relative: (at: string | Date) => relative(intl.formatRelativeTime, intl.formatDate, at),
    }),
    [intl],
  );
}

const STEPS = [
  ['minute', 60, 60],
  ['hour', 3600, 24],
  ['day', 86_400, 7],
] as const;

function relative(
  formatRelative: (
    value: number,
    unit: 'second' | 'minute' | 'hour' | 'day',
    options: { numeric: 'auto' },
  ) => string,
  formatDate: (at: string | Date, options: { dateStyle: 'medium' }) => string,
  at: string | Date,
): string {
  const seconds = (new Date(at).getTime() - Date.now()) / 1000;
  if (Math.abs(seconds) < 60) return formatRelative(0, 'second', { numeric: 'auto' });
  for (const [unit, size, limit] of STEPS) {
    const count = Math.trunc(seconds / size);
    if (Math.abs(count) < limit) return formatRelative(count, unit, { numeric: 'auto' });
  }
  return formatDate(at, { dateStyle: 'medium' });
}
