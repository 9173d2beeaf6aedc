import type { RunQuery } from '../ports.js';

/** A column of a table as its migration classified it. */
export interface HeldField {
  readonly name: string;
  readonly class: 'personal' | 'content' | 'technical';
  readonly purpose: string | null;
  readonly retention: string | null;
}

/** The rows of one table that are about the person, secrets left out. */
export interface HeldRows {
  /** Qualified name of the table. */
  readonly source: string;
  readonly fields: readonly HeldField[];
  readonly entries: readonly Record<string, unknown>[];
  readonly total: number;
}

const OWN = 'SELECT source, fields, entries, total::integer AS total FROM identity.own_personal_data()';

/** Everything that is held about the context's person, in all rooms. */
export function personalDataRepository(query: RunQuery): { own(): Promise<HeldRows[]> } {
  return { own: () => query<HeldRows>(OWN) };
}
