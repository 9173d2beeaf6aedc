import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Failure } from './failure.ts';
import type { WriteText } from '../i18n/text.ts';

/** Says in a corner that something was done, with a way back where there is one. */
export function saidDone(message: string, undo?: { label: string; run: () => void }): void {
  const id = crypto.randomUUID();
  const back = () => {
    notifications.hide(id);
    undo?.run();
  };
  notifications.show({
    id,
    withBorder: true,
    autoClose: undo ? 10_000 : 4000,
    color: 'green',
    message: undo ? (
      <span>
        {message}{' '}
        <Button variant="subtle" size="compact-sm" onClick={back}>
          {undo.label}
        </Button>
      </span>
    ) : (
      message
    ),
  });
}

/** Says in a corner that something was refused, and why. */
export function saidFailed(failure: Failure, t: WriteText): void {
  const what = failure.code === 'NETWORK' ? t('error.network') : failure.message || t('error.unknown');
  const id = failure.requestId === null ? '' : `\n${t('error.requestId', { id: failure.requestId })}`;
  notifications.show({ message: what + id, color: 'red', withBorder: true, autoClose: 9000, role: 'alert' });
}
