import {
  createTable,
  createdAt,
  definerFunction,
  id,
  personal,
  secret,
  technical,
} from '#runtime/db/table.js';

const own = 'account_id = (SELECT platform.user_id())';
const contract = 'Sign-in and user management';
const untilDeletion = 'until the account is deleted';

/** Accounts and sessions: global, belonging to a person, never to an Organization. */
export const up = [
  createTable({
    name: 'identity.account',
    scope: 'account',
    columns: {
      account_id: id(),
      email: personal(
        'text NOT NULL CHECK (email = lower(email) AND length(email) <= 254)',
        contract,
        untilDeletion,
      ),
      name: personal('text NOT NULL CHECK (length(name) BETWEEN 1 AND 120)', contract, untilDeletion),
      locale: personal(
        "text NOT NULL DEFAULT 'de' CHECK (locale IN ('de', 'en'))",
        'Language of screens and mail',
        untilDeletion,
      ),
      created_at: createdAt(),
      updated_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (account_id)', 'UNIQUE (email)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
    policies: [
      { login: 'kopexa_identity', for: 'SELECT', using: own },
      {
        login: 'kopexa_identity',
        for: 'UPDATE',
        using: own,
        check: own,
        columns: ['name', 'locale', 'updated_at'],
      },
    ],
  }),
  createTable({
    name: 'identity.session',
    scope: 'account',
    columns: {
      session_id: id(),
      account_id: technical('uuid NOT NULL'),
      token_hash: secret('bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32)'),
      assurance: technical('smallint NOT NULL CHECK (assurance IN (1, 2))'),
      authenticated_by: technical('text NOT NULL'),
      created_at: createdAt(),
      last_seen_at: personal(
        'timestamptz NOT NULL DEFAULT now()',
        'List of own sessions, idle limit',
        '30 days after the end of the session',
      ),
      expires_at: technical("timestamptz NOT NULL DEFAULT now() + interval '24 hours'"),
      idle_seconds: technical('integer NOT NULL DEFAULT 3600 CHECK (idle_seconds BETWEEN 60 AND 86400)'),
      mfa_at: technical('timestamptz'),
      revoked_at: technical('timestamptz'),
      user_agent: personal(
        "text NOT NULL DEFAULT '' CHECK (length(user_agent) <= 400)",
        'List of own sessions',
        '30 days after the end of the session',
      ),
      ip: personal(
        "text NOT NULL DEFAULT '' CHECK (length(ip) <= 45)",
        'List of own sessions',
        '30 days after the end of the session',
      ),
    },
    constraints: [
      'PRIMARY KEY (session_id)',
      'FOREIGN KEY (account_id) REFERENCES identity.account (account_id)',
    ],
    indexes: ['(account_id, created_at DESC)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
    policies: [
      { login: 'kopexa_identity', for: 'SELECT', using: own },
      {
        login: 'kopexa_identity',
        for: 'UPDATE',
        using: own,
        check: `${own} AND revoked_at IS NOT NULL`,
        columns: ['revoked_at'],
      },
    ],
  }),
  // Published to tenancy.resolve_session: the session behind a hashed token, if it may still be used. NIST
  // SP 800-63B-4 §2.2.3: overall and idle limits. The last use is written at most once a minute.
  definerFunction({
    signature: 'identity.session_of(hash bytea)',
    returns:
      'TABLE (session_id uuid, account_id uuid, assurance smallint, authenticated_by text, locale text)',
    volatility: 'VOLATILE',
    execute: [],
    body: `
#variable_conflict use_column
BEGIN
  UPDATE identity.session s SET last_seen_at = now()
   WHERE s.token_hash = hash AND s.last_seen_at < now() - interval '1 minute' AND s.revoked_at IS NULL
     AND s.last_seen_at + make_interval(secs => s.idle_seconds) > now();
  RETURN QUERY SELECT s.session_id, s.account_id, s.assurance, s.authenticated_by, a.locale
    FROM identity.session s JOIN identity.account a ON a.account_id = s.account_id
   WHERE s.token_hash = hash AND s.revoked_at IS NULL AND s.expires_at > now()
     AND s.last_seen_at + make_interval(secs => s.idle_seconds) > now();
END`,
  }),
].join('\n');
