import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { DocumentDraftQuery } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import type { LocalDraft } from '../../../session/local-drafts.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { can, useOrganization } from '../../organization/organization-context.ts';
import type { DocumentView } from '../document-context.ts';
import { placeOfDocument } from '../document-place.ts';
import { DocumentBar } from '../parts/document-bar.tsx';
import { DocumentMenu } from '../parts/document-menu.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { SaveStatus } from './save-status.tsx';
import { TextEditor } from './text-editor.tsx';
import { useDraftSaver } from './use-draft-saver.ts';
import classes from './editor.module.css';

const PublishDialog = lazy(() => import('../parts/publish-dialog.tsx'));

type Draft = NonNullable<NonNullable<DocumentDraftQuery['document']>['draft']>;

/** One sitting at a document: title, text, saving, publishing. */
export function EditorSession(props: {
  document: DocumentView;
  draft: Draft;
  revision: number;
  local: LocalDraft | null;
}) {
  const t = useText();
  const navigate = useNavigate();
  const { state: place } = useLocation() as { state: { isNew?: boolean } | null };
  const { slug } = useOrganization();
  const { document } = props;
  const [publishing, setPublishing] = useState(false);
  // What a sitting starts from is fixed: later answers of the server must not overwrite what is typed.
  const [start] = useState(() => ({
    title: props.local?.title ?? props.draft.title,
    body: props.local?.body ?? props.draft.body,
    recovered: props.local !== null,
  }));
  const saving = useDraftSaver({ document, revision: props.revision, local: props.local });
  const here = placeOfDocument(slug, document);
  useTitle(document.title);
  const leave = async () => {
    const kind = await saving.flush();
    if (kind !== 'conflict' && kind !== 'expired' && kind !== 'refused') {
      await navigate(document.published ? `${here}?version=draft` : here);
    }
  };
  useHotkeys([['mod+S', () => void saving.flush()]], [], true);

  return (
    <>
      <DocumentBar document={document} state={<SaveStatus state={saving.state} />}>
        <Button variant="default" size="xs" onClick={() => void leave()}>
          {t('action.done')}
        </Button>
        {can(document.viewerCan, 'DOCUMENT_PUBLISH') && (
          <Button
            size="xs"
            onClick={() =>
              void saving
                .flush()
                .then((kind) => (kind === 'saved' || kind === 'clean') && setPublishing(true))
            }
          >
            {t('publish.action')}
          </Button>
        )}
        <DocumentMenu document={document} />
      </DocumentBar>
      <main id="main" tabIndex={-1} className={classes.main}>
        {start.recovered && (
          <div className={classes.notice}>
            <Notice tone="good">{t('editor.recovered')}</Notice>
          </div>
        )}
        {saving.state.kind === 'refused' && (
          <div className={classes.notice} role="alert">
            <Notice tone="bad">{saving.state.message}</Notice>
          </div>
        )}
        <TextEditor
          key={saving.generation}
          title={saving.taken?.title ?? start.title}
          body={saving.taken?.body ?? start.body}
          lang={document.language.toLowerCase()}
          selectsTitle={place?.isNew === true}
          place={{ spaceId: document.space?.id ?? '', documentId: document.id }}
          onChange={saving.change}
        />
      </main>
      {saving.state.kind === 'conflict' && <ConflictDialog document={document} saving={saving} />}
      <Suspense>
        {publishing && (
          <PublishDialog
            document={{ ...document, revision: saving.expectedRevision() }}
            onClose={() => setPublishing(false)}
          />
        )}
      </Suspense>
    </>
  );
}
