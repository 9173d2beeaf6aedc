import { Button } from '@mantine/core';
import { useAction } from '../../../client/use-action.ts';
import { PublishDpaDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import { saidDone } from '../../../ui/toast.ts';
import type { DpaVersionView } from './dpa-version-view.ts';

/** Publishes the draft; says first that this is for good and whom it reaches. */
export function PublishDpaDialog(props: { draft: DpaVersionView; customers: number; onClose: () => void }) {
  const t = useText();
  const { draft, customers, onClose } = props;
  const publish = useAction(PublishDpaDocument);
  const submit = async () => {
    const done = await publish.run({ input: { versionId: draft.id, expectedRevision: draft.revision } });
    if (!done) return;
    saidDone(t('dpaKeep.published.done', { number: done.publishDpa.number ?? 0 }));
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('dpaKeep.publish.title')}>
      <FormStack
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{t('dpaKeep.publish.text', { count: customers })}</p>
        {publish.failure && <FailureNotice failure={publish.failure} />}
        <Button type="submit" data-autofocus loading={publish.busy}>
          {t('dpaKeep.publish.confirm')}
        </Button>
      </FormStack>
    </Dialog>
  );
}
