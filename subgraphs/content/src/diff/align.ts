/** A stretch of two sequences: `same` when they agree there. Bounds are half-open: from inclusive, to exclusive. */
export interface Stretch {
  readonly same: boolean;
  readonly leftFrom: number;
  readonly leftTo: number;
  readonly rightFrom: number;
  readonly rightTo: number;
}

interface Range {
  readonly leftFrom: number;
  readonly leftTo: number;
  readonly rightFrom: number;
  readonly rightTo: number;
}

const SMALL = 40_000;

/**
 * Aligns two sequences of keys: common ends first, then keys that occur once on both sides as anchors
 * (patience), then a longest common subsequence where what is left is small. Almost linear for texts,
 * never worse than linear times 40,000.
 */
export function align(left: readonly string[], right: readonly string[]): Stretch[] {
  const pairs: [number, number][] = [];
  const open: Range[] = [{ leftFrom: 0, leftTo: left.length, rightFrom: 0, rightTo: right.length }];
  while (open.length > 0) {
    const inner = trim(left, right, open.pop()!, pairs);
    const size = (inner.leftTo - inner.leftFrom) * (inner.rightTo - inner.rightFrom);
    if (size === 0) continue;
    const anchors = anchorsOf(left, right, inner);
    if (anchors.length > 0) open.push(...between(inner, anchors, pairs));
    else if (size <= SMALL) pairs.push(...commonSubsequence(left, right, inner));
  }
  return stretchesOf(pairs, left.length, right.length);
}

function trim(
  left: readonly string[],
  right: readonly string[],
  range: Range,
  pairs: [number, number][],
): Range {
  let { leftFrom, leftTo, rightFrom, rightTo } = range;
  while (leftFrom < leftTo && rightFrom < rightTo && left[leftFrom] === right[rightFrom]) {
    pairs.push([leftFrom++, rightFrom++]);
  }
  while (leftFrom < leftTo && rightFrom < rightTo && left[leftTo - 1] === right[rightTo - 1]) {
    pairs.push([--leftTo, --rightTo]);
  }
  return { leftFrom, leftTo, rightFrom, rightTo };
}

/** Keys that occur exactly once on both sides, as the longest run of them that is in order on both. */
function anchorsOf(left: readonly string[], right: readonly string[], range: Range): [number, number][] {
  const inLeft = uniques(left, range.leftFrom, range.leftTo);
  const inRight = uniques(right, range.rightFrom, range.rightTo);
  const both: [number, number][] = [];
  for (const [key, at] of inLeft) {
    const other = inRight.get(key);
    if (at >= 0 && other !== undefined && other >= 0) both.push([at, other]);
  }
  return increasing(both);
}

function uniques(keys: readonly string[], from: number, to: number): Map<string, number> {
  const found = new Map<string, number>();
  for (let index = from; index < to; index += 1) {
    const key = keys[index]!;
    found.set(key, found.has(key) ? -1 : index);
  }
  return found;
}

/** Longest increasing subsequence by the second number; the first is increasing already. */
function increasing(pairs: readonly [number, number][]): [number, number][] {
  const tails: number[] = [];
  const before = new Array<number>(pairs.length).fill(-1);
  pairs.forEach(([, value], index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tails[middle]!]![1] < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = index;
  });
  const result: [number, number][] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at]!) result.push(pairs[at]!);
  return result.reverse();
}

function between(range: Range, anchors: readonly [number, number][], pairs: [number, number][]): Range[] {
  const gaps: Range[] = [];
  let { leftFrom, rightFrom } = range;
  for (const [leftTo, rightTo] of anchors) {
    gaps.push({ leftFrom, leftTo, rightFrom, rightTo });
    pairs.push([leftTo, rightTo]);
    leftFrom = leftTo + 1;
    rightFrom = rightTo + 1;
  }
  gaps.push({ leftFrom, leftTo: range.leftTo, rightFrom, rightTo: range.rightTo });
  return gaps;
}

function commonSubsequence(
  left: readonly string[],
  right: readonly string[],
  range: Range,
): [number, number][] {
  return bestPairs(range.leftTo - range.leftFrom, range.rightTo - range.rightFrom, (i, j) =>
    left[range.leftFrom + i] === right[range.rightFrom + j] ? 1 : 0,
  ).map(([i, j]) => [range.leftFrom + i, range.rightFrom + j]);
}

/** Pairs in order on both sides with the greatest sum of scores; a score of 0 never pairs. Takes rows × columns. */
export function bestPairs(
  rows: number,
  columns: number,
  score: (i: number, j: number) => number,
): [number, number][] {
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width);
  const scores = new Float64Array(rows * columns);
  for (let i = rows - 1; i >= 0; i -= 1) {
    for (let j = columns - 1; j >= 0; j -= 1) {
      const own = (scores[i * columns + j] = score(i, j));
      const taken = own > 0 ? own + best[(i + 1) * width + j + 1]! : 0;
      best[i * width + j] = Math.max(taken, best[(i + 1) * width + j]!, best[i * width + j + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < rows && j < columns;) {
    const here = best[i * width + j]!;
    const own = scores[i * columns + j]!;
    if (own > 0 && here === own + best[(i + 1) * width + j + 1]!) pairs.push([i++, j++]);
    else if (here === best[(i + 1) * width + j]!) i += 1;
    else j += 1;
  }
  return pairs;
}

function stretchesOf(pairs: [number, number][], leftLength: number, rightLength: number): Stretch[] {
  const stretches: Stretch[] = [];
  let left = 0;
  let right = 0;
  const differ = (leftTo: number, rightTo: number): void => {
    if (leftTo > left || rightTo > right) {
      stretches.push({ same: false, leftFrom: left, leftTo, rightFrom: right, rightTo });
    }
  };
  for (const [i, j] of pairs.sort((a, b) => a[0] - b[0])) {
    differ(i, j);
    stretches.push({ same: true, leftFrom: i, leftTo: i + 1, rightFrom: j, rightTo: j + 1 });
    left = i + 1;
    right = j + 1;
  }
  differ(leftLength, rightLength);
  return stretches;
}
