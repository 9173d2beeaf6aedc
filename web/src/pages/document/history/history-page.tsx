import { Button, SegmentedControl } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp, IconRestore } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import {
  CompareVersionsDocument,
  DocumentHistoryDocument,
  type VersionHeadFragment,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { DiffView } from '../../../ui/diff/diff-view.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { can } from '../../organization/organization-context.ts';
import { useDocument, type DocumentView } from '../document-context.ts';
import { DocumentBar } from '../parts/document-bar.tsx';
import { chosenPair } from './pair.ts';
import { VersionRail } from './version-rail.tsx';
import classes from './history.module.css';

const RestoreDialog = lazy(() => import('./restore-dialog.tsx'));
const PAGE = 50;

/** Every version by day and author; two of them compared in place. */
export default function HistoryPage() {
  const t = useText();
  const document = useDocument();
  const [params, setParams] = useSearchParams();
  useTitle(`${t('history.title')} · ${document.title}`);
  const { data, failure, loading, reload } = useAnswer(DocumentHistoryDocument, {
    id: document.id,
    first: PAGE,
  });
  const connection = data?.document?.versions;
  const versions = (connection?.edges ?? []).map(({ node }) => node);
  const pair = chosenPair(versions, Number(params.get('from')), Number(params.get('to')));
  const choose = (next: { from: number; to: number }) =>
    setParams((before) => {
      before.set('from', String(next.from));
      before.set('to', String(next.to));
      return before;
    });
  return (
    <>
      <DocumentBar document={document} isSubPage />
      <div className={classes.columns}>
        <main id="main" tabIndex={-1} className={classes.main}>
          {failure && !data && <FailureNotice failure={failure} onRetry={reload} />}
          {loading && <ListSkeleton />}
          {connection && !pair && <Empty title={t('history.single')}>{t('history.single.text')}</Empty>}
          {pair && (
            <Comparison
              key={`${pair.from}-${pair.to}`}
              document={document}
              pair={pair}
              latest={versions[0]}
            />
          )}
        </main>
        <aside className={classes.rail} aria-label={t('history.versions')}>
          <h2>{t('history.versions')}</h2>
          <VersionRail documentId={document.id} pageSize={PAGE} pair={pair} onChoose={choose} />
        </aside>
      </div>
    </>
  );
}

function Comparison(props: {
  document: DocumentView;
  pair: { from: number; to: number };
  latest: VersionHeadFragment | undefined;
}) {
  const t = useText();
  const { document, pair } = props;
  const [params] = useSearchParams();
  const [restoring, setRestoring] = useState(false);
  const narrow = useMediaQuery('(max-width: 700px)');
  // Below each other the two sides would be read twice.
  const view = params.get('view') === 'split' && !narrow ? 'split' : 'inline';
  const area = useRef<HTMLDivElement>(null);
  const step = useChangeSteps(area);
  const { data, failure, reload } = useAnswer(CompareVersionsDocument, { documentId: document.id, ...pair });
  const diff = data?.compareVersions;
  if (failure && !diff) return <FailureNotice failure={failure} onRetry={reload} />;
  if (!diff) return <ListSkeleton />;
  const mayRestore =
    can(document.viewerCan, 'DOCUMENT_WRITE') &&
    !document.archivedAt &&
    diff.from.number !== props.latest?.number;
  return (
    <>
      <header className={classes.header}>
        <div>
          <h1>{t('history.compare', { from: pair.from, to: pair.to })}</h1>
          <p>{t('diff.words', { added: diff.added, removed: diff.removed })}</p>
        </div>
        <div className={classes.tools}>
          <DiffTools step={step} narrow={narrow ?? false} />
          {mayRestore && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconRestore size={15} />}
              onClick={() => setRestoring(true)}
            >
              {t('restore.action', { version: diff.from.number })}
            </Button>
          )}
        </div>
      </header>
      <DiffView
        ref={area}
        titleChanges={diff.titleChanges}
        blocks={diff.blocks}
        split={view === 'split'}
        lang={document.language.toLowerCase()}
      />
      <Suspense>
        {restoring && props.latest && (
          <RestoreDialog
            document={document}
            version={diff.from}
            latest={props.latest.number}
            onClose={() => setRestoring(false)}
          />
        )}
      </Suspense>
    </>
  );
}

function DiffTools({ step, narrow }: { step: (by: 1 | -1) => void; narrow: boolean }) {
  const t = useText();
  const [params, setParams] = useSearchParams();
  return (
    <>
      <Button.Group>
        <Button variant="default" size="xs" aria-label={t('diff.previous')} onClick={() => step(-1)}>
          <IconArrowUp size={15} />
        </Button>
        <Button variant="default" size="xs" aria-label={t('diff.next')} onClick={() => step(1)}>
          <IconArrowDown size={15} />
        </Button>
      </Button.Group>
      {!narrow && (
        <SegmentedControl
          size="xs"
          aria-label={t('diff.view')}
          value={params.get('view') === 'split' ? 'split' : 'inline'}
          onChange={(value) =>
            setParams((before) => {
              before.set('view', value);
              return before;
            })
          }
          data={[
            { value: 'inline', label: t('diff.inline') },
            { value: 'split', label: t('diff.split') },
          ]}
        />
      )}
    </>
  );
}

/** N and P, or the buttons, go from change to change. */
function useChangeSteps(area: React.RefObject<HTMLDivElement | null>): (by: 1 | -1) => void {
  const at = useRef(-1);
  const step = (by: 1 | -1) => {
    const changes = [...(area.current?.querySelectorAll<HTMLElement>('[data-change][tabindex]') ?? [])];
    if (changes.length === 0) return;
    at.current = (at.current + by + changes.length + (at.current < 0 && by < 0 ? 1 : 0)) % changes.length;
    const change = changes[at.current];
    change?.focus({ preventScroll: true });
    change?.scrollIntoView({ block: 'center' });
  };
  useHotkeys([
    ['n', () => step(1)],
    ['p', () => step(-1)],
  ]);
  return step;
}
