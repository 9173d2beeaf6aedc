import { Badge } from '@mantine/core';
import { Link } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { AuditEntriesDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Table } from '../../../ui/table.tsx';
import { Time } from '../../../ui/time.tsx';
import { useOrganization } from '../../organization/organization-context.ts';
import { DIRECTORY_ACTIONS } from './directory-view.ts';

const SHOWN = 10;
const COLORS = { OK: 'teal', DENIED: 'red', FAILED: 'yellow' } as const;

/** What the directory changed last, and what was refused. */
export function DirectoryCalls() {
  const t = useText();
  const { slug } = useOrganization();
  const filter = { actions: [...DIRECTORY_ACTIONS] };
  const answer = useAnswer(AuditEntriesDocument, { filter, first: SHOWN, after: null });
  const entries = answer.data?.auditEntries.edges;
  const trail = DIRECTORY_ACTIONS.map((action) => `action=${action}`).join('&');
  const all = <Link to={`/o/${slug}/admin/audit?${trail}`}>{t('directory.calls.all')}</Link>;
  return (
    <Section title={t('directory.calls')} text={t('directory.calls.text')} actions={all}>
      {answer.failure && !entries && <FailureNotice failure={answer.failure} onRetry={answer.reload} />}
      {!answer.failure && !entries && <ListSkeleton />}
      {entries?.length === 0 && <p className="k-dim">{t('directory.calls.none')}</p>}
      {entries && entries.length > 0 && (
        <Table
          label={t('directory.calls')}
          head={[t('directory.calls.when'), t('directory.calls.what'), t('directory.calls.outcome')]}
          rows={entries.map(({ node }) => ({
            key: node.id,
            cells: [
              <Time key="at" at={node.at} />,
              node.sentence,
              <Badge key="outcome" color={COLORS[node.outcome]}>
                {t(`outcome.${node.outcome}`)}
              </Badge>,
            ],
          }))}
        />
      )}
    </Section>
  );
}
