import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.ts';
import classes from './people.module.css';

/** What may be done with everything that is selected; stays in view while the list scrolls. */
export function BulkBar(props: { label: string; count: number; onClear: () => void; children: ReactNode }) {
  const t = useText();
  if (props.count === 0) return null;
  return (
    <div className={classes.bulk} role="region" aria-label={props.label}>
      <b aria-live="polite">{t('members.selected', { count: props.count })}</b>
      <div className={classes.buttons}>
        {props.children}
        <Button variant="subtle" color="gray" size="xs" onClick={props.onClear}>
          {t('members.selection.clear')}
        </Button>
      </div>
    </div>
  );
}
