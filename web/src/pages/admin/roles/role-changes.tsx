import { IconMinus, IconPlus } from '@tabler/icons-react';
import { diffRoles } from '#schema/role-diff.js';
import type { Permission } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { PermissionChanges } from './permission-changes.tsx';
import type { RoleVersionView } from './role-view.ts';
import classes from './roles.module.css';

/** What differs between two versions of a role: its name, what it is for, and what it allows. */
export function RoleChanges({ from, to }: { from: RoleVersionView; to: RoleVersionView }) {
  const t = useText();
  const texts = [
    { label: t('field.name'), before: from.name, after: to.name },
    { label: t('roles.description'), before: from.description, after: to.description },
  ].filter(({ before, after }) => before !== after);
  return (
    <>
      {texts.length > 0 && (
        <ul className={classes.changes}>
          {texts.map(({ label, before, after }) => [
            after && (
              <li key={`${label} after`} data-comes>
                <IconPlus size={15} role="img" aria-label={t('roles.added')} />
                <ins>{`${label}: ${after}`}</ins>
              </li>
            ),
            before && (
              <li key={`${label} before`}>
                <IconMinus size={15} role="img" aria-label={t('roles.removed')} />
                <del>{`${label}: ${before}`}</del>
              </li>
            ),
          ])}
        </ul>
      )}
      <PermissionChanges {...diffRoles<Permission>(from.permissions, to.permissions)} />
    </>
  );
}
