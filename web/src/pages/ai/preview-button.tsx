import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { AiRequestInput } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';

const PreviewDialog = lazy(() => import('./preview-dialog.tsx'));

/** Shows what would be sent for the request as it stands; disabled while there is none. */
export function PreviewButton({ request }: { request: AiRequestInput | null }) {
  const t = useText();
  const [shown, setShown] = useState<AiRequestInput | null>(null);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        disabled={request === null}
        leftSection={<IconEye size={16} aria-hidden />}
        onClick={() => setShown(request)}
      >
        {t('ai.sent.action')}
      </Button>
      <Suspense>{shown && <PreviewDialog request={shown} onClose={() => setShown(null)} />}</Suspense>
    </>
  );
}
