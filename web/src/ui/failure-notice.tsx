import { ActionIcon, Button, CopyButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCloudOff, IconCopy } from '@tabler/icons-react';
import type { Failure } from './failure.ts';
import { Hint } from './hint.tsx';
import { useText } from '../i18n/text.ts';
import classes from './notice.module.css';

/** What happened, what to do, and the request id to copy. */
export function FailureNotice({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
  const t = useText();
  const offline = failure.code === 'NETWORK';
  return (
    <div className={classes.notice} role="alert" data-tone="bad">
      {offline ? <IconCloudOff size={18} /> : <IconAlertTriangle size={18} />}
      <div className={classes.text}>
        <p>{offline ? t('error.network') : failure.message || t('error.unknown')}</p>
        {failure.requestId !== null && <RequestId id={failure.requestId} />}
      </div>
      {onRetry && (
        <Button variant="default" size="xs" onClick={onRetry}>
          {t('action.retry')}
        </Button>
      )}
    </div>
  );
}

function RequestId({ id }: { id: string }) {
  const t = useText();
  return (
    <p className={classes.id}>
      {t('error.requestId', { id })}
      <CopyButton value={id}>
        {({ copied, copy }) => (
          <Hint label={copied ? t('action.copied') : t('action.copy')}>
            <ActionIcon size={24} onClick={copy} aria-label={t('error.copyRequestId')}>
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          </Hint>
        )}
      </CopyButton>
    </p>
  );
}
