import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { WhoCanAccessDocument, type WhoCanAccessQueryVariables } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { useDownloadAll } from './use-download-all.ts';

/** The whole answer as a file: one row a way. */
export function ExportWho({ asked }: { asked: Omit<WhoCanAccessQueryVariables, 'first' | 'after'> }) {
  const t = useText();
  const all = useDownloadAll(WhoCanAccessDocument, ({ whoCanAccess }) => whoCanAccess);
  const head = [t('field.name'), t('review.kind'), t('field.role'), t('review.ways'), t('review.ends')];
  const start = () =>
    all.run('access.csv', asked, (nodes) => [
      head,
      ...nodes.flatMap(({ principal, ways }) =>
        ways.map((way) => [
          principal.name,
          principal.kind === 'PERSON' ? t('field.person') : t('review.tool'),
          way.roleName,
          way.steps.map(({ text }) => text).join(' > '),
          way.until ?? '',
        ]),
      ),
    ]);
  return (
    <div>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconDownload size={15} />}
        loading={all.busy}
        onClick={() => void start()}
      >
        {t('review.csv')}
      </Button>
      {all.failure && <FailureNotice failure={all.failure} onRetry={() => void start()} />}
    </div>
  );
}
