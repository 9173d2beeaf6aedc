import { Button } from '@mantine/core';
import { IconDownload, IconKey } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { WhatCanAccessDocument, type WhatCanAccessQuery } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Section } from '../../../ui/page.tsx';
import { useDownloadAll } from './use-download-all.ts';
import { WayList } from './way-list.tsx';

type Held = WhatCanAccessQuery['whatCanAccess'];
/** A Space in what somebody can access. */
export type HeldSpace = Held['edges'][number]['node'];

/** What somebody holds in the Organization, and above the Spaces how many and the file. */
export function HeldHead(props: { page: Held; asked: Asked; isPast: boolean; table: ReactNode }) {
  const t = useText();
  const dates = useDates();
  const { page } = props;
  const { name } = page.principal;
  return (
    <>
      <Section
        title={t('review.inOrganization', { name })}
        text={props.isPast ? t('review.then', { time: dates.dateTime(page.at) }) : undefined}
      >
        {page.organizationWays.length > 0 ? (
          <WayList ways={page.organizationWays} />
        ) : (
          <p className="k-dim">{t('review.noMember')}</p>
        )}
      </Section>
      <Section
        title={t('review.spaces.count', { count: page.total })}
        actions={page.total > 0 && <ExportWhat asked={props.asked} />}
      >
        {page.total > 0 ? (
          props.table
        ) : (
          <Empty icon={<IconKey size={22} />} title={t('review.spaces.none')}>
            {t('review.spaces.none.text')}
          </Empty>
        )}
      </Section>
    </>
  );
}

interface Asked {
  userId: string | null;
  serviceAccountId: string | null;
  at: string | null;
}

function ExportWhat({ asked }: { asked: Asked }) {
  const t = useText();
  const all = useDownloadAll(WhatCanAccessDocument, ({ whatCanAccess }) => whatCanAccess);
  const head = [t('field.space'), t('field.role'), t('review.ways'), t('review.ends'), t('review.closed')];
  const start = () =>
    all.run('access.csv', asked, (nodes) => [
      head,
      ...nodes.flatMap(({ name, ways, restrictedDocuments }) =>
        ways.map((way) => [
          ...[name, way.roleName, way.steps.map(({ text }) => text).join(' > ')],
          ...[way.until ?? '', String(restrictedDocuments ?? '')],
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
