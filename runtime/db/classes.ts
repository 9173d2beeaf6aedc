import type { ColumnClasses } from '../audit/changes.js';
import { withClient } from './bootstrap.js';
import type { ColumnClass } from './table.js';

/** Reads how every column is classified from its comment (runtime/db/table.ts writes it there). */
export function readColumnClasses(url: string): Promise<ColumnClasses> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string; column: string; comment: string }>(
      `SELECT n.nspname || '.' || c.relname AS name, a.attname AS column, col_description(c.oid, a.attnum) AS comment
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
          AND col_description(c.oid, a.attnum) LIKE '{"class":%'`,
    );
    const classes = new Map<string, Map<string, ColumnClass>>();
    for (const { name, column, comment } of rows) {
      const columns = classes.get(name) ?? new Map<string, ColumnClass>();
      columns.set(column, (JSON.parse(comment) as { class: ColumnClass }).class);
      classes.set(name, columns);
    }
    return classes;
  });
}
