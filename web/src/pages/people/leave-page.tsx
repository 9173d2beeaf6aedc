import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { LeaveOrganizationDocument, OwnMembershipDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import dialogs from '../document/parts/dialogs.module.css';
import { TopBar } from '../organization/frame/top-bar.tsx';
import { useOrganization } from '../organization/organization-context.ts';
import { LeavingPreview, useLeaving } from './leaving-preview.tsx';
import type { Heirs } from './successor-fields.tsx';

/** Leaving the Organization, for everybody who is in it: also for guests, who see no list of members. */
export default function LeavePage() {
  const t = useText();
  const { name } = useOrganization();
  const answer = useAnswer(OwnMembershipDocument, {});
  const memberId = answer.data?.organization?.viewerMemberId;
  return (
    <Page
      title={t('members.leave.title', { name })}
      text={t('members.leave.text')}
      top={<TopBar crumbs={[]} />}
    >
      {answer.failure && !answer.data && <FailureNotice failure={answer.failure} onRetry={answer.reload} />}
      {memberId ? <Leave memberId={memberId} /> : answer.loading && <ListSkeleton rows={2} />}
    </Page>
  );
}

function Leave({ memberId }: { memberId: string }) {
  const t = useText();
  const { slug } = useOrganization();
  const memberIds = [memberId];
  const answer = useLeaving(memberIds);
  const leave = useAction(LeaveOrganizationDocument);
  const [heirs, setHeirs] = useState<Heirs>({});
  const submit = async () => {
    const successors = Object.entries(heirs).map(([spaceId, userId]) => ({ spaceId, userId }));
    // A new page: nothing of what was known here stays in the browser.
    if (await leave.run({ input: { successors } })) window.location.assign('/');
  };
  return (
    <div className={dialogs.stack}>
      <LeavingPreview answer={answer} memberIds={memberIds} heirs={heirs} onHeirs={setHeirs} />
      {leave.failure && <FailureNotice failure={leave.failure} />}
      <div className={dialogs.answers}>
        <Button component={Link} to={`/o/${slug}`} variant="default">
          {t('action.cancel')}
        </Button>
        <Button
          color="red"
          variant="light"
          disabled={!answer.isReady(heirs)}
          loading={leave.busy}
          onClick={() => void submit()}
        >
          {t('members.leave')}
        </Button>
      </div>
    </div>
  );
}
