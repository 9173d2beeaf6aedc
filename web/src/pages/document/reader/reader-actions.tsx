import { ActionIcon, Button } from '@mantine/core';
import { IconHistory, IconLayoutSidebarRight, IconPencil } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Hint } from '../../../ui/hint.tsx';
import { useText } from '../../../i18n/text.ts';
import { can, useOrganization } from '../../organization/organization-context.ts';
import type { DocumentView } from '../document-context.ts';
import { placeOfDocument } from '../document-place.ts';
import { DocumentMenu } from '../parts/document-menu.tsx';
import classes from './reader.module.css';

const PublishDialog = lazy(() => import('../parts/publish-dialog.tsx'));

/** What a reader may do with the document; what they may not is absent. */
export function ReaderActions({ document }: { document: DocumentView }) {
  const t = useText();
  const { slug } = useOrganization();
  const [params, setParams] = useSearchParams();
  const [publishing, setPublishing] = useState(false);
  const here = placeOfDocument(slug, document);
  const isLive = !document.archivedAt && !document.trashedAt;
  const details = params.get('panel') === 'details';
  const toggleDetails = () =>
    setParams((before) => {
      if (details) before.delete('panel');
      else before.set('panel', 'details');
      return before;
    });
  return (
    <>
      {can(document.viewerCan, 'DOCUMENT_READ_DRAFT') && (
        <Hint label={t('history.title')}>
          <ActionIcon component={Link} to={`${here}/history`} size={32} aria-label={t('history.title')}>
            <IconHistory size={18} />
          </ActionIcon>
        </Hint>
      )}
      <Hint label={t('details.title')}>
        <ActionIcon
          size={32}
          aria-label={t('details.title')}
          aria-pressed={details}
          variant={details ? 'light' : 'subtle'}
          onClick={toggleDetails}
        >
          <IconLayoutSidebarRight size={18} />
        </ActionIcon>
      </Hint>
      {isLive && can(document.viewerCan, 'DOCUMENT_WRITE') && (
        <Button
          component={Link}
          to={`${here}/edit`}
          size="xs"
          variant="default"
          className={classes.compact}
          aria-label={t('action.edit')}
          leftSection={<IconPencil size={15} />}
        >
          {t('action.edit')}
        </Button>
      )}
      {isLive && can(document.viewerCan, 'DOCUMENT_PUBLISH') && document.hasUnpublishedChanges && (
        <Button size="xs" onClick={() => setPublishing(true)}>
          {t('publish.action')}
        </Button>
      )}
      <DocumentMenu document={document} />
      <Suspense>
        {publishing && <PublishDialog document={document} onClose={() => setPublishing(false)} />}
      </Suspense>
    </>
  );
}
