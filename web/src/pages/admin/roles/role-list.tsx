import { Badge } from '@mantine/core';
import { useText } from '../../../i18n/text.ts';
import { Table } from '../../../ui/table.tsx';
import { RoleActions, type RoleTask } from './role-actions.tsx';
import type { RoleView } from './role-view.ts';
import classes from './roles.module.css';

/** Roles of one scope: what they are for, how much they hold, who has them. */
export function RoleList(props: {
  label: string;
  roles: readonly RoleView[];
  onTask: (role: RoleView, task: RoleTask) => void;
}) {
  const t = useText();
  return (
    <Table
      label={props.label}
      head={[t('field.role'), t('roles.permissions'), t('roles.holders'), '']}
      rows={props.roles.map((role) => ({
        key: role.id,
        cells: [
          <RoleName key="name" role={role} />,
          t('roles.count', { count: role.permissions.length }),
          <Holders key="holders" holders={role.holders} />,
          <RoleActions key="actions" role={role} onTask={(task) => props.onTask(role, task)} />,
        ],
      }))}
    />
  );
}

function RoleName({ role }: { role: RoleView }) {
  const t = useText();
  return (
    <div className={classes.name}>
      <b>{role.name}</b>
      {role.isBuiltIn && <Badge color="gray">{t('roles.builtIn')}</Badge>}
      {role.archivedAt && <Badge color="gray">{t('roles.isArchived')}</Badge>}
      {role.version != null && (
        <small className="k-dim">{t('roles.version', { number: role.version })}</small>
      )}
      {role.description && <p className="k-dim">{role.description}</p>}
    </div>
  );
}

function Holders({ holders }: { holders: RoleView['holders'] }) {
  const t = useText();
  const { people, groups, spaces, serviceAccounts, invitations } = holders;
  const parts = [
    people > 0 && t('roles.holders.people', { count: people }),
    groups > 0 && t('roles.holders.groups', { count: groups }),
    serviceAccounts > 0 && t('roles.holders.services', { count: serviceAccounts }),
    invitations > 0 && t('roles.holders.invitations', { count: invitations }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return <span className="k-dim">{t('roles.holders.none')}</span>;
  return (
    <span>
      {parts.join(', ')}
      {spaces > 0 && <small className="k-dim"> {t('roles.inSpaces', { count: spaces })}</small>}
    </span>
  );
}
