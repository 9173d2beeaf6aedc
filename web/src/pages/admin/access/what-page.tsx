import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { WhatCanAccessDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Table } from '../../../ui/table.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { MomentField, PrincipalField } from './access-fields.tsx';
import { accessLink, writeAccessQuery, type AccessQuery } from './access-link.ts';
import { momentOf, readAccessQuery } from './access-query.ts';
import { AccessTabs } from './access-tabs.tsx';
import { HeldHead, type HeldSpace } from './held-head.tsx';
import { useMayAsk } from './use-may-ask.ts';
import { WayList } from './way-list.tsx';
import classes from './access.module.css';

const PAGE = 50;

/** What somebody can access, now or at a moment: the Organization and its Spaces. */
export default function WhatPage() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const [shown, setShown] = useState<{ id: string; name: string } | null>(null);
  const query = readAccessQuery(params);
  const change = (next: AccessQuery) => {
    setCursors([null]);
    setShown(null);
    setParams(writeAccessQuery(next), { replace: true });
  };
  return (
    <Page wide title={t('review.title')} text={t('review.text')} top={<TopBar crumbs={[]} />}>
      <AccessTabs query={query} />
      <div className={classes.fields}>
        <PrincipalField query={query} onChange={change} shown={query.user || query.tool ? shown : null} />
        <MomentField query={query} onChange={change} />
      </div>
      {cursors.map((after, index) => (
        <HeldFrom
          key={`${params.toString()} ${after}`}
          query={query}
          after={after}
          onShown={setShown}
          onMore={index === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined}
        />
      ))}
    </Page>
  );
}

interface HeldProps {
  query: AccessQuery;
  after: string | null;
  onShown: (principal: { id: string; name: string }) => void;
  onMore?: (cursor: string) => void;
}

function HeldFrom({ query, after, onMore, onShown }: HeldProps) {
  const t = useText();
  const { org = '' } = useParams();
  const [at] = useState(() => momentOf(query.at));
  const asked = { userId: query.user, serviceAccountId: query.tool, at };
  const answer = useAnswer(WhatCanAccessDocument, { ...asked, first: PAGE, after });
  const page = answer.data?.whatCanAccess;
  const principal = page?.principal;
  useEffect(() => {
    if (principal) onShown(principal);
  }, [principal, onShown]);
  if (answer.failure && !page) return <FailureNotice failure={answer.failure} onRetry={answer.reload} />;
  if (!page) return <ListSkeleton />;
  const { endCursor, hasNextPage } = page.pageInfo;
  const table = (
    <>
      <Table
        label={t('review.spaces')}
        head={[t('field.space'), t('review.ways'), t('review.closed'), '']}
        rows={page.edges.map(({ node }) => ({ key: node.spaceId, cells: cellsOf(node, query, org) }))}
      />
      {onMore && hasNextPage && endCursor && (
        <Button variant="subtle" mt="sm" onClick={() => onMore(endCursor)}>
          {t('action.more')}
        </Button>
      )}
    </>
  );
  return after === null ? (
    <HeldHead page={page} asked={asked} isPast={query.at !== null} table={table} />
  ) : (
    table
  );
}

function cellsOf(space: HeldSpace, query: AccessQuery, org: string) {
  return [
    space.name,
    <WayList key="ways" ways={space.ways} />,
    String(space.restrictedDocuments || '–'),
    <Links key="links" space={space} query={query} org={org} />,
  ];
}

function Links({ space, query, org }: { space: HeldSpace; query: AccessQuery; org: string }) {
  const t = useText();
  const mayAsk = useMayAsk();
  const place = { space: space.spaceId, document: null };
  return (
    <span className={classes.links}>
      {mayAsk && (
        <Link
          to={accessLink(org, '', { ...place, at: query.at })}
          aria-label={t('review.who.of', { name: space.name })}
        >
          {t('review.who')}
        </Link>
      )}
      <Link
        to={accessLink(org, '/explain', { ...query, ...place })}
        aria-label={t('review.explain.of', { name: space.name })}
      >
        {t('review.explain')}
      </Link>
    </span>
  );
}
