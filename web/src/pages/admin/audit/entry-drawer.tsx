import { Drawer } from '@mantine/core';
import { useAnswer } from '../../../client/use-answer.ts';
import { AuditEntryDocument, type AuditEntryQuery } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Facts } from '../../../ui/facts.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Person } from '../../../ui/person.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import classes from './audit.module.css';

type Entry = NonNullable<AuditEntryQuery['auditEntry']>;

/** One entry with everything that is recorded, before and after. */
export function EntryDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const { data, failure, reload } = useAnswer(AuditEntryDocument, { id });
  const entry = data?.auditEntry;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={480}
      title={t('audit.entry')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {failure && !entry && <FailureNotice failure={failure} onRetry={reload} />}
      {!entry && !failure && <ListSkeleton />}
      {entry && <Details entry={entry} />}
    </Drawer>
  );
}

function Details({ entry }: { entry: Entry }) {
  const t = useText();
  const dates = useDates();
  return (
    <>
      <p className={classes.sentence}>{entry.sentence}</p>
      <Facts
        rows={[
          [t('audit.time'), dates.exact(entry.at)],
          [
            t('audit.actor'),
            entry.actor ? <Person key="actor" user={entry.actor} /> : t(`actorKind.${entry.actorKind}`),
          ],
          [t('audit.outcome'), t(`outcome.${entry.outcome}`) + (entry.code ? ` (${entry.code})` : '')],
          [t('audit.action'), entry.action],
          [t('audit.subject'), `${entry.subjectType}${entry.subjectId ? ` ${entry.subjectId}` : ''}`],
          ...(entry.space ? [[t('field.space'), entry.space.name] as const] : []),
          [t('audit.operation'), entry.operation],
          [t('audit.requestId'), entry.requestId],
          ...(entry.ip ? [[t('sessions.address'), entry.ip] as const] : []),
          ...(entry.userAgent ? [[t('sessions.device'), entry.userAgent] as const] : []),
        ]}
      />
      {entry.changes.length > 0 && (
        <ul className={classes.changes} aria-label={t('audit.changes')}>
          {entry.changes.map((change, index) => (
            <li key={index}>
              <b>
                {change.entity} › {change.field}
              </b>
              {change.before != null && <del>{change.before}</del>}
              {change.after != null && <ins>{change.after}</ins>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
