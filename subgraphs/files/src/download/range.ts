/** What part of a file a request asks for (RFC 9110 §14). */
export type RangeAnswer =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly start: number; /** Exclusive. */ readonly end: number }
  | { readonly kind: 'unsatisfiable' };

const SINGLE = /^bytes=\s{0,5}(\d{0,15})-(\d{0,15})\s{0,5}$/i;

/**
 * Reads a `Range` header. A single range is honoured; several, other units and what is malformed are ignored, as RFC
 * 9110 §14.2 allows; a range behind the end is unsatisfiable. `ifRange` must be the strong entity tag (§13.1.5).
 */
export function readRange(
  header: string | null,
  ifRange: string | null,
  file: { readonly size: number; readonly etag: string },
): RangeAnswer {
  const match = header === null ? null : SINGLE.exec(header);
  if (!match || (ifRange !== null && ifRange !== file.etag)) return { kind: 'whole' };
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return { kind: 'whole' };
  if (from === '') {
    const last = Math.min(Number(to), file.size);
    return last === 0 ? { kind: 'unsatisfiable' } : { kind: 'part', start: file.size - last, end: file.size };
  }
  const start = Number(from);
  if (to !== '' && Number(to) < start) return { kind: 'whole' };
  if (start >= file.size) return { kind: 'unsatisfiable' };
  return { kind: 'part', start, end: to === '' ? file.size : Math.min(Number(to) + 1, file.size) };
}
