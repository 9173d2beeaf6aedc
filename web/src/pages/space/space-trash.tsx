import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useAnswer } from '../../client/use-answer.ts';
import { TrashDocument, type DocumentRowFragment } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { useLifeCycle } from '../document/parts/use-life-cycle.ts';
import { DocumentList } from './document-list.tsx';
import type { SpaceView } from './space-view.ts';

/** What was thrown away, and the way back. */
export default function SpaceTrash({ space }: { space: SpaceView }) {
  const t = useText();
  const { data, failure, loading, reload } = useAnswer(TrashDocument, { spaceId: space.id });
  if (failure && !data) return <FailureNotice failure={failure} onRetry={reload} />;
  if (loading || !data) return <ListSkeleton />;
  if (data.trash.length === 0) {
    return (
      <Empty icon={<IconTrash size={22} />} title={t('trash.empty')}>
        {t('trash.empty.text')}
      </Empty>
    );
  }
  return <DocumentList documents={data.trash} action={(document) => <RestoreButton document={document} />} />;
}

function RestoreButton({ document }: { document: DocumentRowFragment }) {
  const t = useText();
  const life = useLifeCycle(document);
  return (
    <Button size="compact-sm" variant="default" onClick={() => void life.restore()}>
      {t('trash.restore')}
    </Button>
  );
}
