import { useDates } from '../i18n/text.ts';

/** A point in time, relative for people, exact for machines and on hover. */
export function Time({ at, exact = false }: { at: string; exact?: boolean }) {
  const dates = useDates();
  return (
    <time dateTime={at} title={dates.exact(at)}>
      {exact ? dates.dateTime(at) : dates.relative(at)}
    </time>
  );
}
