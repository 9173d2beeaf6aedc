import type { FormEvent, ReactNode } from 'react';
import classes from './form-stack.module.css';

/** A form as a column of fields; the last button is the answer. */
export function FormStack(props: { onSubmit: (event: FormEvent) => void; children: ReactNode }) {
  return (
    <form className={classes.form} onSubmit={props.onSubmit}>
      {props.children}
    </form>
  );
}
