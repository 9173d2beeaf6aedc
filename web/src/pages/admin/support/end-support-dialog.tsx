import { Button } from '@mantine/core';
import { useAction } from '../../../client/use-action.ts';
import { EndSupportAccessDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { saidDone } from '../../../ui/toast.ts';
import dialogs from '../../document/parts/dialogs.module.css';
import type { SupportAccessView } from './support-access.tsx';

/** Asks once whether support access shall end now. */
export function EndSupportDialog({ access, onClose }: { access: SupportAccessView; onClose: () => void }) {
  const t = useText();
  const end = useAction(EndSupportAccessDocument);
  const submit = async () => {
    if (!(await end.run({ supportAccessId: access.id }))) return;
    saidDone(t('support.end.done'));
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('support.end.title')}>
      <div className={dialogs.stack}>
        <p>{t('support.end.text', { count: access.visits.length })}</p>
        {end.failure && <FailureNotice failure={end.failure} />}
        <div className={dialogs.answers}>
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button color="red.9" loading={end.busy} onClick={() => void submit()}>
            {t('support.end')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
