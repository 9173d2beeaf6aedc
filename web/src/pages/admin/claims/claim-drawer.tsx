import { Button, Drawer } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useText } from '../../../i18n/text.ts';
import { Facts } from '../../../ui/facts.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Time } from '../../../ui/time.tsx';
import { CheckList } from '../../claims/check-list.tsx';
import { checksOf, type CheckView, type ClaimView } from '../../claims/claim-view.ts';
import { StateMark } from '../../claims/state-mark.tsx';
import type { RunningChecks } from '../../claims/use-checks.ts';
import { ClaimHistory } from './claim-history.tsx';
import classes from './claims-page.module.css';

/** One claim with what is measured of it, its evidence and its history. */
export function ClaimDrawer(props: {
  claim: ClaimView;
  claims: readonly ClaimView[];
  checks: readonly CheckView[];
  running: RunningChecks;
  onOpen: (claim: ClaimView) => void;
  onClose: () => void;
}) {
  const t = useText();
  const { claim, running } = props;
  const checks = checksOf(claim, props.checks);
  const newest =
    checks
      .map(({ at }) => at ?? '')
      .sort()
      .at(-1) ?? '';
  return (
    <Drawer
      opened
      onClose={props.onClose}
      position="right"
      size={560}
      title={t('claims.number', { number: claim.number })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <p className={classes.sentence}>{claim.title}</p>
      <StateMark state={claim.state} />
      <ClaimFacts claim={claim} />
      {claim.restsOn.length > 0 && <RestsOn {...props} />}
      {claim.restsOn.length === 0 && (
        <>
          <div className={classes.heading}>
            <h3>{t('claims.checks')}</h3>
            {checks.length > 0 && (
              <Button
                size="xs"
                variant="default"
                loading={running.progress !== null}
                leftSection={<IconRefresh size={15} aria-hidden />}
                onClick={() => void running.run(checks.map(({ id }) => id))}
              >
                {t('claims.run')}
              </Button>
            )}
          </div>
          <p className={classes.progress} role="status">
            {running.progress && t('claims.running', running.progress)}
          </p>
          {running.failure && <FailureNotice failure={running.failure} />}
          {checks.length === 0 && <p className="k-dim">{t('claims.noChecks')}</p>}
          <CheckList checks={checks} />
        </>
      )}
      {checks.length > 0 && <ClaimHistory key={`${claim.id}${newest}`} checks={checks} />}
    </Drawer>
  );
}

function ClaimFacts({ claim }: { claim: ClaimView }) {
  const t = useText();
  return (
    <div className={classes.facts}>
      <Facts
        rows={[
          ...(claim.reason ? [[t('claims.reason'), claim.reason] as const] : []),
          ...(claim.note && claim.note !== claim.reason ? [[t('claims.beyond'), claim.note] as const] : []),
          [t('claims.red'), claim.red],
          ...(claim.checkedAt
            ? [[t('claims.lastMeasured'), <Time key="at" at={claim.checkedAt} exact />] as const]
            : []),
          [t('claims.kind'), t(`claimKind.${claim.kind}`)],
          [t('claims.section'), claim.section],
          [t('claims.owner'), claim.owner],
        ]}
      />
      {claim.isStrict && <p className="k-dim">{t('claims.strict')}</p>}
    </div>
  );
}

/** A roll-up is explained by the claims that it rests on. */
function RestsOn({ claim, claims, onOpen }: Parameters<typeof ClaimDrawer>[0]) {
  const t = useText();
  return (
    <>
      <div className={classes.heading}>
        <h3>{t('claims.restsOn')}</h3>
      </div>
      <ul className={classes.list}>
        {claims
          .filter(({ number }) => claim.restsOn.includes(number))
          .map((each) => (
            <li key={each.id}>
              <button type="button" className={classes.row} data-narrow onClick={() => onOpen(each)}>
                <span className={classes.number}>{each.number}</span>
                <span className={classes.claimTitle}>{each.title}</span>
                <StateMark state={each.state} bare />
              </button>
            </li>
          ))}
      </ul>
    </>
  );
}
