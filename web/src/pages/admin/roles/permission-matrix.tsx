import { Checkbox } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { Permission, RoleScope } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { DOOR, permissionsFor, usePermissionWords } from './permission-words.ts';
import classes from './roles.module.css';

/** Everything that a role of a scope can hold, to be ticked; what one does not hold oneself cannot be. */
export function PermissionChoice(props: {
  scope: RoleScope;
  held: readonly Permission[];
  value: readonly Permission[];
  error?: string;
  onChange: (permissions: Permission[]) => void;
}) {
  const t = useText();
  const words = usePermissionWords();
  const { scope, held, value } = props;
  return (
    <Checkbox.Group
      label={t('roles.permissions')}
      description={t(scope === 'SPACE' ? 'roles.permissions.space' : 'roles.permissions.organization')}
      error={props.error}
      value={[...value]}
      onChange={(chosen) => props.onChange(chosen)}
    >
      <div className={classes.choices}>
        {words(permissionsFor(scope)).map((each) => (
          <Checkbox
            key={each.value}
            value={each.value}
            label={each.text}
            description={held.includes(each.value) ? undefined : t('roles.notHeld')}
            disabled={
              each.value === DOOR[scope] || (!held.includes(each.value) && !value.includes(each.value))
            }
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** What roles hold, one beside the other. */
export function PermissionMatrix(props: {
  label: string;
  roles: readonly { id: string; name: string; permissions: readonly Permission[] }[];
  permissions: readonly Permission[];
}) {
  const t = useText();
  const words = usePermissionWords();
  return (
    <ScrollRegion className={classes.scroll} label={props.label}>
      <table className={classes.matrix} aria-label={props.label}>
        <thead>
          <tr>
            <th scope="col">{t('roles.permission')}</th>
            {props.roles.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {words(props.permissions).map(({ value, text }) => (
            <tr key={value}>
              <th scope="row">{text}</th>
              {props.roles.map(({ id, permissions }) => (
                <td key={id} data-held={permissions.includes(value) || undefined}>
                  {permissions.includes(value) ? (
                    <IconCheck size={16} role="img" aria-label={t('roles.held')} />
                  ) : (
                    <IconMinus size={16} role="img" aria-label={t('roles.unheld')} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
