import {
  classify,
  content,
  createTable,
  createdAt,
  definerFunction,
  personal,
  secret,
  technical,
} from '#runtime/db/table.js';

const IDENTITY = 'kopexa_identity';
const BROWSER = personal(
  'bytea CHECK (length(browser) = 32)',
  'Recognising a known device',
  '30 days after the end of the session',
);
const PEER = technical('bytea CHECK (length(peer_session) = 32)');
/** What the identity provider called the person and the session, sealed: for telling it of the end. */
const PEER_NAME = personal(
  'bytea CHECK (length(peer_name) <= 16000)',
  'Telling the identity provider that the session has ended',
  '30 days after the end of the session',
);

/**
 * Sessions know when their person first signed in, from which browser, and by whose connection: one that came by an
 * Organization's connection opens that Organization alone.
 */
const sessions = [
  `ALTER TABLE identity.session ADD COLUMN started_at timestamptz NOT NULL DEFAULT now(),
     ADD COLUMN org_id uuid, ADD COLUMN connection_id uuid, ADD COLUMN peer_session ${PEER.sql}, ADD COLUMN peer_name ${PEER_NAME.sql}, ADD COLUMN browser ${BROWSER.sql},
     ADD CONSTRAINT session_is_bound_whole CHECK ((org_id IS NULL) = (connection_id IS NULL));`,
  // Those of before began with their first row; rotations were not kept.
  `UPDATE identity.session SET started_at = created_at;`,
  `CREATE INDEX ON identity.session (connection_id, peer_session) WHERE connection_id IS NOT NULL;`,
  classify('identity.session', 'started_at', createdAt()),
  classify('identity.session', 'org_id', technical('uuid')),
  classify('identity.session', 'connection_id', technical('uuid')),
  classify('identity.session', 'peer_session', PEER),
  classify('identity.session', 'peer_name', PEER_NAME),
  classify('identity.session', 'browser', BROWSER),
  createTable({
    name: 'identity.session_visit',
    scope: 'internal',
    columns: {
      session_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      last_seen_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (session_id, org_id)'],
    definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  }),
  // Published to tenancy.resolve_session, with the one Organization that a bound session opens.
  `DROP FUNCTION identity.session_of(bytea);`,
  definerFunction({
    signature: 'identity.session_of(hash bytea)',
    returns:
      'TABLE (session_id uuid, account_id uuid, assurance smallint, authenticated_by text, locale text, org_id uuid)',
    volatility: 'VOLATILE',
    execute: [],
    body: `
#variable_conflict use_column
BEGIN
  UPDATE identity.session s SET last_seen_at = now()
   WHERE s.token_hash = hash AND s.last_seen_at < now() - interval '1 minute' AND s.revoked_at IS NULL
     AND s.last_seen_at + make_interval(secs => s.idle_seconds) > now();
  RETURN QUERY SELECT s.session_id, s.account_id, s.assurance, s.authenticated_by, a.locale, s.org_id
    FROM identity.session s JOIN identity.account a ON a.account_id = s.account_id
   WHERE s.token_hash = hash AND s.revoked_at IS NULL AND s.expires_at > now()
     AND s.last_seen_at + make_interval(secs => s.idle_seconds) > now();
END`,
  }),
  definerFunction({
    signature: 'identity.is_bound()',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [IDENTITY, 'kopexa_tenancy'],
    body: `
  SELECT EXISTS (SELECT 1 FROM identity.session s, platform.context() c WHERE s.session_id = c.session_id AND s.org_id IS NOT NULL)`,
  }),
  definerFunction({
    signature: 'identity.refuse_bound()',
    returns: 'void',
    volatility: 'STABLE',
    execute: [IDENTITY],
    body: `
BEGIN
  IF identity.is_bound() THEN
    RAISE EXCEPTION 'A session that came by a connection opens its Organization alone.' USING ERRCODE = 'KX403';
  END IF;
END`,
  }),
];

const may = `(SELECT tenancy.may('sso.manage'))`;

/** What an Organization sets up. */
const setUp = [
  createTable({
    name: 'identity.connection',
    scope: 'organization',
    columns: {
      connection_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      name: technical('text NOT NULL CHECK (length(name) BETWEEN 1 AND 80)'),
      kind: technical("text NOT NULL CHECK (kind IN ('saml', 'oidc', 'oauth'))"),
      preset: technical('text NOT NULL CHECK (length(preset) <= 40)'),
      status: technical("text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'active', 'off'))"),
      // The version of connection_version that is in force; zero before the first.
      version: technical('integer NOT NULL DEFAULT 0'),
      // The version with which somebody last came all the way through a test run.
      tested_version: technical('integer'),
      // JSON, sealed by the keyring: client secret, or our own private keys.
      sealed: secret('bytea CHECK (length(sealed) <= 40000)'),
      created_by: technical('uuid NOT NULL'),
      created_at: createdAt(),
      archived_at: technical('timestamptz'),
    },
    constraints: ['PRIMARY KEY (org_id, connection_id)', 'UNIQUE (connection_id)'],
    definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
    policies: [
      {
        login: IDENTITY,
        for: 'SELECT',
        using: may,
        columns: [
          ...['connection_id', 'org_id', 'name', 'kind', 'preset', 'status', 'version', 'tested_version'],
          ...['created_by', 'created_at', 'archived_at'],
        ],
      },
    ],
  }),
  createTable({
    name: 'identity.connection_version',
    scope: 'organization',
    columns: {
      org_id: technical('uuid NOT NULL'),
      connection_id: technical('uuid NOT NULL'),
      version: technical('integer NOT NULL CHECK (version > 0)'),
      config: technical('jsonb NOT NULL CHECK (length(config::text) <= 100000)'),
      author_id: technical('uuid NOT NULL'),
      reason: content('text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)'),
      restored_from: technical('integer'),
      created_at: createdAt(),
    },
    constraints: [
      'PRIMARY KEY (org_id, connection_id, version)',
      'FOREIGN KEY (org_id, connection_id) REFERENCES identity.connection (org_id, connection_id) ON DELETE CASCADE',
    ],
    definer: ['SELECT', 'INSERT', 'DELETE'],
    policies: [{ login: IDENTITY, for: 'SELECT', using: may }],
  }),
  createTable({
    name: 'identity.test_run',
    scope: 'organization',
    columns: {
      test_run_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      connection_id: technical('uuid NOT NULL'),
      version: technical('integer NOT NULL'),
      account_id: technical('uuid NOT NULL'),
      is_ok: technical('boolean NOT NULL'),
      checks: technical('jsonb NOT NULL CHECK (length(checks::text) <= 60000)'),
      attributes: personal(
        "jsonb NOT NULL DEFAULT '{}' CHECK (length(attributes::text) <= 60000)",
        'Setting a connection up',
        '30 days',
      ),
      created_at: createdAt(),
    },
    constraints: [
      'PRIMARY KEY (org_id, test_run_id)',
      'FOREIGN KEY (org_id, connection_id) REFERENCES identity.connection (org_id, connection_id) ON DELETE CASCADE',
    ],
    indexes: ['(org_id, connection_id, created_at DESC)', '(created_at)'],
    definer: ['SELECT', 'INSERT', 'DELETE'],
    policies: [{ login: IDENTITY, for: 'SELECT', using: may }],
  }),
  createTable({
    name: 'identity.domain',
    scope: 'organization',
    columns: {
      domain_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      domain: technical('text NOT NULL CHECK (domain = lower(domain) AND length(domain) BETWEEN 3 AND 253)'),
      // Stands in the DNS for everybody to see.
      challenge: technical('text NOT NULL CHECK (length(challenge) BETWEEN 20 AND 100)'),
      // Where people of this domain are led; null: they sign in by their own means.
      connection_id: technical('uuid'),
      verified_at: technical('timestamptz'),
      checked_at: technical('timestamptz'),
      // Since when checks have failed, one after the other.
      failing_since: technical('timestamptz'),
      created_by: technical('uuid NOT NULL'),
      created_at: createdAt(),
      removed_at: technical('timestamptz'),
    },
    constraints: [
      'PRIMARY KEY (org_id, domain_id)',
      'FOREIGN KEY (org_id, connection_id) REFERENCES identity.connection (org_id, connection_id) ON DELETE SET NULL (connection_id)',
    ],
    definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
    policies: [{ login: IDENTITY, for: 'SELECT', using: may }],
  }),
  // One Organization alone holds a domain; it may be waiting for proof in several.
  `CREATE UNIQUE INDEX domain_held_once ON identity.domain (domain) WHERE verified_at IS NOT NULL AND removed_at IS NULL;`,
  `CREATE UNIQUE INDEX domain_asked_once ON identity.domain (org_id, domain) WHERE removed_at IS NULL;`,
];

/** What is between here and a counterpart, and what came of it. */
const arrivals = [
  createTable({
    name: 'identity.external_identity',
    scope: 'internal',
    columns: {
      connection_id: technical('uuid NOT NULL'),
      subject: personal(
        'text NOT NULL CHECK (length(subject) BETWEEN 1 AND 1024)',
        'Knowing a person again who comes by a connection',
        'until the account is deleted or the connection is removed',
      ),
      account_id: technical('uuid NOT NULL REFERENCES identity.account (account_id)'),
      org_id: technical('uuid NOT NULL'),
      created_at: createdAt(),
      last_used_at: technical('timestamptz'),
      removed_at: technical('timestamptz'),
    },
    constraints: [
      'PRIMARY KEY (org_id, connection_id, subject)',
      'FOREIGN KEY (org_id, connection_id) REFERENCES identity.connection (org_id, connection_id) ON DELETE CASCADE',
    ],
    indexes: ['(account_id)', '(org_id, account_id)', '(connection_id, subject)'],
    definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  }),
  createTable({
    name: 'identity.sso_attempt',
    scope: 'internal',
    columns: {
      state_hash: secret('bytea PRIMARY KEY CHECK (length(state_hash) = 32)'),
      connection_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      version: technical('integer NOT NULL'),
      purpose: technical("text NOT NULL CHECK (purpose IN ('sign_in', 'test'))"),
      // Who runs the test; nobody is known before a sign-in.
      account_id: technical('uuid'),
      browser: secret('bytea NOT NULL CHECK (length(browser) = 32)'),
      kept: secret('bytea NOT NULL CHECK (length(kept) <= 8000)'),
      return_path: technical("text NOT NULL CHECK (length(return_path) <= 2000 AND return_path LIKE '/%')"),
      created_at: createdAt(),
      expires_at: technical("timestamptz NOT NULL DEFAULT now() + interval '10 minutes'"),
      taken_at: technical('timestamptz'),
    },
    constraints: [
      'FOREIGN KEY (org_id, connection_id) REFERENCES identity.connection (org_id, connection_id) ON DELETE CASCADE',
    ],
    indexes: ['(expires_at)'],
    definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  }),
  createTable({
    name: 'identity.sso_arrival',
    scope: 'internal',
    columns: {
      handle_hash: secret('bytea PRIMARY KEY CHECK (length(handle_hash) = 32)'),
      connection_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      version: technical('integer NOT NULL'),
      purpose: technical("text NOT NULL CHECK (purpose IN ('sign_in', 'test'))"),
      account_id: technical('uuid'),
      // Null: the counterpart began by itself, and the person is asked first.
      browser: secret('bytea CHECK (length(browser) = 32)'),
      // What was asserted, or for a test run what failed; sealed.
      sealed: secret('bytea NOT NULL CHECK (length(sealed) <= 200000)'),
      return_path: technical("text NOT NULL CHECK (length(return_path) <= 2000 AND return_path LIKE '/%')"),
      created_at: createdAt(),
      expires_at: technical("timestamptz NOT NULL DEFAULT now() + interval '5 minutes'"),
      taken_at: technical('timestamptz'),
    },
    constraints: [
      'FOREIGN KEY (org_id, connection_id) REFERENCES identity.connection (org_id, connection_id) ON DELETE CASCADE',
    ],
    indexes: ['(expires_at)'],
    definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  }),
  createTable({
    name: 'identity.seen_message',
    scope: 'internal',
    columns: {
      connection_id: technical('uuid NOT NULL'),
      message_hash: technical('bytea NOT NULL CHECK (length(message_hash) = 32)'),
      expires_at: technical('timestamptz NOT NULL'),
    },
    constraints: ['PRIMARY KEY (connection_id, message_hash)'],
    indexes: ['(expires_at)'],
    definer: ['SELECT', 'INSERT', 'DELETE'],
  }),
];

/** What sign-in needs of a connection, before anybody is known: one that is active (or is being tested). */
const opening = [
  definerFunction({
    signature: 'identity.open_connection(connection uuid, at_version integer DEFAULT NULL)',
    returns:
      'TABLE (connection_id uuid, org_id uuid, name text, kind text, status text, version integer, config jsonb, sealed bytea)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [IDENTITY],
    body: `
  SELECT c.connection_id, c.org_id, c.name, c.kind, c.status, v.version, v.config, c.sealed FROM identity.connection c
    JOIN identity.connection_version v ON v.org_id = c.org_id AND v.connection_id = c.connection_id
     AND v.version = coalesce(at_version, c.version)
   WHERE c.connection_id = connection AND c.archived_at IS NULL`,
  }),
  // A logout over there, or the end of a connection: those sessions end at once. Neither given: all of the connection.
  definerFunction({
    signature:
      'identity.end_peer_sessions(connection uuid, peer bytea DEFAULT NULL, wanted_subject text DEFAULT NULL)',
    returns: 'integer',
    volatility: 'VOLATILE',
    execute: [IDENTITY],
    body: `
DECLARE ended integer;
BEGIN
  UPDATE identity.session s SET revoked_at = now()
   WHERE s.connection_id = connection AND s.revoked_at IS NULL
     AND (peer IS NULL OR s.peer_session = peer)
     AND (wanted_subject IS NULL OR s.account_id = (SELECT e.account_id FROM identity.external_identity e
            WHERE e.connection_id = connection AND e.subject = wanted_subject));
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END`,
  }),
];

/** Connections of Organizations, and sessions that came by them. */
export const up = [...sessions, ...setUp, ...arrivals, ...opening].join('\n');
