import { Badge } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { PERMISSIONS } from '#schema/permissions.js';
import { useAnswer } from '../../../client/use-answer.ts';
import { ExplainAccessDocument, type ExplainAccessQuery, type Permission } from '../../../gql/graphql.ts';
import { useLocale } from '../../../i18n/i18n-provider.tsx';
import { useDates, useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { type AccessQuery } from './access-link.ts';
import { ALL_PERMISSIONS, momentOf, placeOf } from './access-query.ts';
import { WayList } from './way-list.tsx';
import classes from './access.module.css';

type Change = ExplainAccessQuery['explainAccess']['smallestChanges'][number];

/** The answer to why: the verdict, what decides for it or against it, and what would allow it. */
export function Explanation(props: {
  query: AccessQuery & { permission: Permission };
  onShown: (principal: { id: string; name: string }) => void;
}) {
  const t = useText();
  const { query, onShown } = props;
  const [at] = useState(() => momentOf(query.at));
  const answer = useAnswer(ExplainAccessDocument, {
    ...placeOf(query),
    ...{ userId: query.user, serviceAccountId: query.tool, permission: query.permission, at },
  });
  const found = answer.data?.explainAccess;
  const principal = found?.principal;
  useEffect(() => {
    if (principal) onShown(principal);
  }, [principal, onShown]);
  if (answer.failure && !found) return <FailureNotice failure={answer.failure} onRetry={answer.reload} />;
  if (!found) return <ListSkeleton />;
  return (
    <>
      <Verdict found={found} isPast={query.at !== null} />
      {found.ways.length > 0 && (
        <Section title={t('review.because')}>
          <WayList ways={found.ways} />
        </Section>
      )}
      {found.missing.length > 0 && (
        <Section title={t('review.missing')}>
          <ol className={classes.fences}>
            {found.missing.map(({ kind, text }) => (
              <li key={kind}>{text}</li>
            ))}
          </ol>
        </Section>
      )}
      {found.smallestChanges.length > 0 && (
        <Section title={t('review.changes')} text={t('review.changes.text')}>
          <ul className={classes.changes}>
            {found.smallestChanges.map((change, index) => (
              <ChangeCard key={index} change={change} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Verdict(props: { found: ExplainAccessQuery['explainAccess']; isPast: boolean }) {
  const t = useText();
  const dates = useDates();
  const words = usePermissionWords();
  const { found, isPast } = props;
  const Icon = found.allowed ? IconCircleCheck : IconCircleX;
  const values = {
    ...{ name: found.principal.name, permission: words([found.permission]) },
    time: dates.dateTime(found.at),
  };
  const now = found.allowed ? t('review.yes', values) : t('review.no', values);
  const then = found.allowed ? t('review.yes.then', values) : t('review.no.then', values);
  return (
    <p className={classes.verdict} data-allowed={found.allowed || undefined} role="status">
      <Icon size={22} aria-hidden />
      <span>{isPast ? then : now}</span>
    </p>
  );
}

function ChangeCard({ change }: { change: Change }) {
  const t = useText();
  const words = usePermissionWords();
  return (
    <li className={classes.change}>
      <ol>
        {change.steps.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ol>
      <Badge color={change.canDo ? 'iris' : 'gray'} variant="light">
        {change.canDo ? t('review.canDo') : t('review.cannotDo')}
      </Badge>
      <p className="k-dim">
        {change.extraPermissions.length > 0
          ? t('review.extra', { permissions: words(change.extraPermissions) })
          : t('review.extra.none')}
        {change.elsewhere > 0 && ` ${t('review.elsewhere', { count: change.elsewhere })}`}
      </p>
    </li>
  );
}

/** Permissions in the reader's words. */
function usePermissionWords(): (permissions: readonly Permission[]) => string {
  const { locale } = useLocale();
  return (permissions) =>
    ALL_PERMISSIONS.filter(({ value }) => permissions.includes(value))
      .map(({ name }) => PERMISSIONS[name].text[locale])
      .join('; ');
}
