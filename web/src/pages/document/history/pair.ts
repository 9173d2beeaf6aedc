/**
 * The two versions to compare (older first): those of the address if they exist, else the newest and the published
 * one, or the newest and the one before it. Null when there is only one.
 */
export function chosenPair(
  versions: readonly { number: number; isPublished: boolean }[],
  from: number,
  to: number,
): { from: number; to: number } | null {
  const newest = versions[0]?.number ?? 0;
  const wanted = [from, to].filter((number) => Number.isInteger(number) && number > 0);
  const [one, two] = wanted;
  if (one !== undefined && two !== undefined && one !== two) {
    return { from: Math.min(one, two), to: Math.max(one, two) };
  }
  const published = versions.find(({ isPublished }) => isPublished)?.number;
  const before = published !== undefined && published < newest ? published : versions[1]?.number;
  return before === undefined ? null : { from: before, to: newest };
}
