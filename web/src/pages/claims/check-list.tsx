import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ClaimOutcome } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Time } from '../../ui/time.tsx';
import type { CheckView } from './claim-view.ts';
import classes from './claims.module.css';

const ICONS: Record<ClaimOutcome, typeof IconCircleCheck> = {
  PASSED: IconCircleCheck,
  FAILED: IconAlertTriangle,
  NOT_MEASURED: IconCircleDashed,
};

/** What is measured of a claim, with the newest result of each check. */
export function CheckList(props: {
  checks: readonly CheckView[];
  /** Beside each check, for example a button. */
  action?: (check: CheckView) => ReactNode;
  /** With the exact time, for paper. */
  exact?: boolean;
}) {
  return (
    <ul className={classes.checks}>
      {props.checks.map((check) => (
        <CheckLine key={check.id} check={check} action={props.action?.(check)} exact={props.exact ?? false} />
      ))}
    </ul>
  );
}

function CheckLine({ check, action, exact }: { check: CheckView; action?: ReactNode; exact: boolean }) {
  const t = useText();
  const outcome = check.outcome ?? 'NOT_MEASURED';
  const Icon = ICONS[outcome];
  return (
    <li className={classes.check} data-outcome={outcome}>
      <Icon size={17} role="img" aria-label={t(`claimOutcome.${outcome}`)} />
      <div>
        <b>{check.title}</b>
        <p>{check.says ?? t('claims.check.never')}</p>
        <p>
          <small>
            {check.measures}{' '}
            {check.at && (
              <>
                {t('claims.check.measured')} <Time at={check.at} exact={exact} />.{' '}
              </>
            )}
            {check.isStale && t('claims.check.stale')}
          </small>
        </p>
      </div>
      {action}
    </li>
  );
}
