import { Button, CloseButton } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useText } from '../i18n/text.ts';
import { currentToasts, dismissToast, holdToast, onToasts, releaseToast, type Toast } from './toast.ts';
import classes from './toasts.module.css';

/** The corner with short messages; what appears in it is announced. */
export function Toasts() {
  const toasts = useSyncExternalStore(onToasts, currentToasts);
  return (
    <div className={`${classes.corner} k-noprint`} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function OneToast({ toast }: { toast: Toast }) {
  const t = useText();
  const { id, undo } = toast;
  const back = () => {
    dismissToast(id);
    undo?.run();
  };
  return (
    <div
      className={classes.toast}
      data-tone={toast.tone}
      onPointerEnter={() => holdToast(id)}
      onPointerLeave={() => releaseToast(toast)}
      onFocus={() => holdToast(id)}
      onBlur={() => releaseToast(toast)}
    >
      <span className={classes.message}>{toast.message}</span>
      {undo && (
        <Button variant="subtle" size="compact-sm" onClick={back}>
          {undo.label}
        </Button>
      )}
      <CloseButton size={24} iconSize={14} aria-label={t('action.close')} onClick={() => dismissToast(id)} />
    </div>
  );
}
