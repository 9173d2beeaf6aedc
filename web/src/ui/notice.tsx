import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

/** A calm hint inside a page, with actions at its end. */
export function Notice(props: {
  tone?: 'info' | 'warn' | 'bad' | 'good';
  icon?: ReactNode;
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={`${classes.notice} k-noprint`} data-tone={props.tone ?? 'info'}>
      {props.icon ?? <IconInfoCircle size={18} aria-hidden />}
      <div className={classes.text}>{props.children}</div>
      {props.actions && <div className={classes.actions}>{props.actions}</div>}
    </div>
  );
}
