import { Badge } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useAnswer } from '../../client/use-answer.ts';
import { AccessRequestsDocument, type AccessRequestsQuery } from '../../gql/graphql.ts';
import { useDates, useRichText, useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Person } from '../../ui/person.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Time } from '../../ui/time.tsx';
import { TopBar } from '../organization/frame/top-bar.tsx';
import { useOrganization } from '../organization/organization-context.ts';
import { OwnRequests } from './own-requests.tsx';
import { DecideRequest } from './decide-request.tsx';
import classes from './people.module.css';

const COLORS = { OPEN: 'gray', APPROVED: 'teal', DECLINED: 'red', WITHDRAWN: 'gray' } as const;

type Request = NonNullable<AccessRequestsQuery['organization']>['accessRequests'][number];

/** Who asked for access to a Space that one manages; open ones first. */
export default function RequestsPage() {
  const t = useText();
  const { data, failure, loading, stale, reload } = useAnswer(AccessRequestsDocument, {});
  const requests = data?.organization?.accessRequests ?? [];
  const open = requests.filter(({ state }) => state === 'OPEN');
  const decided = requests.filter(({ state }) => state !== 'OPEN');
  return (
    <Page title={t('requests.title')} text={t('requests.text')} top={<TopBar crumbs={[]} />}>
      {failure && !data && <FailureNotice failure={failure} onRetry={reload} />}
      {loading && <ListSkeleton />}
      {data && open.length === 0 && (
        <Empty icon={<IconKey size={22} />} title={t('requests.none')}>
          {t('requests.none.text')}
        </Empty>
      )}
      <ul className={classes.requests}>
        {open.map((request) => (
          <RequestCard key={request.id} request={request} stale={stale} />
        ))}
      </ul>
      {decided.length > 0 && (
        <Section title={t('requests.decided')}>
          <ul className={classes.requests}>
            {decided.map((request) => (
              <RequestCard key={request.id} request={request} />
            ))}
          </ul>
        </Section>
      )}
      <OwnRequests />
    </Page>
  );
}

/** One request; `stale` while the list is asked again, since it may be decided by then. */
function RequestCard({ request, stale = false }: { request: Request; stale?: boolean }) {
  const t = useText();
  const rich = useRichText();
  const dates = useDates();
  const { slug } = useOrganization();
  const isOpen = request.state === 'OPEN';
  const space = (
    <Link key="space" to={`/o/${slug}/s/${request.space?.id ?? ''}`}>
      {request.space?.name ?? '–'}
    </Link>
  );
  return (
    <li className={classes.request}>
      <header>
        <Person user={request.user} size={24} />
        <Time at={request.createdAt} />
      </header>
      <p>{rich(request.documentId ? 'requests.wantsDocument' : 'requests.wantsSpace', { space })}</p>
      {request.documentId && (
        <Link to={`/o/${slug}/d/${request.documentId}`}>{t('requests.openDocument')}</Link>
      )}
      {request.message && <blockquote>{request.message}</blockquote>}
      {isOpen ? (
        <DecideRequest requestId={request.id} spaceId={request.space?.id ?? null} stale={stale} />
      ) : (
        <p>
          <Badge color={COLORS[request.state]}>{t(`requestState.${request.state}`)}</Badge>{' '}
          <span className="k-dim">
            {request.state !== 'WITHDRAWN' &&
              t('requests.decidedBy', { name: request.decidedBy?.name ?? t('person.unknown') })}
            {request.role ? ` · ${request.role.name}` : ''}
            {request.until ? ` · ${t('ownRequests.until', { until: dates.dateTime(request.until) })}` : ''}
            {request.reason ? ` – ${request.reason}` : ''}
          </span>
        </p>
      )}
    </li>
  );
}
