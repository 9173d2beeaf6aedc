import type { ReactNode } from 'react';
import classes from './empty.module.css';

/** An empty place: what this is, and the next step. */
export function Empty(props: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Nothing else is on the page: the title is the page's. */
  isPage?: boolean;
}) {
  const Heading = props.isPage ? 'h1' : 'h2';
  return (
    <div className={classes.empty}>
      {props.icon && <div className={classes.icon}>{props.icon}</div>}
      <Heading>{props.title}</Heading>
      {props.children && <p>{props.children}</p>}
      {props.action}
    </div>
  );
}
