import { ActionIcon } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ComponentPropsWithRef } from 'react';
import { useText } from '../../../i18n/text.ts';

/** Three dots: everything else. */
export function MoreButton({ color: _color, ...props }: ComponentPropsWithRef<'button'>) {
  const t = useText();
  return (
    <ActionIcon size={32} aria-label={t('action.more')} {...props}>
      <IconDots size={18} />
    </ActionIcon>
  );
}
