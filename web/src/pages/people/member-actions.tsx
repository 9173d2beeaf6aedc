import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCheck, IconDots, IconUserMinus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAction } from '../../client/use-action.ts';
import { ChangeMemberRoleDocument, RemoveMemberDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { saidDone, saidFailed } from '../../ui/toast.ts';
import dialogs from '../document/parts/dialogs.module.css';
import type { RoleChoice } from '../../ui/role-select.tsx';
import type { MemberView } from './member-view.ts';
import { useOrganizationRoles } from './use-roles.ts';

/** Role and removal of one member; absent for those who may not. */
export function MemberActions({ member }: { member: MemberView }) {
  const t = useText();
  const roles = useOrganizationRoles();
  const change = useAction(ChangeMemberRoleDocument);
  const [removing, setRemoving] = useState(false);
  if (!member.viewerMayChange) return null;
  const name = member.user?.name ?? t('person.unknown');
  const setRole = async (role: RoleChoice) => {
    const before = member.role.id;
    const { failure } = await change.attempt({ input: { memberId: member.id, role: role.id } });
    if (failure) {
      saidFailed(failure, t);
      return;
    }
    saidDone(t('members.roleChanged', { name, role: role.name }), {
      label: t('action.undo'),
      run: () => void change.attempt({ input: { memberId: member.id, role: before } }),
    });
  };
  return (
    <>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <ActionIcon aria-label={t('members.actions', { name })}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('field.role')}</Menu.Label>
          {roles.map((role) => (
            <Menu.Item
              key={role.id}
              rightSection={role.id === member.role.id ? <IconCheck size={15} aria-hidden /> : null}
              onClick={() => role.id !== member.role.id && void setRole(role)}
            >
              {role.name}
              <br />
              <small className="k-dim">{role.description}</small>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            className="k-danger"
            leftSection={<IconUserMinus size={16} />}
            onClick={() => setRemoving(true)}
          >
            {t('members.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {removing && <RemoveDialog member={member} name={name} onClose={() => setRemoving(false)} />}
    </>
  );
}

function RemoveDialog(props: { member: MemberView; name: string; onClose: () => void }) {
  const t = useText();
  const remove = useAction(RemoveMemberDocument);
  const { name } = props;
  const submit = async () => {
    if (!(await remove.run({ memberId: props.member.id }))) return;
    saidDone(t('members.removed', { name }));
    props.onClose();
  };
  return (
    <Dialog onClose={props.onClose} title={t('members.remove.title', { name })}>
      <div className={dialogs.stack}>
        <p>{t('members.remove.text', { name })}</p>
        {remove.failure && <FailureNotice failure={remove.failure} />}
        <div className={dialogs.answers}>
          <Button variant="default" data-autofocus onClick={props.onClose}>
            {t('action.cancel')}
          </Button>
          <Button color="red" loading={remove.busy} onClick={() => void submit()}>
            {t('members.remove')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
