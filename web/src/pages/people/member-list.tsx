import { Badge, Button } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '../../client/use-answer.ts';
import { MembersDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Person } from '../../ui/person.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { MemberActions } from './member-actions.tsx';
import type { MemberView } from './member-view.ts';
import classes from './people.module.css';

const PAGE = 50;

/** Members, fifty at a time. */
export function MemberList({ search }: { search: string }) {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return cursors.map((after, index) => (
    <MembersFrom
      key={after ?? ''}
      search={search}
      after={after}
      onMore={index === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined}
    />
  ));
}

function MembersFrom(props: { search: string; after: string | null; onMore?: (cursor: string) => void }) {
  const t = useText();
  const answer = useAnswer(MembersDocument, {
    first: PAGE,
    after: props.after,
    search: props.search || null,
  });
  const page = answer.data?.organization?.members;
  if (answer.failure && !page) return <FailureNotice failure={answer.failure} onRetry={answer.reload} />;
  if (!page) return <ListSkeleton />;
  if (page.edges.length === 0) return <Empty title={t('members.none')}>{t('members.none.text')}</Empty>;
  const { endCursor, hasNextPage } = page.pageInfo;
  return (
    <>
      <Table
        label={t('members.title')}
        head={[t('field.name'), t('field.role'), t('members.secondFactor'), t('members.since'), '']}
        rows={page.edges.map(({ node }) => ({ key: node.id, cells: cellsOf(node) }))}
      />
      {props.onMore && hasNextPage && endCursor && (
        <Button variant="subtle" mt="sm" onClick={() => props.onMore?.(endCursor)}>
          {t('action.more')}
        </Button>
      )}
    </>
  );
}

function cellsOf(member: MemberView) {
  return [
    <span key="who" className={classes.who}>
      <Person user={member.user} size={28} />
      {member.user?.email && <small>{member.user.email}</small>}
    </span>,
    <Role key="role" member={member} />,
    <SecondFactor key="factor" on={member.secondFactor} />,
    <Time key="since" at={member.since} />,
    <MemberActions key="actions" member={member} />,
  ];
}

function Role({ member }: { member: MemberView }) {
  return <Badge color={member.role.id === 'organization.owner' ? 'iris' : 'gray'}>{member.role.name}</Badge>;
}

function SecondFactor({ on }: { on: boolean }) {
  const t = useText();
  return (
    <span className={classes.factor} data-on={on || undefined}>
      {on ? <IconShieldCheck size={16} aria-hidden /> : <IconShieldX size={16} aria-hidden />}
      {on ? t('members.secondFactor.on') : t('members.secondFactor.off')}
    </span>
  );
}
