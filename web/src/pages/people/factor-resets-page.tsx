import { Badge, Button } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import {
  ApproveFactorResetDocument,
  CancelFactorResetDocument,
  FactorResetsDocument,
  type FactorResetsQuery,
} from '../../gql/graphql.ts';
import { useDates, useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Person } from '../../ui/person.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Time } from '../../ui/time.tsx';
import { saidDone, saidFailed } from '../../ui/toast.ts';
import { useStepUp } from '../auth/use-step-up.tsx';
import { TopBar } from '../organization/frame/top-bar.tsx';
import { useOrganization } from '../organization/organization-context.ts';
import classes from './people.module.css';

type Reset = FactorResetsQuery['factorResets'][number];

/** Resets of second factors: open ones for a second owner to decide, and what was done before. */
export default function FactorResetsPage() {
  const t = useText();
  const { slug } = useOrganization();
  const { data, failure, loading, reload } = useAnswer(FactorResetsDocument, {});
  const open = data?.factorResets.filter(({ state }) => state === 'PENDING') ?? [];
  const past = data?.factorResets.filter(({ state }) => state !== 'PENDING') ?? [];
  return (
    <Page
      title={t('resets.title')}
      text={t('resets.text')}
      top={<TopBar crumbs={[{ label: t('members.title'), to: `/o/${slug}/members` }]} />}
    >
      {failure && !data && <FailureNotice failure={failure} onRetry={reload} />}
      {loading && <ListSkeleton />}
      {data && open.length === 0 && (
        <Empty icon={<IconLifebuoy size={22} />} title={t('resets.none')}>
          {t('resets.none.text')}
        </Empty>
      )}
      <ul className={classes.requests}>
        {open.map((reset) => (
          <ResetCard key={reset.id} reset={reset} onDone={reload} />
        ))}
      </ul>
      {past.length > 0 && (
        <Section title={t('resets.past')}>
          <ul className={classes.requests}>
            {past.map((reset) => (
              <ResetCard key={reset.id} reset={reset} onDone={reload} />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

function ResetCard({ reset, onDone }: { reset: Reset; onDone: () => void }) {
  const t = useText();
  const dates = useDates();
  const asker = reset.askedBy?.name ?? t('person.unknown');
  const isOpen = reset.state === 'PENDING';
  return (
    <li className={classes.request}>
      <header>
        <Person user={reset.user} size={24} />
        <Time at={reset.askedAt} />
      </header>
      <p>
        {isOpen
          ? t('resets.card', { asker, until: dates.dateTime(reset.expiresAt) })
          : t('resets.card.past', { asker })}
      </p>
      <blockquote>{reset.reason}</blockquote>
      {isOpen ? <Decide reset={reset} onDone={onDone} /> : <Outcome reset={reset} />}
    </li>
  );
}

function Decide({ reset, onDone }: { reset: Reset; onDone: () => void }) {
  const t = useText();
  const approve = useAction(ApproveFactorResetDocument);
  const cancel = useAction(CancelFactorResetDocument);
  const stepUp = useStepUp();
  const name = reset.user?.name ?? t('person.unknown');
  const settle = (
    answer: { data: object | null; failure: Parameters<typeof saidFailed>[0] | null },
    said: string,
  ) => {
    if (answer.failure) saidFailed(answer.failure, t);
    if (answer.data) saidDone(said);
    if (answer.data || answer.failure) onDone();
  };
  const agree = async () =>
    settle(await stepUp.run(() => approve.attempt({ resetId: reset.id })), t('resets.doneToast', { name }));
  const refuse = async () => settle(await cancel.attempt({ resetId: reset.id }), t('resets.cancelled'));
  return (
    <>
      <p className="k-dim">
        {reset.viewerMayApprove
          ? `${t('resets.dialog.factors')} ${t('resets.dialog.sessions')}`
          : t('resets.needsOther')}
      </p>
      <div className={classes.buttons}>
        {reset.viewerMayApprove && (
          <Button size="xs" loading={approve.busy} onClick={() => void agree()}>
            {t('resets.approve')}
          </Button>
        )}
        {reset.viewerMayCancel && (
          <Button size="xs" variant="default" disabled={approve.busy} onClick={() => void refuse()}>
            {t('resets.cancel')}
          </Button>
        )}
      </div>
      {stepUp.dialog}
    </>
  );
}

const STATES = {
  PENDING: 'resets.state.pending',
  DONE: 'resets.state.done',
  CANCELLED: 'resets.state.cancelled',
  EXPIRED: 'resets.state.expired',
} as const;

function Outcome({ reset }: { reset: Reset }) {
  const t = useText();
  return (
    <p>
      <Badge color={reset.state === 'DONE' ? 'red' : 'gray'}>{t(STATES[reset.state])}</Badge>{' '}
      {reset.decidedAt && <Time at={reset.decidedAt} />} {reset.decidedBy?.name}
    </p>
  );
}
