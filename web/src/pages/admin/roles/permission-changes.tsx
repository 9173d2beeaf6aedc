import { IconMinus, IconPlus } from '@tabler/icons-react';
import type { Permission } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { usePermissionWords } from './permission-words.ts';
import classes from './roles.module.css';

/** What comes and what goes, in words. */
export function PermissionChanges(props: { added: readonly Permission[]; removed: readonly Permission[] }) {
  const t = useText();
  const words = usePermissionWords();
  const { added, removed } = props;
  if (added.length === 0 && removed.length === 0)
    return <p className="k-dim">{t('roles.samePermissions')}</p>;
  return (
    <ul className={classes.changes}>
      {words(added).map(({ value, text }) => (
        <li key={value} data-comes>
          <IconPlus size={15} role="img" aria-label={t('roles.added')} />
          <ins>{text}</ins>
        </li>
      ))}
      {words(removed).map(({ value, text }) => (
        <li key={value}>
          <IconMinus size={15} role="img" aria-label={t('roles.removed')} />
          <del>{text}</del>
        </li>
      ))}
    </ul>
  );
}
