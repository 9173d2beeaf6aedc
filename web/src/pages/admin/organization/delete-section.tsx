import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { CancelOrganizationDeletionDocument } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Section } from '../../../ui/page.tsx';
import { saidDone, saidFailed } from '../../../ui/toast.ts';
import { useOrganization } from '../../organization/organization-context.ts';

const DeleteDialog = lazy(() => import('./delete-dialog.tsx'));

/** Decides the deletion, or calls it off while it can be. */
export function DeleteSection() {
  const t = useText();
  const dates = useDates();
  const { deletesAt } = useOrganization();
  const cancel = useAction(CancelOrganizationDeletionDocument);
  const [asking, setAsking] = useState(false);
  const keep = async () => {
    const { failure } = await cancel.attempt({});
    if (failure) saidFailed(failure, t);
    else saidDone(t('life.cancel.done'));
  };
  if (deletesAt != null) {
    return (
      <Section title={t('life.cancel')} text={t('life.cancel.text', { day: dates.longDay(deletesAt) })}>
        <Button loading={cancel.busy} onClick={() => void keep()}>
          {t('life.cancel')}
        </Button>
      </Section>
    );
  }
  return (
    <Section title={t('life.delete')} text={t('life.delete.text')}>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('life.delete.action')}
      </Button>
      <Suspense>{asking && <DeleteDialog onClose={() => setAsking(false)} />}</Suspense>
    </Section>
  );
}
