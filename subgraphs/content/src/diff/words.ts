import { diffArrays } from 'diff';
import type { Run } from './blocks.js';

/** How a part of a comparison came about. */
export type DiffKind = 'SAME' | 'ADDED' | 'REMOVED' | 'CHANGED';

/** A part of a text: SAME, ADDED or REMOVED. */
export interface DiffPart {
  readonly kind: DiffKind;
  readonly text: string;
}

/** Limits the whole comparison's work: edits are searched in the square of their number. */
export interface Effort {
  left: number;
}

/** Below a second at worst. */
export const newEffort = (): Effort => ({ left: 8_000_000 });

const TOKEN = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu;

/** Words, white space and signs of a text, each with its marks; joined they are the text. */
export function tokensOf(runs: readonly Run[]): Run[] {
  return runs.flatMap(({ text, marks }) =>
    (text.match(TOKEN) ?? []).map((token) => ({ text: token, marks })),
  );
}

/**
 * Compares two texts word by word; a word whose marks changed (bold, another link) counts as changed.
 *
 * SAME and REMOVED parts joined are the left text, SAME and ADDED parts the right one.
 */
export function diffWords(left: readonly Run[], right: readonly Run[], effort: Effort): DiffPart[] {
  const from = tokensOf(left);
  const to = tokensOf(right);
  const maxEditLength = Math.floor(Math.min(1000, Math.sqrt(Math.max(effort.left, 0))));
  const changes = diffArrays(from, to, {
    comparator: (a, b) => a.text === b.text && a.marks === b.marks,
    maxEditLength,
  });
  if (!changes) {
    effort.left -= maxEditLength ** 2;
    return tidy([part('REMOVED', from), part('ADDED', to)]);
  }
  const edits = changes.reduce(
    (sum, change) => sum + (change.added || change.removed ? change.value.length : 0),
    0,
  );
  effort.left -= edits ** 2;
  return tidy(
    changes.map((change) => part(change.added ? 'ADDED' : change.removed ? 'REMOVED' : 'SAME', change.value)),
  );
}

const part = (kind: DiffKind, tokens: readonly Run[]): DiffPart => ({
  kind,
  text: tokens.map((token) => token.text).join(''),
});

/**
 * Joins what a person reads as one change: white space alone between two changes belongs to both, and
 * within a change what was removed comes first.
 */
function tidy(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  let removed = '';
  let added = '';
  const settle = (): void => {
    if (removed) result.push({ kind: 'REMOVED', text: removed });
    if (added) result.push({ kind: 'ADDED', text: added });
    removed = added = '';
  };
  parts.forEach((current, index) => {
    const next = parts[index + 1];
    const joins = (removed || added) && next && next.kind !== 'SAME' && current.text.trim() === '';
    if (current.kind === 'SAME' && !joins) {
      settle();
      if (current.text) result.push(current);
      return;
    }
    if (current.kind !== 'ADDED') removed += current.text;
    if (current.kind !== 'REMOVED') added += current.text;
  });
  settle();
  return result;
}
