import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAction } from '../../../client/use-action.ts';
import { ExportAuditTrailDocument } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { auditFilterOf, readAuditQuery, writeAuditQuery } from './audit-filter.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditList } from './audit-list.tsx';
import { EntryDrawer } from './entry-drawer.tsx';

/** The audit trail: filters in the address, sentences, details, export; new entries appear by themselves. */
export default function AuditPage() {
  const t = useText();
  const { viewerCan } = useOrganization();
  const [params, setParams] = useSearchParams();
  const entry = params.get('entry');
  const address = useMemo(() => {
    const rest = new URLSearchParams(params);
    rest.delete('entry');
    return rest.toString();
  }, [params]);
  const query = useMemo(() => readAuditQuery(new URLSearchParams(address)), [address]);
  const filter = useMemo(() => auditFilterOf(query), [query]);
  const open = (id: string | null) =>
    setParams((before) => {
      if (id === null) before.delete('entry');
      else before.set('entry', id);
      return before;
    });
  return (
    <Page
      wide
      title={t('audit.title')}
      text={t('audit.text')}
      top={<TopBar crumbs={[]} />}
      actions={can(viewerCan, 'AUDIT_EXPORT') && <ExportButton filter={filter} />}
    >
      <AuditFilters query={query} onChange={(next) => setParams(writeAuditQuery(next))} />
      <AuditList key={address} filter={filter} onOpen={open} />
      {entry && <EntryDrawer id={entry} onClose={() => open(null)} />}
    </Page>
  );
}

function ExportButton({ filter }: { filter: ReturnType<typeof auditFilterOf> }) {
  const t = useText();
  const dates = useDates();
  const run = useAction(ExportAuditTrailDocument);
  const [made, setMade] = useState<{ url: string; entries: number; expiresAt: string } | null>(null);
  const start = async () => {
    const data = await run.run({ filter });
    if (!data) return;
    setMade(data.exportAuditTrail);
    window.location.assign(data.exportAuditTrail.url);
  };
  return (
    <div>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        loading={run.busy}
        onClick={() => void start()}
      >
        {t('audit.export')}
      </Button>
      {run.failure && <FailureNotice failure={run.failure} />}
      {made && (
        <Notice tone="good">
          <p>
            {t('audit.exported', { count: made.entries, time: dates.time(made.expiresAt) })}{' '}
            <a href={made.url} download>
              {t('action.download')}
            </a>
          </p>
        </Notice>
      )}
    </div>
  );
}
