import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '../../client/use-answer.ts';
import { SpaceDocumentsDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { can } from '../organization/organization-context.ts';
import { DocumentList } from './document-list.tsx';
import type { SpaceView } from './space-view.ts';

const PAGE = 50;

/** A Space's documents, newest change first, fifty at a time. */
export function SpaceDocuments({ space }: { space: SpaceView }) {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return cursors.map((after, index) => (
    <DocumentsFrom
      key={after ?? ''}
      space={space}
      after={after}
      onMore={index === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined}
    />
  ));
}

function DocumentsFrom(props: { space: SpaceView; after: string | null; onMore?: (cursor: string) => void }) {
  const t = useText();
  const { data, failure, loading, reload } = useAnswer(SpaceDocumentsDocument, {
    spaceId: props.space.id,
    first: PAGE,
    after: props.after,
  });
  const page = data?.documents;
  if (failure && !page) return <FailureNotice failure={failure} onRetry={reload} />;
  if (loading || !page) return <ListSkeleton />;
  if (page.edges.length === 0 && props.after === null) {
    return (
      <Empty icon={<IconFileText size={22} />} title={t('space.empty')}>
        {can(props.space.viewerCan, 'DOCUMENT_WRITE') ? t('space.empty.write') : t('space.empty.read')}
      </Empty>
    );
  }
  const { endCursor, hasNextPage } = page.pageInfo;
  return (
    <>
      <DocumentList documents={page.edges.map(({ node }) => node)} />
      {props.onMore && hasNextPage && endCursor && (
        <Button variant="subtle" mt="sm" onClick={() => props.onMore?.(endCursor)}>
          {t('action.more')}
        </Button>
      )}
    </>
  );
}
