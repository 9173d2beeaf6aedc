/** Documents may be nested this deeply; a document at the top of its Space is at level 1. */
export const MAXIMUM_LEVELS = 12;

/** Why a document cannot be put below another. */
export type PlaceProblem = 'cycle' | 'too_deep';

/** What decides whether a subtree fits below a parent. */
export interface Placement {
  /** Ids of the moved document and everything below it. */
  readonly subtree: ReadonlySet<string>;
  /** Levels of the subtree: 1 for a document without children. */
  readonly height: number;
  /** The new parent with its ancestors, nearest first; empty at the top of a Space. */
  readonly ancestors: readonly string[];
}

/** Whether a subtree may be put there: never below itself, never deeper than twelve levels. */
export function findPlaceProblem({ subtree, height, ancestors }: Placement): PlaceProblem | null {
  if (ancestors.some((id) => subtree.has(id))) return 'cycle';
  return ancestors.length + height > MAXIMUM_LEVELS ? 'too_deep' : null;
}
