import { Button } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../client/use-action.ts';
import { ChangeMemberRolesDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { RoleSelect } from '../../ui/role-select.tsx';
import { saidDone } from '../../ui/toast.ts';
import { fieldOf, momentOf, UntilField } from '../../ui/until-field.tsx';
import type { MemberView } from './member-view.ts';
import { RefusedMembers } from './refused-members.tsx';
import { useOrganizationRoles } from './use-roles.ts';

/** Another role for one or many, for good or until a moment: for all of them, or nobody. */
export function RolesDialog(props: {
  members: readonly MemberView[];
  onClose: () => void;
  onDone?: () => void;
}) {
  const t = useText();
  const { members } = props;
  const [first] = members;
  const { roles, ...unread } = useOrganizationRoles();
  const change = useAction(ChangeMemberRolesDocument);
  const [role, setRole] = useState(members.length === 1 ? (first?.role.id ?? '') : '');
  const [until, setUntil] = useState(members.length === 1 ? fieldOf(first?.until) : '');
  const needsEnd = role === 'organization.auditor';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const memberIds = members.map(({ id }) => id);
    if (!(await change.run({ input: { memberIds, role, until: momentOf(until) } }))) return;
    saidDone(t('members.changed', { count: members.length }));
    props.onDone?.();
    props.onClose();
  };
  const name = first?.user?.name ?? t('person.unknown');
  const isAboutEnd = change.failure?.field === 'until';
  return (
    <Dialog onClose={props.onClose} title={t('members.change.title', { count: members.length, name })}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <RoleSelect label={t('field.organizationRole')} roles={roles} value={role} onChange={setRole} />
        {unread.failure && <FailureNotice failure={unread.failure} onRetry={unread.reload} />}
        <UntilField
          value={until}
          onChange={setUntil}
          required={needsEnd}
          hint={needsEnd ? t('members.until.needed') : undefined}
          error={isAboutEnd ? change.failure?.message : undefined}
        />
        {change.failure && !isAboutEnd && <RefusedMembers failure={change.failure} members={members} />}
        <Button type="submit" disabled={!role || (needsEnd && !until)} loading={change.busy}>
          {t('members.change')}
        </Button>
      </FormStack>
    </Dialog>
  );
}
