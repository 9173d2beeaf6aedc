import { Badge, Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useAction } from '../../../client/use-action.ts';
import { useAnswer } from '../../../client/use-answer.ts';
import {
  ArchiveGroupDocument,
  GroupPageDocument,
  GroupStandingDocument,
  RestoreGroupDocument,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { PageSkeleton } from '../../../ui/skeletons.tsx';
import { saidDone, saidFailed } from '../../../ui/toast.ts';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { GroupAccess } from './group-access.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { GroupMembers } from './group-members.tsx';
import { GroupNesting } from './group-nesting.tsx';
import type { GroupView } from './group-view.ts';
import classes from './groups.module.css';

/** One group: who is in it, in what it lies, what it gives. */
export default function GroupPage() {
  const t = useText();
  const { slug } = useOrganization();
  const { group: id = '' } = useParams();
  const { data, failure, loading, reload } = useAnswer(GroupPageDocument, { id });
  const crumbs = [{ label: t('group.title'), to: `/o/${slug}/admin/groups` }];
  const group = data?.group;
  if (group?.id === id) return <OneGroup key={id} group={group} crumbs={crumbs} />;
  return (
    <>
      <TopBar crumbs={crumbs} />
      {loading ? (
        <PageSkeleton />
      ) : failure && !['NOT_FOUND', 'FORBIDDEN'].includes(failure.code) ? (
        <main id="main" tabIndex={-1}>
          <FailureNotice failure={failure} onRetry={reload} />
        </main>
      ) : (
        <Missing />
      )}
    </>
  );
}

function OneGroup({ group, crumbs }: { group: GroupView; crumbs: { label: string; to: string }[] }) {
  const t = useText();
  const { viewerCan } = useOrganization();
  const mayManage = can(viewerCan, 'GROUP_MANAGE');
  const standing = useAnswer(GroupStandingDocument, { id: group.id }, { pause: !mayManage }).data?.group;
  const names = (standing?.ask ?? []).map(({ name }) => name);
  const state = group.archivedAt ? <Badge color="gray">{t('state.archived')}</Badge> : null;
  return (
    <Page
      wide
      title={group.name}
      text={group.description}
      top={<TopBar crumbs={crumbs} state={state} />}
      actions={mayManage && !(group.isFromDirectory && group.archivedAt) && <GroupActions group={group} />}
    >
      <div className={classes.notices}>
        {group.isFromDirectory && <Notice>{t('directory.group.text')}</Notice>}
        {mayManage && !group.viewerCanFill && !group.isFromDirectory && (
          <Notice>
            {names.length > 0
              ? t('group.cannotFill.ask', { names: names.join(', ') })
              : t('group.cannotFill')}
          </Notice>
        )}
        {group.archivedAt && <Notice>{t('group.archived.text')}</Notice>}
      </div>
      <GroupMembers group={group} mayManage={mayManage} />
      <GroupAccess group={group} hidden={standing?.hiddenSpaces ?? 0} />
      <GroupNesting group={group} mayManage={mayManage} />
    </Page>
  );
}

function GroupActions({ group }: { group: GroupView }) {
  const t = useText();
  const archive = useAction(ArchiveGroupDocument);
  const restore = useAction(RestoreGroupDocument);
  const [editing, setEditing] = useState(false);
  const bring = async () => {
    const { failure } = await restore.attempt({ groupId: group.id });
    if (failure) saidFailed(failure, t);
    else saidDone(t('group.restored'));
  };
  const put = async () => {
    const { failure } = await archive.attempt({ groupId: group.id });
    if (failure) saidFailed(failure, t);
    else
      saidDone(
        t('group.wasArchived'),
        group.isFromDirectory ? undefined : { label: t('action.undo'), run: () => void bring() },
      );
  };
  if (group.archivedAt) {
    return (
      <Button disabled={!group.viewerCanFill} loading={restore.busy} onClick={() => void bring()}>
        {t('group.restore')}
      </Button>
    );
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={15} />}>
            {t('group.manage')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {!group.isFromDirectory && (
            <Menu.Item onClick={() => setEditing(true)}>{t('group.edit')}</Menu.Item>
          )}
          <Menu.Item color="red" onClick={() => void put()}>
            {t('group.archive')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {editing && <GroupDialog group={group} onClose={() => setEditing(false)} />}
    </>
  );
}
