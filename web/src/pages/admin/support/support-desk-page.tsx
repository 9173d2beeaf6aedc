import { Button } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../../../client/use-action.ts';
import { useAnswer } from '../../../client/use-answer.ts';
import { EnterSupportDocument, OpenSupportDocument } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import type { Failure } from '../../../ui/failure.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Table } from '../../../ui/table.tsx';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { useStepUp } from '../../auth/use-step-up.tsx';
import classes from './support.module.css';

/** Where customers have support access open, for the operator’s support. */
export default function SupportDeskPage() {
  const t = useText();
  const dates = useDates();
  const { viewerCan } = useOrganization();
  const maySupport = can(viewerCan, 'OPERATOR_SUPPORT');
  const { data, failure, loading, reload } = useAnswer(OpenSupportDocument, {}, { pause: !maySupport });
  const enter = useEnter(reload);
  if (!maySupport) {
    return (
      <>
        <TopBar crumbs={[]} />
        <Missing />
      </>
    );
  }
  const offered = data?.openSupport ?? [];
  return (
    <Page title={t('supportDesk.title')} text={t('supportDesk.text')} top={<TopBar crumbs={[]} />}>
      {failure && !data && <FailureNotice failure={failure} onRetry={reload} />}
      {enter.failure && <FailureNotice failure={enter.failure} />}
      {loading && <ListSkeleton />}
      {data && offered.length === 0 && (
        <Empty icon={<IconLifebuoy size={22} />} title={t('supportDesk.none')}>
          {t('supportDesk.none.text')}
        </Empty>
      )}
      {offered.length > 0 && (
        <Table
          label={t('supportDesk.title')}
          head={[t('supportDesk.customer'), t('field.reason'), t('support.spaces'), t('support.until'), '']}
          rows={offered.map((access) => ({
            key: access.id,
            cells: [
              access.organization,
              <span key="reason" className={classes.reason}>
                {access.reason}
              </span>,
              access.spaces,
              dates.dateTime(access.until),
              <Button
                key="enter"
                size="compact-sm"
                loading={enter.busy === access.id}
                aria-label={t('supportDesk.enter.label', { organization: access.organization })}
                onClick={() => void enter.run(access.id)}
              >
                {t(access.enteredAt ? 'supportDesk.again' : 'supportDesk.enter')}
              </Button>,
            ],
          }))}
        />
      )}
      {enter.dialog}
    </Page>
  );
}

/** Enters and goes there; asks for the second factor where it is not fresh. */
function useEnter(reload: () => void) {
  const navigate = useNavigate();
  const stepUp = useStepUp();
  const enter = useAction(EnterSupportDocument);
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = async (supportAccessId: string) => {
    setBusy(supportAccessId);
    setFailure(null);
    const done = await stepUp.run(() => enter.attempt({ supportAccessId }));
    setBusy(null);
    setFailure(done.failure);
    if (done.data) await navigate(`/o/${done.data.enterSupport.slug}`);
    else reload();
  };
  return { run, busy, failure, dialog: stepUp.dialog };
}
