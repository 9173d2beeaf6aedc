import { Badge, Button, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { DocumentHistoryDocument, type VersionHeadFragment } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Person } from '../../../ui/person.tsx';
import classes from './history.module.css';

interface Pair {
  from: number;
  to: number;
}

interface RailProps {
  documentId: string;
  pageSize: number;
  pair: Pair | null;
  onChoose: (pair: Pair) => void;
}

/** All versions, newest first, by day; two marks in front of each choose what is compared. */
export function VersionRail(props: RailProps) {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return cursors.map((after, index) => (
    <VersionsFrom
      key={after ?? ''}
      {...props}
      after={after}
      onMore={index === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined}
    />
  ));
}

function VersionsFrom(props: RailProps & { after: string | null; onMore?: (cursor: string) => void }) {
  const t = useText();
  const dates = useDates();
  const variables = {
    id: props.documentId,
    first: props.pageSize,
    ...(props.after && { after: props.after }),
  };
  const connection = useAnswer(DocumentHistoryDocument, variables).data?.document?.versions;
  if (!connection) return null;
  const versions = connection.edges.map(({ node }) => node);
  const days = Map.groupBy(versions, (version) => dates.longDay(version.savedAt));
  const { endCursor, hasNextPage } = connection.pageInfo;
  return (
    <>
      {[...days].map(([day, those]) => (
        <section key={day}>
          <h3>{day}</h3>
          <ol>
            {those.map((version) => (
              <VersionRow key={version.id} version={version} pair={props.pair} onChoose={props.onChoose} />
            ))}
          </ol>
        </section>
      ))}
      {props.onMore && hasNextPage && endCursor && (
        <Button variant="subtle" size="xs" onClick={() => props.onMore?.(endCursor)}>
          {t('action.more')}
        </Button>
      )}
    </>
  );
}

function VersionRow(props: {
  version: VersionHeadFragment;
  pair: Pair | null;
  onChoose: (pair: Pair) => void;
}) {
  const t = useText();
  const dates = useDates();
  const { version, pair, onChoose } = props;
  const { number } = version;
  const isChosen = pair?.from === number || pair?.to === number;
  return (
    <li className={classes.version} data-chosen={isChosen || undefined}>
      <label className={classes.mark}>
        <input
          type="radio"
          name="from"
          checked={pair?.from === number}
          disabled={!pair || number >= pair.to}
          onChange={() => pair && onChoose({ from: number, to: pair.to })}
        />
        <VisuallyHidden>{t('history.from', { version: number })}</VisuallyHidden>
      </label>
      <label className={classes.mark}>
        <input
          type="radio"
          name="to"
          checked={pair?.to === number}
          disabled={!pair || number <= pair.from}
          onChange={() => pair && onChoose({ from: pair.from, to: number })}
        />
        <VisuallyHidden>{t('history.to', { version: number })}</VisuallyHidden>
      </label>
      <button
        type="button"
        className={classes.versionButton}
        onClick={() => number > 1 && onChoose({ from: number - 1, to: number })}
      >
        <span className={classes.versionTop}>
          <b>{t('version.short', { version: number })}</b>
          {version.isPublished && <Badge color="teal">{t('state.published')}</Badge>}
          {!version.isPublished && version.publishedAt && (
            <Badge color="gray">{t('version.wasPublished')}</Badge>
          )}
          {version.restoredFrom && (
            <Badge color="blue">{t('version.restoredFrom', { version: version.restoredFrom })}</Badge>
          )}
          <time dateTime={version.savedAt}>{dates.time(version.savedAt)}</time>
        </span>
        <Person user={version.author} size={18} />
      </button>
    </li>
  );
}
