import { IconAlertTriangle, IconCheck, IconCloudOff, IconLoader2, IconPencil } from '@tabler/icons-react';
import { useDates, useText } from '../../../i18n/text.ts';
import type { SaveState } from './draft-saver.ts';
import classes from './editor.module.css';

const ICONS = {
  clean: IconCheck,
  saved: IconCheck,
  dirty: IconPencil,
  saving: IconLoader2,
  unreachable: IconCloudOff,
  expired: IconAlertTriangle,
  conflict: IconAlertTriangle,
  refused: IconAlertTriangle,
};

/** "Gespeichert, 14:02": how the text stands, visible and announced. */
export function SaveStatus({ state }: { state: SaveState }) {
  const t = useText();
  const dates = useDates();
  const Icon = ICONS[state.kind];
  const text =
    state.kind === 'saved' && state.savedAt
      ? t('save.savedAt', { time: dates.time(state.savedAt) })
      : t(`save.${state.kind}`);
  // While typing the status changes all the time; only what matters is announced.
  const announced = ['saved', 'unreachable', 'expired', 'conflict', 'refused'].includes(state.kind);
  return (
    <span className={classes.status} data-kind={state.kind} data-testid="save-status">
      <Icon size={15} aria-hidden />
      <span aria-hidden={announced}>{text}</span>
      <span className="k-quiet" role="status" aria-live="polite">
        {announced ? text : ''}
      </span>
    </span>
  );
}
