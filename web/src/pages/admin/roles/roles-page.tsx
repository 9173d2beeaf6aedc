import { Button, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { RolesDocument, type RoleScope } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { ArchiveRole } from './archive-role.tsx';
import { PermissionMatrix } from './permission-matrix.tsx';
import type { RoleTask } from './role-actions.tsx';
import { RoleEditor } from './role-editor.tsx';
import { RoleHistory } from './role-history.tsx';
import { RoleList } from './role-list.tsx';
import type { RoleView } from './role-view.ts';
import classes from './roles.module.css';

type Task =
  { readonly role: RoleView; readonly task: RoleTask } | { readonly role: null; readonly task: 'new' };

const SCOPES: readonly RoleScope[] = ['ORGANIZATION', 'SPACE'];

/** Roles: the built-in ones and those that the Organization made, who has them, and what they hold. */
export default function RolesPage() {
  const t = useText();
  const { viewerCan } = useOrganization();
  const [includeArchived, setIncludeArchived] = useState(false);
  const [task, setTask] = useState<Task | null>(null);
  const isAllowed = can(viewerCan, 'ROLE_MANAGE');
  const answer = useAnswer(RolesDocument, { includeArchived }, { pause: !isAllowed });
  const roles = answer.data?.organization?.roles;
  if (!isAllowed) {
    return (
      <>
        <TopBar crumbs={[]} />
        <Missing />
      </>
    );
  }
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setTask({ role: null, task: 'new' })}>
      {t('roles.new')}
    </Button>
  );
  return (
    <Page title={t('roles.title')} text={t('roles.text')} top={<TopBar crumbs={[]} />} actions={create} wide>
      <Switch
        mb="md"
        label={t('roles.showArchived')}
        checked={includeArchived}
        onChange={(event) => setIncludeArchived(event.currentTarget.checked)}
      />
      {answer.failure && !roles && <FailureNotice failure={answer.failure} onRetry={answer.reload} />}
      {!roles && !answer.failure && <ListSkeleton />}
      {roles &&
        SCOPES.map((scope) => (
          <RolesOf
            key={scope}
            scope={scope}
            roles={roles.filter((role) => role.scope === scope)}
            onTask={(role, next) => setTask({ role, task: next })}
          />
        ))}
      {task && <Doing task={task} roles={roles ?? []} onClose={() => setTask(null)} />}
    </Page>
  );
}

function RolesOf(props: {
  scope: RoleScope;
  roles: readonly RoleView[];
  onTask: (role: RoleView, task: RoleTask) => void;
}) {
  const t = useText();
  const title = t(props.scope === 'SPACE' ? 'roles.scope.space' : 'roles.scope.organization');
  const permissions = [...new Set(props.roles.flatMap((role) => role.permissions))];
  return (
    <Section title={title}>
      <RoleList label={title} roles={props.roles} onTask={props.onTask} />
      <details className={classes.overview}>
        <summary>{t('roles.overview')}</summary>
        <PermissionMatrix
          label={t('roles.overviewOf', { scope: title })}
          roles={props.roles}
          permissions={permissions}
        />
      </details>
    </Section>
  );
}

function Doing(props: { task: Task; roles: readonly RoleView[]; onClose: () => void }) {
  const { task, roles, onClose } = props;
  if (task.task === 'new') return <RoleEditor current={null} from={null} onClose={onClose} />;
  if (task.task === 'edit') return <RoleEditor current={task.role} from={null} onClose={onClose} />;
  if (task.task === 'copy') return <RoleEditor current={null} from={task.role} onClose={onClose} />;
  if (task.task === 'history') return <RoleHistory role={task.role} onClose={onClose} />;
  return <ArchiveRole role={task.role} roles={roles} onClose={onClose} />;
}
