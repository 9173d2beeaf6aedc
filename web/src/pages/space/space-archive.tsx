import { Button } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useAnswer } from '../../client/use-answer.ts';
import { ArchivedDocumentsDocument, type DocumentRowFragment } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { useLifeCycle } from '../document/parts/use-life-cycle.ts';
import { can } from '../organization/organization-context.ts';
import { DocumentList } from './document-list.tsx';
import type { SpaceView } from './space-view.ts';

/** What is kept but no longer used. */
export default function SpaceArchive({ space }: { space: SpaceView }) {
  const t = useText();
  const { data, failure, loading, reload } = useAnswer(ArchivedDocumentsDocument, { spaceId: space.id });
  const mayWrite = can(space.viewerCan, 'DOCUMENT_WRITE');
  if (failure && !data) return <FailureNotice failure={failure} onRetry={reload} />;
  if (loading || !data) return <ListSkeleton />;
  if (data.archivedDocuments.length === 0) {
    return (
      <Empty icon={<IconArchive size={22} />} title={t('archive.empty')}>
        {t('archive.empty.text')}
      </Empty>
    );
  }
  return (
    <DocumentList
      documents={data.archivedDocuments}
      action={mayWrite ? (document) => <BackButton document={document} /> : undefined}
    />
  );
}

function BackButton({ document }: { document: DocumentRowFragment }) {
  const t = useText();
  const life = useLifeCycle(document);
  return (
    <Button size="compact-sm" variant="default" onClick={() => void life.unarchive()}>
      {t('document.unarchive')}
    </Button>
  );
}
