import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { TakeOverServiceAccountDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import type { Failure } from '../../../ui/failure.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { saidDone } from '../../../ui/toast.ts';
import dialogs from '../../document/parts/dialogs.module.css';
import type { ServiceAccountView } from './service-account-view.ts';
import { useStepUp } from '../../auth/use-step-up.tsx';

/** Makes the reader the owner, after saying what that means. */
export function TakeOverDialog({ account, onClose }: { account: ServiceAccountView; onClose: () => void }) {
  const t = useText();
  const stepUp = useStepUp();
  const takeOver = useAction(TakeOverServiceAccountDocument);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { name } = account;
  const submit = async () => {
    const done = await stepUp.run(() => takeOver.attempt({ serviceAccountId: account.id }));
    setFailure(done.failure);
    if (!done.data) return;
    saidDone(t('service.takenOver', { name }));
    onClose();
  };
  const owner = account.owner?.name ?? t('person.unknown');
  return (
    <>
      <Dialog onClose={onClose} title={t('service.takeOver.title', { name })}>
        <div className={dialogs.stack}>
          <p>{t('service.takeOver.text', { owner })}</p>
          {failure && <FailureNotice failure={failure} />}
          <div className={dialogs.answers}>
            <Button variant="default" data-autofocus onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button loading={takeOver.busy} onClick={() => void submit()}>
              {t('service.takeOver')}
            </Button>
          </div>
        </div>
      </Dialog>
      {stepUp.dialog}
    </>
  );
}
