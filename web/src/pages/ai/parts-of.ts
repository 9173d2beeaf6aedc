/** A text cut at certain words: what stands between them, and the words themselves; the longest fits first. */
export function partsOf(text: string, words: readonly string[]): string[] {
  const sorted = words.filter((word) => word !== '').toSorted((a, b) => b.length - a.length);
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length;) {
    const word = sorted.find((one) => text.startsWith(one, at));
    if (word === undefined) {
      at += 1;
      continue;
    }
    if (at > start) parts.push(text.slice(start, at));
    parts.push(word);
    at += word.length;
    start = at;
  }
  if (start < text.length) parts.push(text.slice(start));
  return parts;
}
