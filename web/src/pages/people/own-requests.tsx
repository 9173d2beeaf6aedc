import { Badge, Button } from '@mantine/core';
import { Link } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import {
  OwnAccessRequestsDocument,
  WithdrawAccessRequestDocument,
  type OwnAccessRequestsQuery,
} from '../../gql/graphql.ts';
import { useDates, useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Time } from '../../ui/time.tsx';
import { saidDone } from '../../ui/toast.ts';
import { useOrganization } from '../organization/organization-context.ts';
import classes from './people.module.css';

type Own = NonNullable<OwnAccessRequestsQuery['organization']>['ownAccessRequests'][number];

const COLORS = { OPEN: 'gray', APPROVED: 'teal', DECLINED: 'red', WITHDRAWN: 'gray' } as const;

/** What one asked for oneself and what came of it; nothing for who never asked. `since` leaves out what was decided before. */
export function OwnRequests({ since }: { since?: Date }) {
  const t = useText();
  const { data, failure, reload } = useAnswer(OwnAccessRequestsDocument, {});
  const all = data?.organization?.ownAccessRequests ?? [];
  const shown = all.filter(({ decidedAt }) => !since || !decidedAt || new Date(decidedAt) > since);
  if (failure && !data) {
    return (
      <Section title={t('ownRequests.title')}>
        <FailureNotice failure={failure} onRetry={reload} />
      </Section>
    );
  }
  if (shown.length === 0) return null;
  return (
    <Section title={t('ownRequests.title')}>
      <ul className={classes.requests}>
        {shown.map((request) => (
          <OwnRequest key={request.id} request={request} />
        ))}
      </ul>
    </Section>
  );
}

/** The id says nothing to people: what was written, when, and the way back to the address are what they know. */
function OwnRequest({ request }: { request: Own }) {
  const t = useText();
  const dates = useDates();
  const { slug } = useOrganization();
  const { state, role, until, space, reason, message } = request;
  const kind = request.isDocument ? t('ownRequests.document') : t('ownRequests.space');
  const to = request.isDocument ? `/o/${slug}/d/${request.target}` : `/o/${slug}/s/${request.target}`;
  const words = {
    OPEN: t('ownRequests.open'),
    APPROVED: role ? t('ownRequests.approved', { role: role.name }) : t('ownRequests.approvedOnly'),
    DECLINED: t('ownRequests.declined'),
    WITHDRAWN: t('ownRequests.withdrawn'),
  };
  return (
    <li className={classes.request}>
      <header>
        <span>
          {request.target ? <Link to={to}>{space && !request.isDocument ? space.name : kind}</Link> : kind}
        </span>
        <Time at={request.createdAt} />
      </header>
      {message && <blockquote>{message}</blockquote>}
      <p>
        <Badge color={COLORS[state]}>{words[state]}</Badge>{' '}
        <span className="k-dim">
          {until && t('ownRequests.until', { until: dates.dateTime(until) })}
          {reason && ` ${t('ownRequests.reason', { reason })}`}
        </span>
      </p>
      {state === 'OPEN' && <Withdraw requestId={request.id} name={space?.name ?? kind} />}
    </li>
  );
}

function Withdraw({ requestId, name }: { requestId: string; name: string }) {
  const t = useText();
  const withdraw = useAction(WithdrawAccessRequestDocument);
  const run = async () => {
    if (await withdraw.run({ requestId })) saidDone(t('ownRequests.withdrawnToast'));
  };
  return (
    <>
      <div className={classes.buttons}>
        <Button
          size="xs"
          variant="default"
          loading={withdraw.busy}
          aria-label={t('ownRequests.withdrawThis', { name })}
          onClick={() => void run()}
        >
          {t('ownRequests.withdraw')}
        </Button>
      </div>
      {withdraw.failure && <FailureNotice failure={withdraw.failure} />}
    </>
  );
}
