import { Button } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { AddGroupMembersDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { momentOf, UntilField } from '../../../ui/until-field.tsx';
import type { GroupView } from './group-view.ts';
import { PeopleSelect } from './people-select.tsx';

/** Puts several people into a group at once, for good or until a moment. */
export function AddMembersDialog({ group, onClose }: { group: GroupView; onClose: () => void }) {
  const t = useText();
  const add = useAction(AddGroupMembersDocument);
  const [userIds, setUserIds] = useState<readonly string[]>([]);
  const [until, setUntil] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await add.run({ input: { groupId: group.id, userIds: [...userIds], until: momentOf(until) } })))
      return;
    saidDone(t('group.added', { count: userIds.length }));
    onClose();
  };
  const { failure } = add;
  const spaces = group.grants.length;
  return (
    <Dialog onClose={onClose} title={t('group.addTo', { name: group.name })}>
      <FormStack onSubmit={(event) => void submit(event)}>
        {spaces > 0 && <Notice>{t('group.add.gives', { count: spaces })}</Notice>}
        <PeopleSelect value={userIds} onChange={setUserIds} />
        <UntilField
          value={until}
          onChange={setUntil}
          error={failure?.field === 'until' ? failure.message : undefined}
        />
        {failure && failure.field !== 'until' && <FailureNotice failure={failure} />}
        <Button type="submit" disabled={userIds.length === 0} loading={add.busy}>
          {t('group.add')}
        </Button>
      </FormStack>
    </Dialog>
  );
}
