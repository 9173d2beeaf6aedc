import { createTable, createdAt, definerFunction, personal, secret, technical } from '#runtime/db/table.js';

const own = 'account_id = (SELECT platform.user_id())';
const picture = (sql: string) =>
  personal(
    sql,
    'Recognising colleagues, as the person chose to (GDPR Art. 6(1)(a))',
    'until removed or the account is erased',
  );

/** Pictures of people: theirs alone to change, seen by whoever shares an Organization with them. */
export const up = [
  createTable({
    name: 'files.avatar',
    scope: 'account',
    columns: {
      account_id: technical('uuid PRIMARY KEY'),
      object: picture("text NOT NULL CHECK (object ~ '^[0-9a-f]{32}$')"),
      size: technical('integer NOT NULL CHECK (size > 0)'),
      wrapped_key: secret('bytea NOT NULL'),
      updated_at: createdAt(),
    },
    indexes: ['(object)'],
    definer: ['SELECT'],
    policies: [
      { login: 'kopexa_files', for: 'SELECT', using: own },
      { login: 'kopexa_files', for: 'INSERT', check: own },
      {
        login: 'kopexa_files',
        for: 'UPDATE',
        using: own,
        check: own,
        columns: ['object', 'size', 'wrapped_key', 'updated_at'],
      },
      { login: 'kopexa_files', for: 'DELETE', using: own },
    ],
  }),
  definerFunction({
    signature: 'files.avatars(ids uuid[])',
    returns: 'TABLE (account_id uuid, object text, size integer, wrapped_key bytea)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_files'],
    body: `
  SELECT a.account_id, a.object, a.size, a.wrapped_key FROM files.avatar a
   WHERE a.account_id = ANY(ids) AND a.account_id = ANY((SELECT tenancy.colleagues_among(ids))::uuid[])`,
  }),
].join('\n');
