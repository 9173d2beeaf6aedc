import { IconChevronRight } from '@tabler/icons-react';
import type { AccessWayPartsFragment } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import classes from './access.module.css';

/** Ways to a right, each as a chain of steps from the person to it. */
export function WayList({ ways }: { ways: readonly AccessWayPartsFragment[] }) {
  const t = useText();
  const dates = useDates();
  return (
    <ul className={classes.ways}>
      {ways.map((way, index) => (
        <li key={index} className={classes.way}>
          {way.steps.map((step, place) => (
            <span key={place}>
              {place > 0 && <IconChevronRight size={13} aria-hidden />}
              {step.text}
              {step.since && (
                <small className="k-dim"> {t('review.since', { time: dates.day(step.since) })}</small>
              )}
              {step.by && <small className="k-dim"> {t('review.by', { name: step.by.name })}</small>}
            </span>
          ))}
          {way.until && (
            <small className="k-dim">{t('review.until', { time: dates.dateTime(way.until) })}</small>
          )}
        </li>
      ))}
    </ul>
  );
}
