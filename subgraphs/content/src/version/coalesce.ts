/** What decides whether a save goes into the newest version or makes a new one. */
export interface NewestVersion {
  readonly authorId: string;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
  readonly restoredFrom: number | null;
}

/**
 * Whether a save goes into the newest version instead of making one more: it is by the same author, was
 * never published, was not restored, and was begun less than the Organization's window ago (setting
 * `documents.coalesce_minutes`). The window counts from the version's first save, so that somebody who
 * types all day leaves a version every few minutes. Older versions never change.
 */
export function coalesces(
  newest: NewestVersion,
  authorId: string,
  now: Date,
  windowMinutes: number,
): boolean {
  if (newest.authorId !== authorId || newest.publishedAt !== null || newest.restoredFrom !== null)
    return false;
  const ageMs = now.getTime() - newest.createdAt.getTime();
  return ageMs >= 0 && ageMs < windowMinutes * 60_000;
}
