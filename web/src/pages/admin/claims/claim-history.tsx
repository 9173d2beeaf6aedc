import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { ClaimRunsDocument, type ClaimRunsQuery } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Facts } from '../../../ui/facts.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Person } from '../../../ui/person.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Time } from '../../../ui/time.tsx';
import type { CheckView } from '../../claims/claim-view.ts';
import classes from './claims-page.module.css';

const PAGE = 20;
type Run = ClaimRunsQuery['claimRuns']['edges'][number]['node'];

/** Every run of a claim's checks, newest first, with the figures that were measured. */
export function ClaimHistory({ checks }: { checks: readonly CheckView[] }) {
  const t = useText();
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <>
      <div className={classes.heading}>
        <h3>{t('claims.history')}</h3>
      </div>
      <p className="k-dim">{t('claims.history.text')}</p>
      <ol className={classes.runs}>
        {cursors.map((after, index) => (
          <RunsFrom
            key={after ?? ''}
            after={after}
            checks={checks}
            onMore={index === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined}
          />
        ))}
      </ol>
    </>
  );
}

function RunsFrom(props: {
  after: string | null;
  checks: readonly CheckView[];
  onMore?: ((cursor: string) => void) | undefined;
}) {
  const t = useText();
  const { checks, after } = props;
  const variables = { checkIds: checks.map(({ id }) => id), first: PAGE, after };
  const { data, failure, loading, reload } = useAnswer(ClaimRunsDocument, variables);
  const page = data?.claimRuns;
  if (failure && !page)
    return (
      <li>
        <FailureNotice failure={failure} onRetry={reload} />
      </li>
    );
  if (loading || !page)
    return (
      <li>
        <ListSkeleton />
      </li>
    );
  const { hasNextPage, endCursor } = page.pageInfo;
  return (
    <>
      {page.edges.length === 0 && after === null && <li className="k-dim">{t('claims.history.empty')}</li>}
      {page.edges.map(({ node }) => (
        <RunLine key={node.id} run={node} title={checks.find(({ id }) => id === node.checkId)?.title ?? ''} />
      ))}
      {props.onMore && hasNextPage && endCursor && (
        <li>
          <Button variant="subtle" size="xs" onClick={() => props.onMore?.(endCursor)}>
            {t('action.more')}
          </Button>
        </li>
      )}
    </>
  );
}

function RunLine({ run, title }: { run: Run; title: string }) {
  const t = useText();
  return (
    <li>
      <details className={classes.run} data-outcome={run.outcome}>
        <summary>
          <Time at={run.at} exact />
          <span>{title}</span>
          <b>{t(`claimOutcome.${run.outcome}`)}</b>
        </summary>
        <p>{run.says}</p>
        <Facts
          rows={[
            ...run.figures.map(({ name, value }) => [name, <Value key={name} text={value} />] as const),
            [
              t('claims.check.measured'),
              <span key="by">
                {t(`claimAskedBy.${run.askedBy}`)}
                {run.person && (
                  <>
                    {' · '}
                    <Person user={run.person} bare />
                  </>
                )}
                {` · ${t('claims.took', { ms: run.durationMs })}`}
                {run.version && ` · ${t('claims.version', { commit: run.version.slice(0, 10) })}`}
              </span>,
            ],
          ]}
        />
      </details>
    </li>
  );
}

function Value({ text }: { text: string }) {
  return <span className={classes.value}>{text === '' ? '–' : text}</span>;
}
