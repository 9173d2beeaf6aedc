import { Button } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useAction } from '../../../client/use-action.ts';
import { useAnswer } from '../../../client/use-answer.ts';
import { CompareVersionsDocument, PublishDocumentDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { DiffView } from '../../../ui/diff/diff-view.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { useOrganization } from '../../organization/organization-context.ts';
import type { DocumentView } from '../document-context.ts';
import { placeOfDocument } from '../document-place.ts';
import classes from './dialogs.module.css';

/** Shows what readers will see change, then publishes. */
export default function PublishDialog(props: { document: DocumentView; onClose: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const { slug } = useOrganization();
  const { document } = props;
  const publish = useAction(PublishDocumentDocument);
  const draft = document.draft?.number ?? 0;
  const before = document.published?.number ?? 0;
  const diff = useAnswer(
    CompareVersionsDocument,
    { documentId: document.id, from: before, to: draft },
    { pause: before === 0 || before === draft, policy: 'network-only' },
  ).data?.compareVersions;
  const submit = async () => {
    const data = await publish.run({
      input: { documentId: document.id, expectedRevision: document.revision },
    });
    if (!data) return;
    saidDone(t('publish.done', { version: draft }));
    props.onClose();
    await navigate(placeOfDocument(slug, data.publishDocument));
  };
  return (
    <Dialog onClose={props.onClose} size={diff ? 'xl' : 'md'} title={t('publish.title', { version: draft })}>
      <div className={classes.stack}>
        <p>{before ? t('publish.text', { before, version: draft }) : t('publish.firstText')}</p>
        {diff && (
          <>
            <p className="k-dim">{t('diff.words', { added: diff.added, removed: diff.removed })}</p>
            <ScrollRegion label={t('diff.title')} className={classes.preview}>
              <DiffView
                titleChanges={diff.titleChanges}
                blocks={diff.blocks}
                lang={document.language.toLowerCase()}
              />
            </ScrollRegion>
          </>
        )}
        {publish.failure && <FailureNotice failure={publish.failure} />}
        <div className={classes.answers}>
          <Button variant="default" onClick={props.onClose}>
            {t('action.cancel')}
          </Button>
          <Button data-autofocus loading={publish.busy} onClick={() => void submit()}>
            {t('publish.action')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
