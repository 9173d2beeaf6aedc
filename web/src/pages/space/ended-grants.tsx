import { useAnswer } from '../../client/use-answer.ts';
import { EndedGrantsDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Person } from '../../ui/person.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { Holder } from './holder.tsx';

/** Who had access to a Space, last ended first. */
export function EndedGrants({ spaceId, withGroups }: { spaceId: string; withGroups: boolean }) {
  const t = useText();
  const { data, failure, loading, reload } = useAnswer(EndedGrantsDocument, { id: spaceId, withGroups });
  const grants = data?.space?.endedGrants ?? [];
  return (
    <Section title={t('share.history')}>
      {failure && !data && <FailureNotice failure={failure} onRetry={reload} />}
      {loading && <ListSkeleton />}
      {data && grants.length === 0 && <p className="k-dim">{t('share.history.none')}</p>}
      {grants.length > 0 && (
        <Table
          label={t('share.history')}
          head={[
            t('share.who'),
            t('field.role'),
            t('access.since'),
            t('access.grantedBy'),
            t('share.endedAt'),
            t('share.endedBy'),
          ]}
          rows={grants.map((grant) => ({
            key: grant.id,
            cells: [
              <Holder key="who" grant={grant} />,
              grant.role.name,
              <Time key="since" at={grant.validFrom} exact />,
              <Person key="by" user={grant.grantedBy} bare />,
              grant.until && <Time key="until" at={grant.until} exact />,
              grant.endedBy ? <Person key="ended" user={grant.endedBy} bare /> : t('share.itself'),
            ],
          }))}
        />
      )}
    </Section>
  );
}
