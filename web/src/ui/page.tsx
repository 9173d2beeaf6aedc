import type { ReactNode } from 'react';
import { useTitle } from './use-title.ts';
import classes from './page.module.css';

/** A page with a title, actions beside it and a text under it. */
export function Page(props: {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
  top?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  useTitle(props.title);
  return (
    <>
      {props.top}
      <main id="main" tabIndex={-1} className={classes.page} data-wide={props.wide || undefined}>
        <header className={classes.header}>
          <div>
            <h1>{props.title}</h1>
            {props.text && <p>{props.text}</p>}
          </div>
          {props.actions && <div className={classes.actions}>{props.actions}</div>}
        </header>
        {props.children}
      </main>
    </>
  );
}

/** A titled part of a page. */
export function Section(props: {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={classes.section}>
      <header className={classes.sectionHeader}>
        <div>
          <h2>{props.title}</h2>
          {props.text && <p>{props.text}</p>}
        </div>
        {props.actions}
      </header>
      {props.children}
    </section>
  );
}
