import { Button, SegmentedControl } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAnswer } from '../../client/use-answer.ts';
import { ClaimBoardDocument, type ClaimBoardQuery } from '../../gql/graphql.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Logo } from '../../ui/logo.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { bySection, CLAIM_STATES, countByState, type ClaimView } from '../claims/claim-view.ts';
import { IsolationRuns } from '../claims/isolation-runs.tsx';
import { StateMark } from '../claims/state-mark.tsx';
import { useChecks, type RunningChecks } from '../claims/use-checks.ts';
import { TrustClaim } from './trust-claim.tsx';
import { TrustSuppliers } from './trust-suppliers.tsx';
import classes from './trust.module.css';

/** The public page: what the operator claims, and what was measured of it. Needs no session. */
export default function TrustPage() {
  const t = useText();
  const { data, failure, loading, reload } = useAnswer(ClaimBoardDocument, {});
  const running = useChecks(reload);
  const board = data?.claimBoard;
  useTitle(t('trust.title'));
  return (
    <div className={classes.page}>
      <TrustHeader />
      <main id="main" tabIndex={-1} className={classes.main}>
        <h1>{t('trust.title')}</h1>
        <p className={classes.lead}>{t('trust.how')}</p>
        {failure && !board && <FailureNotice failure={failure} onRetry={reload} />}
        {loading && <ListSkeleton />}
        {board && <Board board={board} running={running} />}
        <TrustSuppliers />
      </main>
      <footer className={`${classes.footer} k-noprint`}>
        <Link to="/dpa">{t('dpa.title')}</Link>
      </footer>
    </div>
  );
}

function TrustHeader() {
  const t = useText();
  const { locale, choose } = useLocale();
  return (
    <header className={classes.header}>
      <Logo />
      <div className="k-noprint">
        <SegmentedControl
          size="xs"
          aria-label={t('language.label')}
          value={locale}
          onChange={(value) => void choose(value === 'de' ? 'de' : 'en')}
          data={[
            { value: 'de', label: 'Deutsch' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
    </header>
  );
}

function Board({ board, running }: { board: ClaimBoardQuery['claimBoard']; running: RunningChecks }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Counts claims={board.claims} />
      <IsolationRuns runs={board.isolationRuns} />
      <div className={`${classes.tools} k-noprint`}>
        <Button variant="default" size="xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('trust.hideAll') : t('trust.showAll')}
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPrinter size={15} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('action.print')}
        </Button>
      </div>
      {bySection(board.claims).map((section) => (
        <section key={section.id} className={classes.section} aria-labelledby={`section-${section.id}`}>
          <h2 id={`section-${section.id}`}>{section.name}</h2>
          {section.claims.map((claim) => (
            <TrustClaim
              key={`${claim.id}${String(isOpen)}`}
              claim={claim}
              checks={board.checks}
              isOpen={isOpen}
              running={running}
            />
          ))}
        </section>
      ))}
    </>
  );
}

function Counts({ claims }: { claims: readonly ClaimView[] }) {
  const t = useText();
  const counts = countByState(claims);
  return (
    <ul className={classes.counts} aria-label={t('trust.counts')}>
      {CLAIM_STATES.map((state) => (
        <li key={state}>
          <b>{counts[state]}</b>
          <StateMark state={state} />
        </li>
      ))}
    </ul>
  );
}
