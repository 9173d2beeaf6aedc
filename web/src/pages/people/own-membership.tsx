import { Button } from '@mantine/core';
import { IconDoorExit } from '@tabler/icons-react';
import { useState } from 'react';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { LeaveOrganizationDocument, OwnMembershipDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Section } from '../../ui/page.tsx';
import dialogs from '../document/parts/dialogs.module.css';
import { useOrganization } from '../organization/organization-context.ts';
import classes from './people.module.css';
import { LeavingPreview, useLeaving, type Heirs } from './leaving-preview.tsx';

/** Leaving the Organization. */
export function OwnMembership() {
  const t = useText();
  const memberId = useAnswer(OwnMembershipDocument, {}).data?.organization?.viewerMemberId;
  const [leaving, setLeaving] = useState(false);
  if (!memberId) return null;
  return (
    <div className={classes.own}>
      <Section
        title={t('members.own')}
        text={t('members.own.text')}
        actions={
          <Button
            variant="default"
            leftSection={<IconDoorExit size={16} aria-hidden />}
            onClick={() => setLeaving(true)}
          >
            {t('members.leave')}
          </Button>
        }
      >
        {leaving && <LeaveDialog memberId={memberId} onClose={() => setLeaving(false)} />}
      </Section>
    </div>
  );
}

function LeaveDialog({ memberId, onClose }: { memberId: string; onClose: () => void }) {
  const t = useText();
  const { name } = useOrganization();
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
    <Dialog onClose={onClose} size="lg" title={t('members.leave.title', { name })}>
      <div className={dialogs.stack}>
        <p>{t('members.leave.text')}</p>
        <LeavingPreview answer={answer} memberIds={memberIds} heirs={heirs} onHeirs={setHeirs} />
        {leave.failure && <FailureNotice failure={leave.failure} />}
        <div className={dialogs.answers}>
          <Button variant="default" data-autofocus onClick={onClose}>
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
    </Dialog>
  );
}
