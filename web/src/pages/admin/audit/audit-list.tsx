import { Button } from '@mantine/core';
import { IconBan, IconCircleCheck, IconCircleX, IconHistory } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { AuditEntriesDocument, type AuditFilter } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { foldEntries, type EntryView, type Fold } from './fold-entries.ts';
import classes from './audit.module.css';

const PAGE = 50;
const LIVE_MS = 4000;
const ICONS = { OK: IconCircleCheck, DENIED: IconBan, FAILED: IconCircleX };

interface ListProps {
  filter: AuditFilter | null;
  onOpen: (id: string) => void;
}

/** Entries, newest first; the first page asks for new ones every few seconds while it is visible. */
export function AuditList(props: ListProps) {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return cursors.map((after, index) => (
    <EntriesFrom
      key={after ?? ''}
      {...props}
      after={after}
      onMore={index === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined}
    />
  ));
}

function EntriesFrom(props: ListProps & { after: string | null; onMore?: (cursor: string) => void }) {
  const t = useText();
  const { filter, after } = props;
  const answer = useAnswer(AuditEntriesDocument, { filter, first: PAGE, after });
  const { reload } = answer;
  useEffect(() => {
    if (after !== null) return undefined;
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), LIVE_MS);
    return () => clearInterval(timer);
  }, [after, reload]);
  const page = answer.data?.auditEntries;
  if (answer.failure && !page) return <FailureNotice failure={answer.failure} onRetry={reload} />;
  if (!page) return <ListSkeleton />;
  if (page.edges.length === 0 && after === null) {
    return (
      <Empty icon={<IconHistory size={22} />} title={filter ? t('audit.none') : t('audit.empty')}>
        {filter ? t('audit.none.text') : t('audit.empty.text')}
      </Empty>
    );
  }
  const { endCursor, hasNextPage } = page.pageInfo;
  return (
    <>
      <Days entries={page.edges.map(({ node }) => node)} onOpen={props.onOpen} />
      {props.onMore && hasNextPage && endCursor && (
        <Button variant="subtle" mt="sm" onClick={() => props.onMore?.(endCursor)}>
          {t('action.more')}
        </Button>
      )}
    </>
  );
}

function Days({ entries, onOpen }: { entries: readonly EntryView[]; onOpen: (id: string) => void }) {
  const dates = useDates();
  const days = Map.groupBy(entries, ({ at }) => dates.longDay(at));
  return [...days].map(([day, those]) => (
    <section key={day}>
      <h2 className={classes.day}>{day}</h2>
      <ul className={classes.list}>
        {foldEntries(those).map((fold) => (
          <FoldLine key={fold.earlier.at(-1)?.id ?? fold.newest.id} fold={fold} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  ));
}

function FoldLine({ fold, onOpen }: { fold: Fold; onOpen: (id: string) => void }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { newest, earlier } = fold;
  return (
    <>
      <li>
        <EntryLine entry={newest} onOpen={onOpen} />
        {earlier.length > 0 && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            ml={96}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t('audit.folded', { count: earlier.length })}
          </Button>
        )}
      </li>
      {open &&
        earlier.map((entry) => (
          <li key={entry.id}>
            <EntryLine entry={entry} onOpen={onOpen} />
          </li>
        ))}
    </>
  );
}

function EntryLine({ entry, onOpen }: { entry: EntryView; onOpen: (id: string) => void }) {
  const t = useText();
  const dates = useDates();
  const Icon = ICONS[entry.outcome];
  return (
    <button
      type="button"
      className={classes.entry}
      data-outcome={entry.outcome}
      onClick={() => onOpen(entry.id)}
    >
      <time dateTime={entry.at} title={dates.exact(entry.at)}>
        {dates.time(entry.at)}
      </time>
      <Icon size={17} role="img" aria-label={t(`outcome.${entry.outcome}`)} />
      <span>{entry.sentence}</span>
      {entry.space && <small>{entry.space.name}</small>}
    </button>
  );
}
