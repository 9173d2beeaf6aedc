import type { ReactNode } from 'react';
import classes from './table.module.css';

/** A plain table; on narrow screens every row becomes a small card. An empty head names a column of actions. */
export function Table(props: {
  label: string;
  head: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}) {
  return (
    <table className={classes.table} aria-label={props.label}>
      <thead>
        <tr>{props.head.map((name, index) => (name ? <th key={index}>{name}</th> : <td key={index} />))}</tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.key}>
            {row.cells.map((cell, index) => (
              <td key={index} data-label={props.head[index]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
