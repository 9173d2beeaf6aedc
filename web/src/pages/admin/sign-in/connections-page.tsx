import { Badge, Button, Switch } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { ConnectionsDocument } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { certificateEnd, ownKeysEnd, presetName, presetOf, type ConnectionItem } from './connection-view.ts';
import { DomainSection } from './domain-section.tsx';
import { NewConnection } from './new-connection.tsx';
import classes from './sign-in.module.css';

/** How people of the Organization sign in: connections to identity providers, and domains. */
export default function ConnectionsPage() {
  const t = useText();
  const { viewerCan } = useOrganization();
  const mayManage = can(viewerCan, 'SSO_MANAGE');
  const [includeArchived, setIncludeArchived] = useState(false);
  const [creating, setCreating] = useState(false);
  const answer = useAnswer(ConnectionsDocument, { includeArchived }, { pause: !mayManage });
  const connections = answer.data?.connections;
  if (!mayManage) {
    return (
      <>
        <TopBar crumbs={[]} />
        <Missing />
      </>
    );
  }
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
      {t('connections.new')}
    </Button>
  );
  return (
    <Page
      title={t('connections.title')}
      text={t('connections.text')}
      top={<TopBar crumbs={[]} />}
      actions={create}
    >
      <Section
        title={t('connections.list')}
        actions={
          <Switch
            label={t('connections.showArchived')}
            checked={includeArchived}
            onChange={(event) => setIncludeArchived(event.currentTarget.checked)}
          />
        }
      >
        {answer.failure && !connections && <FailureNotice failure={answer.failure} onRetry={answer.reload} />}
        {!connections && !answer.failure && <ListSkeleton rows={2} />}
        {connections?.length === 0 && (
          <Empty icon={<IconKey size={22} />} title={t('connections.none')}>
            {t('connections.none.text')}
          </Empty>
        )}
        <ul className={classes.list}>
          {connections?.map((connection) => (
            <ConnectionRow key={connection.id} connection={connection} />
          ))}
        </ul>
      </Section>
      <DomainSection connections={connections ?? []} />
      {creating && <NewConnection onClose={() => setCreating(false)} />}
    </Page>
  );
}

function ConnectionRow({ connection }: { connection: ConnectionItem }) {
  const t = useText();
  const dates = useDates();
  const { slug } = useOrganization();
  const ends = certificateEnd(connection, Date.now());
  const ownEnds = ownKeysEnd(connection, Date.now());
  const waits = connection.status === 'ACTIVE' && connection.latestVersion > connection.version;
  return (
    <li className={classes.card} data-archived={connection.archivedAt !== null || undefined}>
      <header>
        <div className={classes.name}>
          <h3>
            <Link to={`/o/${slug}/admin/sign-in/${connection.id}`}>{connection.name}</Link>
          </h3>
          <StatusBadge connection={connection} />
        </div>
        <span className="k-dim">{presetName(presetOf(connection))}</span>
      </header>
      {!connection.isTested && connection.archivedAt === null && (
        <p className="k-dim">
          {connection.latestVersion === 0 ? t('connections.unset') : t('connections.untested')}
        </p>
      )}
      {waits && <p className="k-dim">{t('connections.waiting', { version: connection.latestVersion })}</p>}
      {ends && <Notice tone="warn">{t('connections.certificateEnds', { day: dates.day(ends) })}</Notice>}
      {ownEnds && <Notice tone="warn">{t('connections.keys.ends', { day: dates.day(ownEnds) })}</Notice>}
    </li>
  );
}

const STATUS = {
  DRAFT: { color: 'gray', text: 'connections.status.DRAFT' },
  ACTIVE: { color: 'teal', text: 'connections.status.ACTIVE' },
  OFF: { color: 'yellow', text: 'connections.status.OFF' },
} as const;

/** Where a connection stands, in a word. */
export function StatusBadge({ connection }: { connection: Pick<ConnectionItem, 'status' | 'archivedAt'> }) {
  const t = useText();
  if (connection.archivedAt !== null) return <Badge color="gray">{t('connections.archived')}</Badge>;
  const { color, text } = STATUS[connection.status];
  return <Badge color={color}>{t(text)}</Badge>;
}
