import { SCHEMAS } from '#runtime/db/roles.js';
import type { World } from '#runtime/testing/world.js';
import type { Asker } from './asker.js';

/** A fingerprint of the rows of each table that nobody who asks may change. */
export type Fingerprints = ReadonlyMap<string, string>;

const TABLES = `
SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_id'
 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY($1::text[]) AND c.relname !~ '^audit_'
   -- Everybody may begin to sign in by a connection, whosesoever it is; attempts go after an hour.
   AND c.relname <> 'sso_attempt' ORDER BY 1`;

/** Fingerprints of everything in Organizations in which no asker acts (THREATS 14). */
export async function rowsElsewhere(world: World, askers: readonly Asker[]): Promise<Fingerprints> {
  const acting = [...new Set(askers.map(({ organization }) => organization.id))];
  const tables = await world.sql<{ name: string }>(TABLES, [SCHEMAS]);
  const found = new Map<string, string>();
  for (const { name } of tables) {
    const [row] = await world.sql<{ sum: string | null }>(
      `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum FROM ${name} t WHERE NOT org_id = ANY($1::uuid[])`,
      [acting],
    );
    found.set(name, row?.sum ?? '');
  }
  return found;
}

/** One sentence for each table in which somebody else's rows changed. */
export function changed(before: Fingerprints, after: Fingerprints): string[] {
  return [...before]
    .filter(([name, sum]) => after.get(name) !== sum)
    .map(([name]) => `A write reached rows of an Organization in which nobody acts: ${name}`);
}
