import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useText } from '../i18n/text.ts';
import { Empty } from './empty.tsx';
import type { Failure } from './failure.ts';

/**
 * The first answer of the server is missing, or of the part of it that the whole page needs: nothing can be shown yet.
 * A failure with a sentence of the server says what is missing.
 */
export function ServerUnreachable({ failure, onRetry }: { failure: Failure | null; onRetry: () => void }) {
  const t = useText();
  const told = failure?.message ?? '';
  return (
    <main id="main" tabIndex={-1}>
      <div role="alert">
        <Empty
          isPage
          icon={<IconCloudOff size={22} />}
          title={t(told === '' ? 'error.unreachable.title' : 'error.partAway.title')}
          action={<Button onClick={onRetry}>{t('action.retry')}</Button>}
        >
          {told === '' ? t('error.unreachable.text') : told}
        </Empty>
      </div>
    </main>
  );
}
