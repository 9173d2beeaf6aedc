import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useText } from '../i18n/text.ts';
import { Empty } from './empty.tsx';

/** The first answer of the server is missing: nothing can be shown yet. */
export function ServerUnreachable({ onRetry }: { onRetry: () => void }) {
  const t = useText();
  return (
    <main id="main" tabIndex={-1}>
      <Empty
        isPage
        icon={<IconCloudOff size={22} />}
        title={t('error.unreachable.title')}
        action={<Button onClick={onRetry}>{t('action.retry')}</Button>}
      >
        {t('error.unreachable.text')}
      </Empty>
    </main>
  );
}
