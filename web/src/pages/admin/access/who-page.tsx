import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { WhoCanAccessDocument, type WhoCanAccessQuery } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { Person } from '../../../ui/person.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Table } from '../../../ui/table.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { MomentField, PermissionField, PlaceField } from './access-fields.tsx';
import { accessLink, writeAccessQuery, type AccessQuery } from './access-link.ts';
import { momentOf, placeOf, readAccessQuery } from './access-query.ts';
import { AccessTabs } from './access-tabs.tsx';
import { ExportWho } from './export-who.tsx';
import { WayList } from './way-list.tsx';
import classes from './access.module.css';

const PAGE = 50;

/** Who can access a place, now or at a moment, and by which chain. */
export default function WhoPage() {
  const t = useText();
  const { viewerCan } = useOrganization();
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const query = readAccessQuery(params);
  const isPlace = can(viewerCan, 'ACCESS_REVIEW') || query.space !== null || query.document !== null;
  const change = (next: AccessQuery) => {
    setCursors([null]);
    setParams(writeAccessQuery(next), { replace: true });
  };
  return (
    <Page wide title={t('review.title')} text={t('review.text')} top={<TopBar crumbs={[]} />}>
      <AccessTabs query={query} />
      <div className={classes.fields}>
        <PlaceField ofOthers query={query} onChange={change} />
        <PermissionField query={query} onChange={change} />
        <MomentField query={query} onChange={change} />
        <TextInput
          type="search"
          label={t('review.search')}
          value={search}
          onChange={(event) => {
            setCursors([null]);
            setSearch(event.currentTarget.value);
          }}
        />
      </div>
      {!isPlace && (
        <Empty icon={<IconUsersGroup size={22} />} title={t('review.choose')}>
          {t('review.choose.text')}
        </Empty>
      )}
      {(isPlace ? cursors : []).map((after, index) => (
        <HoldersFrom
          key={`${params.toString()} ${asked} ${after}`}
          query={query}
          search={asked}
          after={after}
          onMore={index === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined}
        />
      ))}
    </Page>
  );
}

interface HoldersProps {
  query: AccessQuery;
  search: string;
  after: string | null;
  onMore?: (cursor: string) => void;
}

function HoldersFrom({ query, search, after, onMore }: HoldersProps) {
  const t = useText();
  // One moment for all that is shown of this question.
  const [at] = useState(() => momentOf(query.at));
  const asked = { ...placeOf(query), permission: query.permission, at, search };
  const answer = useAnswer(WhoCanAccessDocument, { ...asked, first: PAGE, after });
  const page = answer.data?.whoCanAccess;
  if (answer.failure && !page) return <FailureNotice failure={answer.failure} onRetry={answer.reload} />;
  if (!page) return <ListSkeleton />;
  if (page.edges.length === 0) {
    return (
      <Empty icon={<IconUsersGroup size={22} />} title={t('review.none')}>
        {t('review.none.text')}
      </Empty>
    );
  }
  const { endCursor, hasNextPage } = page.pageInfo;
  return (
    <>
      {after === null && <Head page={page} query={query} asked={asked} />}
      <Table
        label={t('review.who')}
        head={[t('field.name'), t('review.ways'), '']}
        rows={page.edges.map(({ node }) => ({ key: node.principal.id, cells: cellsOf(node, query) }))}
      />
      {onMore && hasNextPage && endCursor && (
        <Button variant="subtle" mt="sm" onClick={() => onMore(endCursor)}>
          {t('action.more')}
        </Button>
      )}
    </>
  );
}

type Holders = WhoCanAccessQuery['whoCanAccess'];
type Holder = Holders['edges'][number]['node'];

function Head(props: { page: Holders; query: AccessQuery; asked: Parameters<typeof ExportWho>[0]['asked'] }) {
  const t = useText();
  const dates = useDates();
  return (
    <div className={classes.bar}>
      <p role="status">
        {props.query.at
          ? t('review.count.then', { count: props.page.total, time: dates.dateTime(props.page.at) })
          : t('review.count', { count: props.page.total })}
      </p>
      <ExportWho asked={props.asked} />
    </div>
  );
}

function cellsOf(holder: Holder, query: AccessQuery) {
  return [
    <Who key="who" holder={holder} />,
    <WayList key="ways" ways={holder.ways} />,
    <Links key="links" holder={holder} query={query} />,
  ];
}

function Who({ holder: { principal, secondFactor } }: { holder: Holder }) {
  const t = useText();
  return (
    <span className={classes.who}>
      <Person
        user={principal.user ?? { name: principal.name }}
        size={24}
        bare={principal.kind !== 'PERSON'}
      />
      {principal.kind !== 'PERSON' && <small className="k-dim">{t('review.tool')}</small>}
      {secondFactor === false && <small className="k-dim">{t('review.noFactor')}</small>}
    </span>
  );
}

function Links({ holder: { principal }, query }: { holder: Holder; query: AccessQuery }) {
  const t = useText();
  const { org = '' } = useParams();
  const who =
    principal.kind === 'PERSON' ? { user: principal.id, tool: null } : { user: null, tool: principal.id };
  return (
    <span className={classes.links}>
      <Link
        to={accessLink(org, '/person', { ...who, at: query.at })}
        aria-label={t('review.what.of', { name: principal.name })}
      >
        {t('review.what')}
      </Link>
      <Link
        to={accessLink(org, '/explain', { ...query, ...who })}
        aria-label={t('review.explain.of', { name: principal.name })}
      >
        {t('review.explain')}
      </Link>
    </span>
  );
}
