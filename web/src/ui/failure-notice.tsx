import { ActionIcon, Button, CopyButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCloudOff, IconCopy } from '@tabler/icons-react';
import { shownRequestId, type Failure } from './failure.ts';
import { Hint } from './hint.tsx';
import { useText } from '../i18n/text.ts';
import classes from './notice.module.css';

/** What happened, what to do, and the request id to copy. */
export function FailureNotice(props: { failure: Failure; onRetry?: () => void }) {
  const t = useText();
  const { failure } = props;
  const offline = failure.code === 'NETWORK';
  const requestId = shownRequestId(failure);
  // After an update the page may ask for what the server has retired: only a new page helps.
  const retry = failure.code === 'PERSISTED_ID_UNKNOWN' ? () => window.location.reload() : props.onRetry;
  return (
    <div className={classes.notice} role="alert" data-tone="bad">
      {offline ? <IconCloudOff size={18} /> : <IconAlertTriangle size={18} />}
      <div className={classes.text}>
        <p>{offline ? t('error.network') : failure.message || t('error.unknown')}</p>
        {requestId !== null && <RequestId id={requestId} />}
      </div>
      {retry && (
        <Button variant="default" size="xs" onClick={retry}>
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
