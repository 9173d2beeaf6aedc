import { Badge, Button, Switch } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { GroupsDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Table } from '../../../ui/table.tsx';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { GroupDialog } from './group-dialog.tsx';
import type { GroupRowView } from './group-view.ts';
import classes from './groups.module.css';

/** The groups of an Organization, and making one. */
export default function GroupsPage() {
  const t = useText();
  const { viewerCan } = useOrganization();
  const [archived, setArchived] = useState(false);
  const [creating, setCreating] = useState(false);
  const mayManage = can(viewerCan, 'GROUP_MANAGE');
  if (!can(viewerCan, 'MEMBER_READ')) {
    return (
      <>
        <TopBar crumbs={[]} />
        <Missing />
      </>
    );
  }
  const create = mayManage && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t('group.create')}
    </Button>
  );
  return (
    <Page title={t('group.title')} text={t('group.text')} top={<TopBar crumbs={[]} />} actions={create}>
      <Switch
        mb="md"
        label={t('group.showArchived')}
        checked={archived}
        onChange={(event) => setArchived(event.currentTarget.checked)}
      />
      <GroupList includeArchived={archived} />
      {creating && <GroupDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

function GroupList({ includeArchived }: { includeArchived: boolean }) {
  const t = useText();
  const { slug } = useOrganization();
  const { data, failure, reload } = useAnswer(GroupsDocument, { includeArchived });
  const groups = data?.organization?.groups;
  if (failure && !groups) return <FailureNotice failure={failure} onRetry={reload} />;
  if (!groups) return <ListSkeleton />;
  if (groups.length === 0) {
    return (
      <Empty icon={<IconUsersGroup size={22} />} title={t('group.none')}>
        {t('group.none.text')}
      </Empty>
    );
  }
  return (
    <Table
      label={t('group.title')}
      head={[t('field.name'), t('group.people'), t('group.nesting')]}
      rows={groups.map((group) => ({
        key: group.id,
        cells: [
          <div key="name" className={classes.name}>
            <Link to={`/o/${slug}/admin/groups/${group.id}`}>{group.name}</Link>{' '}
            {group.isFromDirectory && <Badge color="blue">{t('directory.group.badge')}</Badge>}
            {group.archivedAt && <Badge color="gray">{t('state.archived')}</Badge>}
            {group.description && <small>{group.description}</small>}
          </div>,
          t('group.count', { count: group.memberCount }),
          <Nesting key="nesting" group={group} />,
        ],
      }))}
    />
  );
}

function Nesting({ group }: { group: GroupRowView }) {
  const t = useText();
  const names = (groups: readonly { name: string }[]) => groups.map(({ name }) => name).join(', ');
  if (group.parents.length > 0) return t('group.isIn', { names: names(group.parents) });
  if (group.children.length > 0) return t('group.holds', { names: names(group.children) });
  return '–';
}
