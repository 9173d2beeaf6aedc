import type { World } from '#runtime/testing/world.js';

/** Where a row lies. */
export interface Place {
  readonly table: string;
  readonly orgId: string | null;
  readonly spaceId: string | null;
  readonly accountId: string | null;
  /** The document that it is, is of, or is attached to. */
  readonly documentId: string | null;
}

interface Key {
  readonly table: string;
  readonly column: string;
  readonly has: readonly string[];
}

const KEYS = `
SELECT format('%I.%I', n.nspname, c.relname) AS "table", a.attname AS "column",
       (SELECT array_agg(o.attname::text) FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attnum > 0 AND NOT o.attisdropped) AS has
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY($1::text[]) AND n.nspname <> 'platform' AND a.atttypid = 'uuid'::regtype
   AND (a.attname <> 'org_id' OR c.relname = 'organization')
 ORDER BY 1`;

/** Where every row of the database lies, by its id. */
export async function placesOfRows(world: World, schemas: readonly string[]): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  for (const { table, column, has } of await world.sql<Key>(KEYS, [schemas])) {
    // The end of a Space is an entry of the Organization, too.
    const where =
      table === 'compliance.audit_entry'
        ? "CASE WHEN action !~ '^space.(delete|restore|erase)$' THEN space_id END"
        : null;
    const one = (name: string): string => (has.includes(name) ? name : 'NULL::uuid');
    const rows = await world.sql<{
      id: string;
      org: string | null;
      space: string | null;
      account: string | null;
      document: string | null;
    }>(
      `SELECT ${column} AS id, ${one('org_id')} AS org, ${where ?? one('space_id')} AS space, ${one('account_id')} AS account,
              ${one('document_id')} AS document FROM ${table}`,
    );
    for (const { id, org, space, account, document } of rows) {
      // The first table that has it as its own key: `document_version.document_id` comes after `document`.
      if (!places.has(id))
        places.set(id, { table, orgId: org, spaceId: space, accountId: account, documentId: document });
    }
  }
  return places;
}
