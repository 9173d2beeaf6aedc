import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import classes from './sidebar.module.css';

/** One place of the left side. */
export function Place(props: { to: string; icon: ReactNode; label: string; end?: boolean; count?: number }) {
  return (
    <NavLink to={props.to} end={props.end ?? false} className={classes.place}>
      {props.icon}
      <span>{props.label}</span>
      {props.count !== undefined && <b className={classes.count}>{props.count}</b>}
    </NavLink>
  );
}
