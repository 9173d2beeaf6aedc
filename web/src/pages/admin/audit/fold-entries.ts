import type { AuditEntriesQuery } from '../../../gql/graphql.ts';

/** An entry as the list shows it. */
export type EntryView = AuditEntriesQuery['auditEntries']['edges'][number]['node'];

/** Entries that are one line: the newest speaks for all. */
export interface Fold {
  newest: EntryView;
  /** The others, newest first. */
  earlier: readonly EntryView[];
}

const APART_MS = 30 * 60_000;

/**
 * Folds what one person did to one thing again and again, such as the saves of an editing session, as long as no
 * more than half an hour lies between two of them. Other entries that say different things stay apart, and denials
 * and failures are never folded: each may matter.
 */
export function foldEntries(entries: readonly EntryView[]): Fold[] {
  const folds: Fold[] = [];
  for (const entry of entries) {
    const last = folds.at(-1);
    const before = last?.earlier.at(-1) ?? last?.newest;
    if (last && before && belongTogether(before, entry)) {
      folds[folds.length - 1] = { newest: last.newest, earlier: [...last.earlier, entry] };
    } else {
      folds.push({ newest: entry, earlier: [] });
    }
  }
  return folds;
}

function belongTogether(later: EntryView, entry: EntryView): boolean {
  return (
    entry.outcome === 'OK' &&
    later.outcome === 'OK' &&
    entry.subjectId != null &&
    entry.subjectId === later.subjectId &&
    entry.action === later.action &&
    (entry.action === 'document.save' || entry.sentence === later.sentence) &&
    entry.actor?.id === later.actor?.id &&
    new Date(later.at).getTime() - new Date(entry.at).getTime() <= APART_MS
  );
}
