import type { ReactNode } from 'react';
import classes from './hint.module.css';

/**
 * Shows what a button with an icon does when it is pointed at or focused. For the eyes only: the button itself
 * has the same words as `aria-label`.
 */
export function Hint(props: { label: string; side?: 'bottom' | 'left'; children: ReactNode }) {
  return (
    <span className={classes.hint} data-hint={props.label} data-side={props.side ?? 'bottom'}>
      {props.children}
    </span>
  );
}
