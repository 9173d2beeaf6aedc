import { Button } from '@mantine/core';
import { IconClockPause, IconFilterOff, IconGauge } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useDates, useText } from '../../i18n/text.ts';
import type { Failure } from '../../ui/failure.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OffNotice } from './off-notice.tsx';
import { useSecondsUntil } from './use-seconds.ts';

/** Why the model did not answer, in plain words, with the way on. */
export function AiFailure({ failure, onAgain }: { failure: Failure; onAgain: () => void }) {
  switch (failure.code) {
    case 'AI_OFF':
      return <OffNotice />;
    case 'AI_BUDGET':
      return <BudgetUsed failure={failure} />;
    case 'AI_BUSY':
    case 'RATE_LIMITED':
      return <Busy failure={failure} onAgain={onAgain} />;
    default:
      return <FailureNotice failure={failure} onRetry={onAgain} />;
  }
}

/** The provider refused to answer, or to go on. */
export function Filtered() {
  const t = useText();
  return (
    <Alert icon={<IconFilterOff size={18} aria-hidden />}>
      <p>{t('ai.filtered')}</p>
      <p>{t('ai.filtered.text')}</p>
    </Alert>
  );
}

function BudgetUsed({ failure }: { failure: Failure }) {
  const t = useText();
  const dates = useDates();
  const resetsOn = failure.details?.['resetsOn'];
  return (
    <Alert icon={<IconGauge size={18} aria-hidden />}>
      <p>{t(failure.details?.['scope'] === 'PERSON' ? 'ai.budget.person' : 'ai.budget.organization')}</p>
      {typeof resetsOn === 'string' && <p>{t('ai.budget.renews', { day: dates.longDay(resetsOn) })}</p>}
    </Alert>
  );
}

function Busy({ failure, onAgain }: { failure: Failure; onAgain: () => void }) {
  const t = useText();
  const seconds = failure.details?.['retryAfterSeconds'];
  const [free] = useState(() => Date.now() + (typeof seconds === 'number' ? seconds : 5) * 1000);
  const left = useSecondsUntil(free);
  return (
    <Alert
      icon={<IconClockPause size={18} aria-hidden />}
      actions={
        <Button size="compact-sm" variant="default" disabled={left > 0} onClick={onAgain}>
          {left > 0 ? t('ai.busy.retry', { seconds: left }) : t('action.retry')}
        </Button>
      }
    >
      <p>{failure.code === 'AI_BUSY' ? t('ai.busy') : failure.message}</p>
    </Alert>
  );
}

function Alert(props: { icon: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <div role="alert">
      <Notice tone="warn" icon={props.icon} actions={props.actions}>
        {props.children}
      </Notice>
    </div>
  );
}
