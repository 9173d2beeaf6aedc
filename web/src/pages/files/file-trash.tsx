import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useAnswer } from '../../client/use-answer.ts';
import { TrashedFilesDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { FileTable } from './file-table.tsx';
import { useFileActions } from './use-file-actions.ts';

/** Files that were thrown away, and the way back. */
export function FileTrash({ spaceId, onOpen }: { spaceId: string; onOpen: (id: string) => void }) {
  const t = useText();
  const { data, failure, loading, reload } = useAnswer(TrashedFilesDocument, { spaceId });
  const actions = useFileActions(reload);
  if (failure && !data) return <FailureNotice failure={failure} onRetry={reload} />;
  if (loading || !data) return <ListSkeleton />;
  if (data.trashedFiles.length === 0) {
    return (
      <Empty icon={<IconTrash size={22} />} title={t('files.trash.empty')}>
        {t('files.trash.empty.text')}
      </Empty>
    );
  }
  return (
    <FileTable
      files={data.trashedFiles}
      label={t('files.showTrash')}
      onOpen={onOpen}
      onChange={reload}
      action={(file) => (
        <Button size="compact-sm" variant="default" onClick={() => void actions.restore(file)}>
          {t('file.restore')}
        </Button>
      )}
    />
  );
}
