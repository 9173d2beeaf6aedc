import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconUserMinus, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { AddGroupMembersDocument, RemoveGroupMembersDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { EndText } from '../../../ui/end-text.tsx';
import { Section } from '../../../ui/page.tsx';
import { Person } from '../../../ui/person.tsx';
import { Table } from '../../../ui/table.tsx';
import { Time } from '../../../ui/time.tsx';
import { saidDone, saidFailed } from '../../../ui/toast.ts';
import { AddMembersDialog } from './add-members-dialog.tsx';
import type { GroupMemberView, GroupView } from './group-view.ts';

/** Who is in a group, directly or through one that lies in it. */
export function GroupMembers({ group, mayManage }: { group: GroupView; mayManage: boolean }) {
  const t = useText();
  const [adding, setAdding] = useState(false);
  const isOpen = mayManage && !group.archivedAt && !group.isFromDirectory;
  const add = isOpen && (
    <Button
      size="xs"
      variant="default"
      disabled={!group.viewerCanFill}
      leftSection={<IconUserPlus size={15} />}
      onClick={() => setAdding(true)}
    >
      {t('group.add')}
    </Button>
  );
  return (
    <Section title={t('group.members')} actions={add}>
      {group.members.length === 0 ? (
        <Empty title={t('group.empty')}>{t('group.empty.text')}</Empty>
      ) : (
        <Table
          label={t('group.members')}
          head={[
            t('field.person'),
            t('group.how'),
            t('share.until'),
            t('access.since'),
            t('group.addedBy'),
            '',
          ]}
          rows={group.members.map((member, index) => ({
            key: `${member.user?.id ?? index} ${member.via?.id ?? ''}`,
            cells: [
              <Person key="person" user={member.user} />,
              member.via ? t('group.through', { name: member.via.name }) : t('group.directly'),
              <EndText key="until" until={member.until} />,
              <Time key="since" at={member.validFrom} />,
              <Person key="by" user={member.addedBy} bare />,
              isOpen && !member.via ? <RemoveMember key="remove" group={group} member={member} /> : null,
            ],
          }))}
        />
      )}
      {adding && <AddMembersDialog group={group} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function RemoveMember({ group, member }: { group: GroupView; member: GroupMemberView }) {
  const t = useText();
  const remove = useAction(RemoveGroupMembersDocument);
  const add = useAction(AddGroupMembersDocument);
  const userId = member.user?.id;
  if (!userId) return null;
  const name = member.user?.name ?? '';
  const people = { groupId: group.id, userIds: [userId] };
  const take = async () => {
    const { failure } = await remove.attempt({ input: people });
    if (failure) {
      saidFailed(failure, t);
      return;
    }
    const back = async () => {
      const again = await add.attempt({ input: { ...people, until: member.until } });
      if (again.failure) saidFailed(again.failure, t);
    };
    saidDone(
      t('group.removed', { name }),
      group.viewerCanFill ? { label: t('action.undo'), run: () => void back() } : undefined,
    );
  };
  return (
    <Tooltip label={t('group.remove')}>
      <ActionIcon
        color="red"
        loading={remove.busy}
        aria-label={t('group.removeFor', { name })}
        onClick={() => void take()}
      >
        <IconUserMinus size={17} />
      </ActionIcon>
    </Tooltip>
  );
}
