import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../client/use-action.ts';
import { TransferOwnershipDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { saidDone } from '../../ui/toast.ts';
import { useStepUp } from '../auth/use-step-up.tsx';
import dialogs from '../document/parts/dialogs.module.css';
import type { MemberView } from './member-view.ts';

/** Makes a member an owner; asks for the second factor once more. */
export function TransferDialog({ member, onClose }: { member: MemberView; onClose: () => void }) {
  const t = useText();
  const transfer = useAction(TransferOwnershipDocument);
  const stepUp = useStepUp();
  const [stay, setStay] = useState(true);
  const name = member.user?.name ?? t('person.unknown');
  const submit = async () => {
    const done = await stepUp.run(() => transfer.attempt({ input: { memberId: member.id, stay } }));
    if (!done.data) return;
    saidDone(t('members.transfer.done', { name }));
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('members.transfer.title', { name })}>
      <div className={dialogs.stack}>
        <p>{t('members.transfer.text', { name })}</p>
        <Checkbox
          label={t('members.transfer.stay')}
          description={t('members.transfer.stay.text')}
          checked={stay}
          onChange={(event) => setStay(event.currentTarget.checked)}
        />
        {transfer.failure && transfer.failure.code !== 'STEP_UP_REQUIRED' && (
          <FailureNotice failure={transfer.failure} />
        )}
        <div className={dialogs.answers}>
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button loading={transfer.busy} onClick={() => void submit()}>
            {t('members.transfer')}
          </Button>
        </div>
      </div>
      {stepUp.dialog}
    </Dialog>
  );
}
