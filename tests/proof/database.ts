import { SCHEMAS } from '#runtime/db/roles.js';
import { findDatabaseFaults } from '#runtime/db/assertions.js';
import type { World } from '#runtime/testing/world.js';

/** Unique keys that reach across Organizations on purpose: a collision there tells nothing that is secret. */
const ACROSS: Readonly<Record<string, string>> = {
  'tenancy.organization':
    'A slug is a public address; taking one that exists is told to the taker, as anywhere.',
  'identity.domain':
    'One Organization holds a domain; that another does is told only to whoever proved the domain in the DNS.',
};

const UNIQUES = `
SELECT DISTINCT i.indrelid::regclass::text AS "table", pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE i.indisunique AND n.nspname = ANY($1::text[]) AND NOT c.relispartition
   AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org_id')
   AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org_id' AND a.attnum = ANY(i.indkey))
   -- What somebody can choose: ids and times that the database makes collide with nothing.
   AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY(i.indkey) AND a.atttypid = 'text'::regtype)
 ORDER BY 1`;

/**
 * What the catalogue alone tells: everything that the product refuses to start with, and unique keys without the
 * Organization in them, by which somebody learns what others have (THREATS 11). One sentence a fault.
 */
export async function probeDatabase(world: World): Promise<string[]> {
  const uniques = await world.sql<{ table: string; definition: string }>(UNIQUES, [SCHEMAS]);
  return [
    ...(await findDatabaseFaults(world.db.adminUrl)),
    ...uniques
      .filter(({ table }) => !ACROSS[table])
      .map(({ table, definition }) => `A unique key of ${table} reaches across Organizations: ${definition}`),
  ];
}
