import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconCopy, IconDots, IconHistory, IconPencil } from '@tabler/icons-react';
import { useText } from '../../../i18n/text.ts';
import type { RoleView } from './role-view.ts';

/** What somebody is about to do with a role. */
export type RoleTask = 'edit' | 'copy' | 'history' | 'archive';

/** What may be done with a role; a built-in one can be copied. */
export function RoleActions(props: { role: RoleView; onTask: (task: RoleTask) => void }) {
  const t = useText();
  const { role, onTask } = props;
  const isOpen = role.canChange && role.archivedAt === null;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon aria-label={t('roles.actions', { name: role.name })}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isOpen && (
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => onTask('edit')}>
            {t('roles.edit')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => onTask('copy')}>
          {t('roles.copy')}
        </Menu.Item>
        {!role.isBuiltIn && (
          <Menu.Item leftSection={<IconHistory size={16} />} onClick={() => onTask('history')}>
            {t('roles.history')}
          </Menu.Item>
        )}
        {isOpen && (
          <>
            <Menu.Divider />
            <Menu.Item
              className="k-danger"
              leftSection={<IconArchive size={16} />}
              onClick={() => onTask('archive')}
            >
              {t('roles.archive')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
