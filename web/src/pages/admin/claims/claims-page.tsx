import { Button } from '@mantine/core';
import { IconExternalLink, IconRefresh, IconShieldCheck } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { ClaimBoardDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import {
  filterClaims,
  readClaimFilter,
  writeClaimFilter,
  type ClaimFilter,
} from '../../claims/claim-filter.ts';
import { bySection, type ClaimView } from '../../claims/claim-view.ts';
import { IsolationRuns } from '../../claims/isolation-runs.tsx';
import { useChecks } from '../../claims/use-checks.ts';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { ClaimDrawer } from './claim-drawer.tsx';
import { ClaimFilters } from './claim-filters.tsx';
import { ClaimRow } from './claim-row.tsx';
import classes from './claims-page.module.css';

/** The claims board, for the operator: what was promised, what was measured of it, measuring now. */
export default function ClaimsPage() {
  const { viewerCan } = useOrganization();
  if (can(viewerCan, 'OPERATOR_CLAIMS')) return <Board />;
  return (
    <>
      <TopBar crumbs={[]} />
      <Missing />
    </>
  );
}

function Board() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const { data, failure, loading, reload } = useAnswer(ClaimBoardDocument, {});
  const checks = useChecks(reload);
  const filter = useMemo(() => readClaimFilter(params), [params]);
  const board = data?.claimBoard;
  const opened = board?.claims.find(({ number }) => String(number) === params.get('claim'));
  const narrow = (next: ClaimFilter) => setParams(writeClaimFilter(next), { replace: true });
  const open = useCallback(
    (claim: ClaimView | null) =>
      setParams((before) => {
        const after = new URLSearchParams(before);
        if (claim) after.set('claim', String(claim.number));
        else after.delete('claim');
        return after;
      }),
    [setParams],
  );
  return (
    <Page
      wide
      title={t('claims.title')}
      text={t('claims.text')}
      top={<TopBar crumbs={[]} />}
      actions={
        <>
          <Button
            component="a"
            href="/trust"
            target="_blank"
            variant="default"
            leftSection={<IconExternalLink size={16} aria-hidden />}
          >
            {t('claims.toTrust')}
          </Button>
          <Button
            loading={checks.progress !== null}
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={() => void checks.run(null)}
          >
            {t('claims.runAll')}
          </Button>
        </>
      }
    >
      <p className={classes.progress} role="status">
        {checks.progress && t('claims.running', checks.progress)}
      </p>
      {checks.failure && <FailureNotice failure={checks.failure} />}
      {failure && !board && <FailureNotice failure={failure} onRetry={reload} />}
      {loading && <ListSkeleton />}
      {board && <ClaimFilters claims={board.claims} filter={filter} onChange={narrow} />}
      {board && <IsolationRuns runs={board.isolationRuns} />}
      {board && <Rows claims={filterClaims(board.claims, filter)} onOpen={open} />}
      {board && opened && (
        <ClaimDrawer
          claim={opened}
          claims={board.claims}
          checks={board.checks}
          running={checks}
          onOpen={open}
          onClose={() => open(null)}
        />
      )}
    </Page>
  );
}

function Rows({ claims, onOpen }: { claims: readonly ClaimView[]; onOpen: (claim: ClaimView) => void }) {
  const t = useText();
  if (claims.length === 0) {
    return (
      <Empty icon={<IconShieldCheck size={22} />} title={t('claims.none')}>
        {t('claims.none.text')}
      </Empty>
    );
  }
  return bySection(claims).map((section) => (
    <section key={section.id} className={classes.section}>
      <h2>{section.name}</h2>
      <ul className={classes.list}>
        {section.claims.map((claim) => (
          <ClaimRow key={claim.id} claim={claim} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  ));
}
