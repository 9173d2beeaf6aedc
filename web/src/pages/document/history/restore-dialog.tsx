import { Button } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useAction } from '../../../client/use-action.ts';
import { useAnswer } from '../../../client/use-answer.ts';
import { CompareVersionsDocument, RestoreVersionDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { DiffView } from '../../../ui/diff/diff-view.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { useOrganization } from '../../organization/organization-context.ts';
import type { DocumentView } from '../document-context.ts';
import { placeOfDocument } from '../document-place.ts';
import classes from '../parts/dialogs.module.css';

/** Shows what bringing an old version back would change, then does it as a new version. */
export default function RestoreDialog(props: {
  document: DocumentView;
  version: { id: string; number: number };
  latest: number;
  onClose: () => void;
}) {
  const t = useText();
  const navigate = useNavigate();
  const { slug } = useOrganization();
  const { document, version, latest } = props;
  const restore = useAction(RestoreVersionDocument);
  const preview = useAnswer(CompareVersionsDocument, {
    documentId: document.id,
    from: latest,
    to: version.number,
  });
  const diff = preview.data?.compareVersions;
  const failure = restore.failure ?? preview.failure;
  const submit = async () => {
    const data = await restore.run({
      input: { documentId: document.id, versionId: version.id, expectedRevision: document.revision },
    });
    if (!data) return;
    saidDone(t('restore.done', { version: version.number }));
    props.onClose();
    const place = placeOfDocument(slug, data.restoreVersion);
    await navigate(data.restoreVersion.state === 'PUBLISHED' ? `${place}?version=draft` : place);
  };
  return (
    <Dialog onClose={props.onClose} size="xl" title={t('restore.title', { version: version.number })}>
      <div className={classes.stack}>
        <p>{t('restore.text', { version: version.number, latest })}</p>
        {!diff && !preview.failure && <ListSkeleton rows={4} />}
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
        {failure && <FailureNotice failure={failure} />}
        <div className={classes.answers}>
          <Button variant="default" onClick={props.onClose}>
            {t('action.cancel')}
          </Button>
          <Button data-autofocus loading={restore.busy} onClick={() => void submit()}>
            {t('restore.confirm')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
