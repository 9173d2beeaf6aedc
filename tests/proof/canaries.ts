import { randomBytes } from 'node:crypto';
import type { World } from '#runtime/testing/world.js';

/** A text that occurs once in the whole database, and where. */
export interface Canary {
  readonly text: string;
  /** `content.document_version.title`. */
  readonly column: string;
  readonly orgId: string | null;
  readonly spaceId: string | null;
  readonly accountId: string | null;
  /** The document that it is of, or attached to. */
  readonly documentId: string | null;
  /** The row is a version that was not published. */
  readonly isDraft: boolean;
}

/** Tables whose rows tell of a Space without a column of that name. */
const SPACE_OF: Readonly<Record<string, string>> = {
  'tenancy.state_version': "CASE WHEN kind = 'space' THEN subject_id END",
};

interface Column {
  readonly table: string;
  readonly column: string;
  readonly keys: string;
  readonly has: readonly string[];
  /** Rich text: its texts are written into. */
  readonly isJson: boolean;
}

/** Free texts among the technical columns: what people gave things as names. */
const NAMES = /^(name|title|label|slug_hint|purpose|reason|description|region)$/;

const COLUMNS = `
SELECT format('%I.%I', n.nspname, c.relname) AS "table", a.attname AS "column",
       (SELECT string_agg(format('%I::text', k.attname), ', ') FROM pg_index i
          JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY(i.indkey) WHERE i.indrelid = c.oid AND i.indisprimary) AS keys,
       (SELECT array_agg(o.attname::text) FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attnum > 0 AND NOT o.attisdropped) AS has,
       a.atttypid = 'jsonb'::regtype AS "isJson", col_description(c.oid, a.attnum)::jsonb ->> 'class' AS class
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY($1::text[]) AND n.nspname <> 'platform'
   AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.atttypid IN ('text'::regtype, 'jsonb'::regtype)
 ORDER BY 1, 2`;

/**
 * Writes a text of its own into every free text column of every row: what people wrote, what relates to a person,
 * and names. A column whose constraint leaves no room is named in `skipped`.
 */
export async function plantCanaries(
  world: World,
  schemas: readonly string[],
): Promise<{ canaries: Canary[]; skipped: string[] }> {
  const found = await world.sql<Column & { class: string | null }>(COLUMNS, [schemas]);
  const free = found.filter(
    (each) => each.class === 'content' || each.class === 'personal' || NAMES.test(each.column),
  );
  const skipped: string[] = [];
  const canaries: Canary[] = [];
  for (const column of free) {
    try {
      canaries.push(...(await plantIn(world, column)));
    } catch (error) {
      skipped.push(`${column.table}.${column.column}: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  return { canaries, skipped };
}

async function plantIn(world: World, { table, column, has, isJson }: Column): Promise<Canary[]> {
  const salt = randomBytes(6).toString('hex');
  const one = (name: string, type = 'uuid'): string => (has.includes(name) ? name : `NULL::${type}`);
  const space = SPACE_OF[table] ?? one('space_id');
  const draft = has.includes('is_published') ? 'NOT is_published' : 'false';
  // A word of letters alone: search finds it, and it is valid in a mail address and in a name.
  const text = `'kx' || translate(md5(ctid::text || tableoid::text || '${salt}${column}'), '0123456789', 'ghijklmnop')`;
  const beside = column === 'email' ? `${text} || '@example.com'` : `left(${column}, 20) || ' ' || ${text}`;
  const inside = `regexp_replace(${column}::text, '"text": "', '"text": "' || ${text} || ' ')::jsonb`;
  const set = `UPDATE ${table} SET ${column} = ${isJson ? inside : beside} WHERE ${column}::text <> ''`;
  await world.sql(`DO $plant$ BEGIN SET LOCAL session_replication_role = replica; ${set}; END $plant$`);
  const rows = await world.sql<{
    text: string;
    org_id: string | null;
    space_id: string | null;
    account_id: string | null;
    document_id: string | null;
    draft: boolean;
  }>(
    `SELECT substring(${column}::text from 'kx[a-p]{32}') AS text, ${one('org_id')} AS org_id, ${space} AS space_id,
            ${one('account_id')} AS account_id,
            ${one('document_id')} AS document_id, ${draft} AS draft FROM ${table} WHERE ${column}::text ~ 'kx[a-p]{32}'`,
  );
  return rows.map((row) => ({
    text: row.text,
    column: `${table}.${column}`,
    orgId: row.org_id,
    spaceId: row.space_id,
    accountId: row.account_id,
    documentId: row.document_id,
    isDraft: row.draft,
  }));
}
