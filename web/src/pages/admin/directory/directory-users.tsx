import { Badge, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { DirectoryUsersDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Table } from '../../../ui/table.tsx';
import { Time } from '../../../ui/time.tsx';
import classes from './directory.module.css';

const PAGE = 50;

/** The people whom the directory knows. */
export function DirectoryUsers({ total, active }: { total: number; active: number }) {
  const t = useText();
  const [search, setSearch] = useState('');
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  if (total === 0)
    return (
      <Section title={t('directory.users')}>
        <Empty title={t('directory.users.none')}>{t('directory.users.none.text')}</Empty>
      </Section>
    );
  return (
    <Section title={t('directory.users')} text={t('directory.users.count', { total, active })}>
      <TextInput
        mb="sm"
        className={classes.search}
        label={t('directory.users.search')}
        maxLength={200}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setCursors([null]);
        }}
      />
      {cursors.map((after, index) => (
        <UsersFrom
          key={`${search} ${after}`}
          after={after}
          search={search}
          onMore={index === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined}
        />
      ))}
    </Section>
  );
}

function UsersFrom(props: { after: string | null; search: string; onMore?: (cursor: string) => void }) {
  const t = useText();
  const { after, search } = props;
  const answer = useAnswer(DirectoryUsersDocument, { first: PAGE, after, search: search.trim() || null });
  const page = answer.data?.directory?.users;
  if (answer.failure && !page) return <FailureNotice failure={answer.failure} onRetry={answer.reload} />;
  if (!page) return <ListSkeleton />;
  if (page.edges.length === 0) return <p className="k-dim">{t('directory.users.nobody')}</p>;
  const { endCursor, hasNextPage } = page.pageInfo;
  return (
    <>
      <Table
        label={t('directory.users')}
        head={[t('field.person'), t('field.email'), t('directory.state'), t('directory.changed')]}
        rows={page.edges.map(({ node }) => ({
          key: node.id,
          cells: [
            node.displayName ?? node.userName,
            node.userName,
            <Badge key="state" color={node.isActive ? 'teal' : 'gray'}>
              {node.isActive ? t('directory.active') : t('directory.inactive')}
            </Badge>,
            <Time key="changed" at={node.changedAt} />,
          ],
        }))}
      />
      {props.onMore && hasNextPage && endCursor && (
        <Button variant="subtle" mt="sm" onClick={() => props.onMore?.(endCursor)}>
          {t('action.more')}
        </Button>
      )}
    </>
  );
}
