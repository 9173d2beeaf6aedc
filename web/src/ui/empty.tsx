import type { ReactNode } from 'react';
import classes from './empty.module.css';

/** An empty place: what this is, and the next step. */
export function Empty(props: { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.empty}>
      {props.icon && <div className={classes.icon}>{props.icon}</div>}
      <h2>{props.title}</h2>
      {props.children && <p>{props.children}</p>}
      {props.action}
    </div>
  );
}
