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

const NAMES = 'SELECT id, name FROM identity.own_data_names($1::uuid[])';
const OWN = 'SELECT source, fields, entries, total::integer AS total FROM identity.own_personal_data()';

/** What is held about the context's person. */
export interface PersonalDataRepository {
  /** Everything, in all rooms; in a session that came by a connection what belongs to its Organization. */
  own(): Promise<HeldRows[]>;
  /** What these ids are called, where the person may know it now. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** What is held, by way of functions of the database, which decide from the verified context. */
export function personalDataRepository(query: RunQuery): PersonalDataRepository {
  return {
    own: () => query<HeldRows>(OWN),
    names: async (ids) => {
      const rows = await query<{ id: string; name: string }>(NAMES, [ids]);
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
  };
}
