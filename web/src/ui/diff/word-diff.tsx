import { diffWordsWithSpace } from 'diff';
import { useMemo } from 'react';
import classes from './diff.module.css';

/** What two short texts differ in, word by word, in one text. */
export function WordDiff(props: { before: string; after: string; lang?: string }) {
  const parts = useMemo(() => diffWordsWithSpace(props.before, props.after), [props.before, props.after]);
  return (
    <div className={classes.diff} lang={props.lang}>
      <div className={classes.row}>
        {parts.map((part, index) => {
          if (part.added) return <ins key={index}>{part.value}</ins>;
          if (part.removed) return <del key={index}>{part.value}</del>;
          return <span key={index}>{part.value}</span>;
        })}
      </div>
    </div>
  );
}
