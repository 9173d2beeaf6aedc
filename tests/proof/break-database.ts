import type { Fault } from './fault.js';

/** Statements, one after the other. */
export const sql =
  (...statements: string[]): NonNullable<Fault['database']> =>
  async (client) => {
    for (const statement of statements) await client.query(statement);
  };

/** Gives a function another body, all else staying as it is. Throws when it is gone: the fault has to move along. */
export function body(name: string, change: (before: string) => string): NonNullable<Fault['database']> {
  return async (client) => {
    const { rows } = await client.query<{ definition: string }>(
      'SELECT pg_get_functiondef(p.oid) AS definition FROM pg_proc p WHERE p.oid::regproc::text = $1 ORDER BY p.pronargs DESC LIMIT 1',
      [name],
    );
    const definition = rows[0]?.definition ?? '';
    const found = /AS (\$\w*\$)([\s\S]*)\1/.exec(definition);
    const changed = found && definition.replace(found[2] ?? '', () => change(found[2] ?? ''));
    if (!changed || changed === definition) throw new Error(`The fault no longer fits ${name}.`);
    await client.query(changed);
  };
}

/** Takes a part out of a function, or puts another in its place. */
export const cut = (name: string, from: string | RegExp, to = ''): NonNullable<Fault['database']> =>
  body(name, (before) =>
    before.replaceAll(typeof from === 'string' ? from : new RegExp(from, 'g'), () => to),
  );

/** Every policy of the logins on a table lets everybody through; the restrictive one too, unless it is kept. */
export function open(table: string, keepTenant: boolean): NonNullable<Fault['database']> {
  return async (client) => {
    const { rows } = await client.query<{ name: string; using: boolean; check: boolean }>(
      `SELECT polname AS name, polqual IS NOT NULL AS using, polwithcheck IS NOT NULL AS "check" FROM pg_policy
        WHERE polrelid = $1::regclass AND polname !~ '^(owner|definer)_all$' AND (polpermissive OR NOT $2)`,
      [table, keepTenant],
    );
    if (rows.length === 0) throw new Error(`The fault no longer fits ${table}.`);
    for (const { name, using, check } of rows)
      await client.query(
        `ALTER POLICY ${name} ON ${table}${using ? ' USING (true)' : ''}${check ? ' WITH CHECK (true)' : ''}`,
      );
  };
}
