import { useIntl } from 'react-intl';
import { useDates, useText } from '../../i18n/text.ts';
import classes from './budget.module.css';

/** How much of a month's tokens is used, as words and as a bar. */
export function Budget(props: {
  label: string;
  used: number;
  limit: number;
  /** YYYY-MM-DD. */
  renewsOn: string;
}) {
  const t = useText();
  const dates = useDates();
  const intl = useIntl();
  const { used, limit, renewsOn } = props;
  return (
    <div className={classes.budget}>
      <b>{props.label}</b>
      <meter min={0} max={Math.max(limit, 1)} high={limit * 0.9} value={used} aria-label={props.label} />
      <span>{t('usage.budget.of', { used: intl.formatNumber(used), limit: intl.formatNumber(limit) })}</span>
      <small className="k-dim">{t('usage.budget.renews', { day: dates.day(renewsOn) })}</small>
    </div>
  );
}
