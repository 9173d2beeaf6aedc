import { Button } from '@mantine/core';
import { useAction } from '../../../client/use-action.ts';
import { RevokeServiceAccountDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { saidDone } from '../../../ui/toast.ts';
import dialogs from '../../document/parts/dialogs.module.css';
import type { ServiceAccountView } from './service-account-view.ts';

/** Ends a service account for good, after saying what that means. */
export function RevokeDialog({ account, onClose }: { account: ServiceAccountView; onClose: () => void }) {
  const t = useText();
  const revoke = useAction(RevokeServiceAccountDocument);
  const { name } = account;
  const submit = async () => {
    if (!(await revoke.run({ serviceAccountId: account.id }))) return;
    saidDone(t('service.revoked', { name }));
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('service.revoke.title', { name })}>
      <div className={dialogs.stack}>
        <p>{t('service.revoke.text', { count: account.secrets.length })}</p>
        {revoke.failure && <FailureNotice failure={revoke.failure} />}
        <div className={dialogs.answers}>
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button color="red.9" loading={revoke.busy} onClick={() => void submit()}>
            {t('service.revoke.confirm')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
