import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { SSO_CHECKS } from '#schema/sso-checks.js';
import { useLocale } from '../../../i18n/i18n-provider.tsx';
import { useText } from '../../../i18n/text.ts';
import classes from './sign-in.module.css';

/** Checks in the order in which they were made: what was looked at, its name in the audit trail, and what was found. */
export function CheckList(props: {
  label: string;
  checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
}) {
  const t = useText();
  const { locale } = useLocale();
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
            {SSO_CHECKS[name]?.[locale] ?? name} <span className={classes.checkName}>{name}</span>
            {detail && <small>{detail}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}
