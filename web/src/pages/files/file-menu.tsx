import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconDownload, IconHistory, IconPencil, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { can } from '../organization/organization-context.ts';
import type { FileView } from './file-view.ts';
import { useFileActions } from './use-file-actions.ts';

const RenameDialog = lazy(() => import('./rename-dialog.tsx'));

/** What the person may do with a file. */
export function FileMenu(props: { file: FileView; onOpen: (id: string) => void; onChange: () => void }) {
  const t = useText();
  const { file } = props;
  const actions = useFileActions(props.onChange);
  const [renaming, setRenaming] = useState(false);
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon aria-label={t('file.more', { name: file.name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconDownload size={15} aria-hidden />}
            onClick={() => void actions.download(file.id)}
          >
            {t('file.download')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconHistory size={15} aria-hidden />}
            onClick={() => props.onOpen(file.id)}
          >
            {t('file.versions')}
          </Menu.Item>
          {can(file.viewerCan, 'DOCUMENT_WRITE') && (
            <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setRenaming(true)}>
              {t('file.rename')}
            </Menu.Item>
          )}
          {can(file.viewerCan, 'DOCUMENT_TRASH') && (
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={15} aria-hidden />}
              onClick={() => void actions.trash(file)}
            >
              {t('file.trash')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense>{renaming && <RenameDialog file={file} onClose={() => setRenaming(false)} />}</Suspense>
    </>
  );
}
