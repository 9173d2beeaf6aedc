import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useDates, useText } from '../../../i18n/text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import type { DocumentView } from '../document-context.ts';
import { placeOfDocument } from '../document-place.ts';
import classes from './reader.module.css';

/** Says that there is a newer draft than what readers see, or that this is the draft; with the ways on. */
export function DraftNotice({ document, shows }: { document: DocumentView; shows: 'published' | 'draft' }) {
  const t = useText();
  const dates = useDates();
  const { slug } = useOrganization();
  const { draft, published } = document;
  if (!draft || (published && !document.hasUnpublishedChanges)) return null;
  const here = placeOfDocument(slug, document);
  const values = {
    version: draft.number,
    author: draft.author?.name ?? t('person.unknown'),
    time: dates.relative(draft.savedAt),
  };
  const sentence = !published
    ? t('draft.neverPublished')
    : shows === 'draft'
      ? t('draft.shown', { version: published.number })
      : t('draft.newer', values);
  return (
    <div className={classes.draft}>
      <Notice
        icon={<IconPencil size={18} aria-hidden />}
        actions={
          <>
            {published && (
              <Button
                component={Link}
                size="compact-sm"
                variant="default"
                to={`${here}/history?from=${published.number}&to=${draft.number}`}
              >
                {t('draft.compare')}
              </Button>
            )}
            {published && shows === 'published' && (
              <Button component={Link} size="compact-sm" variant="default" to={`${here}?version=draft`}>
                {t('draft.read')}
              </Button>
            )}
            {published && shows === 'draft' && (
              <Button component={Link} size="compact-sm" variant="default" to={here}>
                {t('draft.readPublished')}
              </Button>
            )}
            {can(document.viewerCan, 'DOCUMENT_WRITE') && (
              <Button component={Link} size="compact-sm" variant="default" to={`${here}/edit`}>
                {t('draft.continue')}
              </Button>
            )}
          </>
        }
      >
        <p>{sentence}</p>
      </Notice>
    </div>
  );
}
