import { Drawer } from '@mantine/core';
import { useText } from '../../../i18n/text.ts';
import { Sidebar } from './sidebar.tsx';

/** The side on narrow screens, above the page. */
export default function SideDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  return (
    <Drawer
      opened
      onClose={onClose}
      size={300}
      padding={0}
      withCloseButton={false}
      title={null}
      attributes={{ content: { 'aria-label': t('frame.side') } }}
    >
      <Sidebar />
    </Drawer>
  );
}
