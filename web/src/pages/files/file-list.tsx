import { Button } from '@mantine/core';
import { IconPaperclip, IconSearchOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { onUploaded } from '../../client/uploads/upload-signals.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { SpaceFilesDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import type { SpaceView } from '../space/space-view.ts';
import { FileTable } from './file-table.tsx';
import type { ListOrder } from './list-order.ts';

const PAGE = 50;

interface ListProps {
  space: SpaceView;
  search: string;
  order: ListOrder;
  mayWrite: boolean;
  onOpen: (id: string) => void;
}

/** A Space's files in the order asked for, fifty at a time. */
export function FileList(props: ListProps) {
  const { search, order, space } = props;
  // Another question begins at its first page.
  return <Pages key={`${space.id} ${search} ${order.sort} ${order.descending}`} {...props} />;
}

function Pages(props: ListProps) {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return cursors.map((after, index) => (
    <OnePage
      key={after ?? ''}
      {...props}
      after={after}
      isFirst={index === 0}
      onMore={index === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined}
    />
  ));
}

function OnePage(
  props: ListProps & { after: string | null; isFirst: boolean; onMore?: (cursor: string) => void },
) {
  const t = useText();
  const { space, search, order } = props;
  const { data, failure, loading, reload } = useAnswer(SpaceFilesDocument, {
    spaceId: space.id,
    search: search || null,
    ...order,
    first: PAGE,
    after: props.after,
  });
  useEffect(() => onUploaded((_file, target) => target.spaceId === space.id && reload()), [space.id, reload]);
  const page = data?.files;
  if (failure && !page) return <FailureNotice failure={failure} onRetry={reload} />;
  if (loading || !page) return <ListSkeleton />;
  if (page.edges.length === 0 && props.isFirst) return <Nothing search={search} mayWrite={props.mayWrite} />;
  const { endCursor, hasNextPage } = page.pageInfo;
  return (
    <>
      <FileTable
        files={page.edges.map(({ node }) => node)}
        order={props.isFirst ? order : undefined}
        label={t('files.of', { name: space.name })}
        onOpen={props.onOpen}
        onChange={reload}
      />
      {props.onMore && hasNextPage && endCursor && (
        <Button variant="subtle" mt="sm" onClick={() => props.onMore?.(endCursor)}>
          {t('action.more')}
        </Button>
      )}
    </>
  );
}

function Nothing({ search, mayWrite }: { search: string; mayWrite: boolean }) {
  const t = useText();
  if (search) {
    return (
      <Empty icon={<IconSearchOff size={22} />} title={t('files.none')}>
        {t('files.none.text')}
      </Empty>
    );
  }
  return (
    <Empty icon={<IconPaperclip size={22} />} title={t('files.empty')}>
      {mayWrite ? t('files.empty.write') : t('files.empty.read')}
    </Empty>
  );
}
