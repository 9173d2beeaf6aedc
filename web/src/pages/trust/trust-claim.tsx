import { Button } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Time } from '../../ui/time.tsx';
import { CheckList } from '../claims/check-list.tsx';
import { checksOf, type CheckView, type ClaimView } from '../claims/claim-view.ts';
import { StateMark } from '../claims/state-mark.tsx';
import type { RunningChecks } from '../claims/use-checks.ts';
import classes from './trust.module.css';

/** One claim for the public: its state, why, and what was measured. */
export function TrustClaim(props: {
  claim: ClaimView;
  checks: readonly CheckView[];
  isOpen: boolean;
  running: RunningChecks;
}) {
  const t = useText();
  const { claim, running } = props;
  const [asked, setAsked] = useState<string | null>(null);
  const checks = checksOf(claim, props.checks);
  return (
    <details className={classes.claim} open={props.isOpen}>
      <summary>
        <span className={classes.number}>{claim.number}</span>
        <span className={classes.title}>{claim.title}</span>
        <span className={classes.state}>
          <StateMark state={claim.state} />
          {claim.checkedAt && (
            <small>
              <Time at={claim.checkedAt} />
            </small>
          )}
        </span>
      </summary>
      <div className={classes.details}>
        {claim.reason && <p>{claim.reason}</p>}
        {claim.note && claim.note !== claim.reason && <p>{claim.note}</p>}
        {claim.restsOn.length > 0 && (
          <p>
            {t('claims.restsOn')}: {claim.restsOn.join(', ')}
          </p>
        )}
        <CheckList
          exact
          checks={checks}
          action={(check) =>
            check.isOpen && (
              <Button
                className="k-noprint"
                size="compact-xs"
                variant="subtle"
                aria-label={t('trust.again.of', { title: check.title })}
                loading={running.progress !== null && asked === check.id}
                disabled={running.progress !== null && asked !== check.id}
                onClick={() => {
                  setAsked(check.id);
                  void running.recheck(check.id);
                }}
              >
                {t('trust.again')}
              </Button>
            )
          }
        />
        {asked && running.failure && <FailureNotice failure={running.failure} />}
        <p className="k-quiet" role="status">
          {asked && running.progress && t('claims.running', running.progress)}
          {asked && !running.progress && (checks.find(({ id }) => id === asked)?.says ?? '')}
        </p>
      </div>
    </details>
  );
}
