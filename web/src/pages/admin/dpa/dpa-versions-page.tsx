import { Button, Group } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { DpaVersionsDocument, type DpaVersionsQuery } from '../../../gql/graphql.ts';
import { useLocale } from '../../../i18n/i18n-provider.tsx';
import { useDates, useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Table } from '../../../ui/table.tsx';
import { Time } from '../../../ui/time.tsx';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import type { DpaVersionView } from './dpa-version-view.ts';
import { PublishDpaDialog } from './publish-dialog.tsx';

const DraftDialog = lazy(() => import('./draft-dialog.tsx'));

/** The operator's versions of the contract, and who accepted them. */
export default function DpaVersionsPage() {
  const t = useText();
  const { viewerCan } = useOrganization();
  const mayKeep = can(viewerCan, 'OPERATOR_DPA');
  const { data, failure, loading, reload } = useAnswer(DpaVersionsDocument, {}, { pause: !mayKeep });
  const [open, setOpen] = useState<'draft' | 'publish' | null>(null);
  if (!mayKeep) {
    return (
      <>
        <TopBar crumbs={[]} />
        <Missing />
      </>
    );
  }
  const versions = data?.dpaVersions ?? [];
  const draft = versions.find(({ publishedAt }) => publishedAt === null) ?? null;
  const published = versions.filter(({ publishedAt }) => publishedAt !== null);
  const close = () => {
    setOpen(null);
    reload();
  };
  return (
    <Page title={t('dpaKeep.title')} text={t('dpaKeep.text')} top={<TopBar crumbs={[]} />}>
      {failure && !data && <FailureNotice failure={failure} onRetry={reload} />}
      {loading && <ListSkeleton />}
      {data && (
        <>
          <Draft draft={draft} onEdit={() => setOpen('draft')} onPublish={() => setOpen('publish')} />
          <Published versions={published} />
          <Customers customers={data.dpaCustomers} />
        </>
      )}
      <Suspense>
        {open === 'draft' && <DraftDialog draft={draft} newest={published[0] ?? null} onClose={close} />}
      </Suspense>
      {open === 'publish' && draft && data && (
        <PublishDpaDialog draft={draft} customers={data.dpaCustomers.length} onClose={close} />
      )}
    </Page>
  );
}

function Draft(props: { draft: DpaVersionView | null; onEdit: () => void; onPublish: () => void }) {
  const t = useText();
  const { draft } = props;
  return (
    <Section
      title={t('dpaKeep.draft')}
      text={t('dpaKeep.draft.text')}
      actions={
        <Group gap={8}>
          <Button variant="default" size="compact-sm" onClick={props.onEdit}>
            {t(draft ? 'dpaKeep.draft.edit' : 'dpaKeep.draft.begin')}
          </Button>
          {draft && (
            <Button size="compact-sm" onClick={props.onPublish}>
              {t('dpaKeep.publish')}
            </Button>
          )}
        </Group>
      }
    >
      {draft ? (
        <p>
          {draft.updatedBy?.name ?? t('person.unknown')}, <Time at={draft.updatedAt} />
        </p>
      ) : (
        <p className="k-dim">{t('dpaKeep.draft.none')}</p>
      )}
    </Section>
  );
}

function Published({ versions }: { versions: readonly DpaVersionView[] }) {
  const t = useText();
  const dates = useDates();
  const { locale } = useLocale();
  if (versions.length === 0) return null;
  return (
    <Section title={t('dpaKeep.published')}>
      <Table
        label={t('dpaKeep.published')}
        head={[t('dpa.number'), t('dpa.validFrom'), t('dpa.changes'), '']}
        rows={versions.map((version) => ({
          key: version.id,
          cells: [
            <span key="number">
              {t('dpa.version', { number: version.number ?? 0 })}
              <br />
              <small className="k-dim">
                {t('dpaKeep.published.by', {
                  day: dates.day(version.publishedAt ?? ''),
                  name: version.publishedBy?.name ?? t('person.unknown'),
                })}
              </small>
            </span>,
            dates.day(`${version.validFrom}T12:00:00`),
            locale === 'de' ? version.summaryDe : version.summaryEn,
            <Link key="read" to={`/dpa?version=${version.number ?? 0}`}>
              {t('dpa.read')}
            </Link>,
          ],
        }))}
      />
    </Section>
  );
}

function Customers({ customers }: { customers: DpaVersionsQuery['dpaCustomers'] }) {
  const t = useText();
  const dates = useDates();
  return (
    <Section title={t('dpaKeep.customers')} text={t('dpaKeep.customers.text')}>
      {customers.length === 0 && <p className="k-dim">{t('dpaKeep.customers.none')}</p>}
      {customers.length > 0 && (
        <Table
          label={t('dpaKeep.customers')}
          head={[t('dpaKeep.organization'), t('dpa.acceptances'), t('audit.time')]}
          rows={customers.map(({ organization, number, acceptedAt }, index) => ({
            key: `${index}`,
            cells: [
              organization,
              number === null ? t('dpa.accepted.none') : t('dpa.version', { number }),
              acceptedAt ? dates.day(acceptedAt) : '–',
            ],
          }))}
        />
      )}
    </Section>
  );
}
