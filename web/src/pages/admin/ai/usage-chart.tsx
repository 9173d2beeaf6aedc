import { useDates, useText } from '../../../i18n/text.ts';
import { useIntl } from 'react-intl';
import classes from './usage.module.css';

/** One day of the chart. */
export interface UsageDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly tokens: number;
}

const HEIGHT = 120;
const WIDTH = 720;
const FOOT = 18;
const HEAD = 14;

/** Tokens a day as bars; the table below says the same in figures. */
export function UsageChart({ days }: { days: readonly UsageDay[] }) {
  const t = useText();
  const dates = useDates();
  const intl = useIntl();
  const most = Math.max(1, ...days.map(({ tokens }) => tokens));
  const step = WIDTH / Math.max(1, days.length);
  const first = days[0];
  const last = days.at(-1);
  return (
    <svg
      className={classes.chart}
      viewBox={`0 0 ${WIDTH} ${HEAD + HEIGHT + FOOT}`}
      role="img"
      aria-label={t('usage.chart')}
    >
      <text x={0} y={HEAD - 4}>
        {intl.formatNumber(most)}
      </text>
      <line x1={0} x2={WIDTH} y1={HEAD} y2={HEAD} />
      <line x1={0} x2={WIDTH} y1={HEAD + HEIGHT} y2={HEAD + HEIGHT} />
      {days.map(({ day, tokens }, index) => {
        // What is used at all can be seen.
        const height = tokens === 0 ? 0 : Math.max(2, (tokens / most) * HEIGHT);
        return (
          <rect
            key={day}
            x={index * step + step * 0.15}
            y={HEAD + HEIGHT - height}
            width={step * 0.7}
            height={height}
            rx={2}
          >
            <title>{t('usage.chart.day', { day: dates.day(day), count: tokens })}</title>
          </rect>
        );
      })}
      {first && (
        <text x={0} y={HEAD + HEIGHT + FOOT - 4}>
          {dates.day(first.day)}
        </text>
      )}
      {last && first !== last && (
        <text x={WIDTH} y={HEAD + HEIGHT + FOOT - 4} textAnchor="end">
          {dates.day(last.day)}
        </text>
      )}
    </svg>
  );
}
