import { Drawer } from '@mantine/core';
import { useAnswer } from '../../../client/use-answer.ts';
import { AuditEntryDocument, type AuditEntryQuery } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Facts } from '../../../ui/facts.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Person } from '../../../ui/person.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { readableTime } from './readable-time.ts';
import classes from './audit.module.css';

type Entry = NonNullable<AuditEntryQuery['auditEntry']>;

/** A changed field as it is shown. */
type Shown = Pick<Entry['details'][number], 'label' | 'before' | 'after'>;

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
          [t('audit.outcome'), t(`outcome.${entry.outcome}`)],
          ...(entry.space ? [[t('field.space'), entry.space.name] as const] : []),
          ...(entry.ip ? [[t('sessions.address'), entry.ip] as const] : []),
          ...(entry.userAgent ? [[t('sessions.device'), entry.userAgent] as const] : []),
        ]}
      />
      {entry.details.length > 0 && <Changes changes={entry.details} />}
      <TechnicalDetails entry={entry} />
    </>
  );
}

/** The entry as it is recorded, for people who compare it with other records. */
function TechnicalDetails({ entry }: { entry: Entry }) {
  const t = useText();
  const raw = entry.changes.map(({ entity, field, before, after }): Shown => ({
    label: `${entity} › ${field}`,
    before,
    after,
  }));
  return (
    <details className={classes.technical}>
      <summary>{t('audit.technical')}</summary>
      <Facts
        rows={[
          [t('audit.action'), entry.action],
          [t('audit.subject'), `${entry.subjectType}${entry.subjectId ? ` ${entry.subjectId}` : ''}`],
          ...(entry.code ? [[t('audit.outcome'), entry.code] as const] : []),
          [t('audit.operation'), entry.operation],
          [t('audit.requestId'), entry.requestId],
        ]}
      />
      {raw.length > 0 && <Changes changes={raw} raw />}
    </details>
  );
}

/** Fields before and after; moments and days as the reader writes them, unless it is the raw record. */
function Changes({ changes, raw = false }: { changes: readonly Shown[]; raw?: boolean }) {
  const t = useText();
  const dates = useDates();
  const shown = (value: string): string => (raw ? value : readableTime(value, dates));
  return (
    <ul className={classes.changes} aria-label={raw ? t('audit.technical') : t('audit.changes')}>
      {changes.map(({ label, before, after }, index) => (
        <li key={index}>
          <b>{label}</b>
          {before != null && <del>{shown(before)}</del>}
          {after != null && <ins>{shown(after)}</ins>}
        </li>
      ))}
    </ul>
  );
}
