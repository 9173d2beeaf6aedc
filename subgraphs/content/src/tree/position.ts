/** Distance between neighbours that are placed at an end or anew. */
export const STEP = 1024;

/**
 * A position between two neighbours (null: there is none on that side), or null when no number fits between
 * them any more: then the siblings get new positions first.
 */
export function positionBetween(before: number | null, after: number | null): number | null {
  if (before === null && after === null) return STEP;
  if (before === null) return after! - STEP;
  if (after === null) return before + STEP;
  const middle = before + (after - before) / 2;
  return middle > before && middle < after ? middle : null;
}

/** Evenly spaced positions for so many siblings. */
export const freshPositions = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => (index + 1) * STEP);
