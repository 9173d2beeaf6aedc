import { Badge, Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { DpaDocumentDocument, DpaStatusDocument, type DpaStatusQuery } from '../../../gql/graphql.ts';
import { useLocale } from '../../../i18n/i18n-provider.tsx';
import { useDates, useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Table } from '../../../ui/table.tsx';
import { Missing } from '../../document/missing.tsx';
import { DpaText, inLanguage, type DpaView } from '../../dpa/dpa-text.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import classes from './dpa-page.module.css';

type Status = DpaStatusQuery['dpaStatus'];

/** The contract with the operator, as an Organization reads and accepts it. */
export default function DpaPage() {
  const t = useText();
  const { viewerCan } = useOrganization();
  const [search, setSearch] = useSearchParams();
  const mayRead = can(viewerCan, 'SETTINGS_READ') && !can(viewerCan, 'OPERATOR_DPA');
  const { data, failure, loading, reload } = useAnswer(DpaStatusDocument, {}, { pause: !mayRead });
  const status = data?.dpaStatus;
  const wanted = Number.parseInt(search.get('version') ?? '', 10);
  const number = wanted > 0 ? wanted : (status?.publications[0]?.number ?? null);
  if (!mayRead) {
    return (
      <>
        <TopBar crumbs={[]} />
        <Missing />
      </>
    );
  }
  return (
    <Page title={t('dpa.title')} text={t('dpa.text')} top={<TopBar crumbs={[]} />}>
      {failure && !status && <FailureNotice failure={failure} onRetry={reload} />}
      {loading && <ListSkeleton />}
      {status?.publications.length === 0 && (
        <Empty icon={<IconFileText size={22} />} title={t('dpa.none')}>
          {t('dpa.none.text')}
        </Empty>
      )}
      {status && number !== null && <Version key={number} number={number} status={status} onDone={reload} />}
      {status && status.publications.length > 1 && (
        <div className="k-noprint">
          <Versions status={status} onOpen={(version) => setSearch({ version: String(version) })} />
        </div>
      )}
    </Page>
  );
}

function Version(props: { number: number; status: Status; onDone: () => void }) {
  const t = useText();
  const dates = useDates();
  const { name, viewerCan } = useOrganization();
  const { number, status } = props;
  const { data, failure, loading, reload } = useAnswer(DpaDocumentDocument, { number });
  const { locale } = useLocale();
  const [language, setLanguage] = useState<'de' | 'en'>(locale);
  const [accepting, setAccepting] = useState<DpaView | null>(null);
  const view = data?.dpaDocument;
  const acceptance = status.acceptances.find((each) => each.number === number);
  const waits = status.publications[0]?.number === number && !acceptance;
  const mayAccept = can(viewerCan, 'DPA_ACCEPT');
  if (failure && !view) return <FailureNotice failure={failure} onRetry={reload} />;
  if (loading || !view) return <ListSkeleton />;
  const line = acceptance
    ? t('dpa.accepted.by', {
        organization: name,
        day: dates.dateTime(acceptance.acceptedAt),
        name: acceptance.acceptedBy?.name ?? t('person.unknown'),
      })
    : t('dpa.accepted.none');
  return (
    <>
      <div className={classes.notice}>
        {waits && (
          <Notice
            tone="warn"
            actions={
              mayAccept && <Button onClick={() => setAccepting(view)}>{t('dpa.accept', { number })}</Button>
            }
          >
            {t(mayAccept ? 'dpa.waiting.you' : 'dpa.waiting', { number })}
          </Notice>
        )}
        {acceptance && <Notice tone="good">{line}</Notice>}
      </div>
      <DpaText view={view} language={language} onLanguage={setLanguage} line={line} />
      {accepting && (
        <AcceptDialog
          number={number}
          language={language}
          hash={inLanguage(accepting, language).hash}
          onClose={() => setAccepting(null)}
          onDone={props.onDone}
        />
      )}
    </>
  );
}

function Versions({ status, onOpen }: { status: Status; onOpen: (number: number) => void }) {
  const t = useText();
  const dates = useDates();
  return (
    <Section title={t('dpa.versions')}>
      <Table
        label={t('dpa.versions')}
        head={[t('dpa.number'), t('dpa.validFrom'), t('dpa.acceptances'), '']}
        rows={status.publications.map(({ number, validFrom, isCurrent }) => {
          const acceptance = status.acceptances.find((each) => each.number === number);
          return {
            key: String(number),
            cells: [
              <span key="number">
                {t('dpa.version', { number })} {isCurrent && <Badge color="teal">{t('dpa.current')}</Badge>}
              </span>,
              dates.day(`${validFrom}T12:00:00`),
              acceptance ? dates.dateTime(acceptance.acceptedAt) : t('dpa.accepted.none'),
              <Button key="read" variant="subtle" size="compact-sm" onClick={() => onOpen(number)}>
                {t('dpa.read')}
              </Button>,
            ],
          };
        })}
      />
    </Section>
  );
}
