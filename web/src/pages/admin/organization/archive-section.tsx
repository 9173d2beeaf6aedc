import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { ArchiveOrganizationDocument, UnarchiveOrganizationDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Section } from '../../../ui/page.tsx';
import { saidDone, saidFailed } from '../../../ui/toast.ts';
import dialogs from '../../document/parts/dialogs.module.css';
import { useOrganization } from '../../organization/organization-context.ts';

/** Lets the Organization rest, after saying what that means; or opens it again. */
export function ArchiveSection() {
  const t = useText();
  const { archivedAt } = useOrganization();
  const unarchive = useAction(UnarchiveOrganizationDocument);
  const [asking, setAsking] = useState(false);
  const open = async () => {
    const { failure } = await unarchive.attempt({});
    if (failure) saidFailed(failure, t);
    else saidDone(t('life.unarchived'));
  };
  if (archivedAt != null) {
    return (
      <Section title={t('life.unarchive')} text={t('life.unarchive.text')}>
        <Button variant="default" loading={unarchive.busy} onClick={() => void open()}>
          {t('life.unarchive.action')}
        </Button>
      </Section>
    );
  }
  return (
    <Section title={t('life.archive')} text={t('life.archive.text')}>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('life.archive.action')}
      </Button>
      {asking && <ArchiveDialog onClose={() => setAsking(false)} />}
    </Section>
  );
}

function ArchiveDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { name } = useOrganization();
  const archive = useAction(ArchiveOrganizationDocument);
  const submit = async () => {
    if (!(await archive.run({}))) return;
    saidDone(t('life.archived'));
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('life.archive.confirm', { name })}>
      <div className={dialogs.stack}>
        <p>{t('life.archive.text')}</p>
        {archive.failure && <FailureNotice failure={archive.failure} />}
        <div className={dialogs.answers}>
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button loading={archive.busy} onClick={() => void submit()}>
            {t('life.archive.action')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
