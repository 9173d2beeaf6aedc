import { READING, ROLE_KEYS, ROLES } from '#schema/permissions.js';
import { definerFunction } from '#runtime/db/table.js';

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const list = (texts: readonly string[]): string => `ARRAY[${texts.map(literal).join(', ')}]::text[]`;

const rows = ROLE_KEYS.map((key) => {
  const { scope, permissions } = ROLES[key];
  return `(${literal(key)}, ${literal(scope)}, ${list(permissions)})`;
});

/** Brings the built-in roles in line with the catalogue, after every migration run. */
export const sql = `
INSERT INTO tenancy.role AS r (role_key, scope, permissions) VALUES
  ${rows.join(',\n  ')}
ON CONFLICT (role_key) DO UPDATE SET scope = excluded.scope, permissions = excluded.permissions
 WHERE (r.scope, r.permissions) IS DISTINCT FROM (excluded.scope, excluded.permissions);
${definerFunction({
  signature: 'tenancy.reading()',
  returns: 'text[]',
  volatility: 'IMMUTABLE',
  language: 'sql',
  execute: [],
  body: `SELECT ${list(READING)}`,
})}`;
