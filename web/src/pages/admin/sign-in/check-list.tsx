import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useText } from '../../../i18n/text.ts';
import classes from './sign-in.module.css';

/** Checks in the order in which they were made, each with what was found. */
export function CheckList(props: {
  label: string;
  checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
}) {
  const t = useText();
  return (
    <ul className={classes.checks} aria-label={props.label}>
      {props.checks.map(({ name, ok, detail }, index) => (
        <li key={`${name} ${index}`} data-ok={ok}>
          {ok ? (
            <IconCircleCheck size={16} aria-label={t('connections.check.passed')} role="img" />
          ) : (
            <IconCircleX size={16} aria-label={t('connections.check.failed')} role="img" />
          )}
          <span>
            <span className={classes.mono}>{name}</span>
            {detail && <small>{detail}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}
