import { classify, content, definerFunction, technical } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];

/** Everybody who changes the factors of an account waits for the others here, before any other lock. */
const LOCK = `PERFORM 1 FROM identity.account a WHERE a.account_id = account FOR NO KEY UPDATE;`;

/** Several authenticator apps an account, each with a name and its last use; of a removed one the row stays, not the secret. */
const columns = [
  `ALTER TABLE identity.totp_factor DROP CONSTRAINT totp_factor_pkey,
     ADD COLUMN factor_id uuid NOT NULL DEFAULT uuidv7(),
     ADD COLUMN name text NOT NULL DEFAULT 'Authenticator' CHECK (length(name) BETWEEN 1 AND 60),
     ADD COLUMN removed_at timestamptz,
     ADD PRIMARY KEY (factor_id);`,
  classify('identity.totp_factor', 'factor_id', technical('uuid')),
  classify('identity.totp_factor', 'name', content('text')),
  classify('identity.totp_factor', 'removed_at', technical('timestamptz')),
  // One that is still to be confirmed an account, as before.
  `CREATE UNIQUE INDEX totp_factor_pending ON identity.totp_factor (account_id) WHERE confirmed_at IS NULL AND removed_at IS NULL;`,
  `CREATE INDEX ON identity.totp_factor (account_id) WHERE removed_at IS NULL;`,
];

const has = (account: string): string => `
      EXISTS (SELECT 1 FROM identity.totp_factor t
               WHERE t.account_id = ${account} AND t.confirmed_at IS NOT NULL AND t.removed_at IS NULL)
   OR EXISTS (SELECT 1 FROM identity.passkey p WHERE p.account_id = ${account} AND p.removed_at IS NULL)`;

/** An authenticator app or a passkey: either is a second factor. */
const state = [
  definerFunction({
    signature: 'identity.has_second_factor(account uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT ${has('account')}`,
  }),
  definerFunction({
    signature: 'identity.credential_of(mail text)',
    returns: 'TABLE (account_id uuid, hash text, enrolled boolean)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT a.account_id, p.hash, identity.has_second_factor(a.account_id) FROM identity.account a
    JOIN identity.password p ON p.account_id = a.account_id WHERE a.email = mail`,
  }),
  `DROP FUNCTION identity.factor_state();`,
  definerFunction({
    signature: 'identity.factor_state()',
    returns: 'TABLE (has_app boolean, has_passkey boolean, has_password boolean, codes_left integer)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT EXISTS (SELECT 1 FROM identity.totp_factor t
                  WHERE t.account_id = platform.user_id() AND t.confirmed_at IS NOT NULL AND t.removed_at IS NULL),
         EXISTS (SELECT 1 FROM identity.passkey p WHERE p.account_id = platform.user_id() AND p.removed_at IS NULL),
         EXISTS (SELECT 1 FROM identity.password w WHERE w.account_id = platform.user_id()),
         (SELECT count(*)::integer FROM identity.recovery_code r
           WHERE r.account_id = platform.user_id() AND r.used_at IS NULL AND r.replaced_at IS NULL)`,
  }),
  definerFunction({
    signature: 'identity.factor_shown()',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT EXISTS (SELECT 1 FROM identity.totp_factor t WHERE t.account_id = platform.user_id()
                    AND t.confirmed_at IS NOT NULL AND t.removed_at IS NULL AND t.last_used_at = now())
      OR EXISTS (SELECT 1 FROM identity.recovery_code r WHERE r.account_id = platform.user_id() AND r.used_at = now())
      OR EXISTS (SELECT 1 FROM identity.passkey p WHERE p.account_id = platform.user_id() AND p.removed_at IS NULL AND p.last_used_at = now())`,
  }),
  // Whether this session showed a second factor within five minutes; what raises is require_fresh_factor().
  definerFunction({
    signature: 'identity.factor_fresh()',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT EXISTS (SELECT 1 FROM identity.session s, platform.context() c WHERE c.kind = 'user' AND s.session_id = c.session_id
     AND s.account_id = c.user_id AND s.assurance >= 2 AND s.revoked_at IS NULL AND s.mfa_at > now() - interval '5 minutes')`,
  }),
  definerFunction({
    signature: 'identity.second_factor_of(ids uuid[])',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: ['kopexa_tenancy'],
    body: `
BEGIN
  IF NOT tenancy.may('member.read') THEN RETURN '{}'; END IF;
  RETURN coalesce((SELECT array_agg(account) FROM unnest(tenancy.people_of_org(ids)) account
                    WHERE identity.has_second_factor(account)), '{}');
END`,
  }),
  definerFunction({
    signature: 'identity.count_without_factor(ids uuid[])',
    returns: 'integer',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT count(*)::integer FROM unnest(ids) account
   WHERE NOT identity.has_second_factor(account) AND NOT identity.is_canary(account)`,
  }),
];

/** The first factor, of either kind: what a session with a password alone may do, and nothing else. */
const enrolling = [
  // What keeps the context's account from setting up its first factor; NULL when nothing does.
  definerFunction({
    signature: 'identity.enrolment_bar()',
    returns: 'text',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT CASE WHEN identity.has_second_factor(platform.user_id()) THEN 'ENROLLED' WHEN identity.is_idle() THEN 'IDLE' END`,
  }),
  // Called when the first factor of an account stands.
  definerFunction({
    signature: 'identity.note_enrolled(account uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `BEGIN RETURN; END`,
  }),
  definerFunction({
    signature: 'identity.begin_factor(sealed_secret bytea)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE account uuid := platform.user_id();
BEGIN
  ${LOCK}
  IF identity.enrolment_bar() IS NOT NULL THEN RETURN false; END IF;
  INSERT INTO identity.totp_factor AS t (account_id, sealed) VALUES (account, sealed_secret)
  ON CONFLICT (account_id) WHERE confirmed_at IS NULL AND removed_at IS NULL
  DO UPDATE SET sealed = excluded.sealed, created_at = now(), last_step = 0;
  RETURN FOUND;
END`,
  }),
  // Guesses and replays in parallel wait for each other on the account's row, whichever app they are meant for.
  `DROP FUNCTION identity.lock_factor();`,
  definerFunction({
    signature: 'identity.lock_factors()',
    returns: 'TABLE (factor_id uuid, sealed bytea, confirmed boolean, last_step bigint)',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
#variable_conflict use_column
DECLARE account uuid := platform.user_id();
BEGIN
  ${LOCK}
  RETURN QUERY SELECT t.factor_id, t.sealed, t.confirmed_at IS NOT NULL, t.last_step FROM identity.totp_factor t
   WHERE t.account_id = account AND t.removed_at IS NULL ORDER BY t.last_used_at DESC NULLS LAST, t.factor_id FOR UPDATE;
END`,
  }),
  // A code is used up for its own app alone; the first one confirms the first factor.
  `DROP FUNCTION identity.accept_step(bigint);`,
  definerFunction({
    signature: 'identity.accept_step(factor uuid, step bigint)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE account uuid := platform.user_id(); first boolean; accepted boolean;
BEGIN
  ${LOCK}
  SELECT t.confirmed_at IS NULL INTO first FROM identity.totp_factor t
   WHERE t.account_id = account AND t.factor_id = factor AND t.removed_at IS NULL;
  IF first IS NULL OR first AND identity.enrolment_bar() IS NOT NULL THEN RETURN false; END IF;
  UPDATE identity.totp_factor SET last_step = step, last_used_at = now(), confirmed_at = coalesce(confirmed_at, now())
   WHERE factor_id = factor AND account_id = account AND last_step < step;
  accepted := FOUND;
  IF accepted AND first THEN PERFORM identity.note_enrolled(account); END IF;
  RETURN accepted;
END`,
  }),
];

/** What else asks whether there is a factor. */
const followers = [
  definerFunction({
    signature: 'identity.change_password(new_hash text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
BEGIN
  PERFORM identity.refuse_bound();
  IF NOT identity.factor_shown() THEN PERFORM identity.require_fresh_factor(); END IF;
  PERFORM 1 FROM identity.account a WHERE a.account_id = platform.user_id() FOR UPDATE;
  UPDATE identity.password_reset SET used_at = clock_timestamp() WHERE account_id = platform.user_id() AND used_at IS NULL;
  UPDATE identity.password SET hash = new_hash, changed_at = now() WHERE account_id = platform.user_id();
  DELETE FROM identity.email_change WHERE account_id = platform.user_id();
END`,
  }),
  definerFunction({
    signature: 'identity.open_canary_session(account uuid, hash bytea)',
    returns: 'uuid',
    volatility: 'VOLATILE',
    execute: ['kopexa_worker'],
    body: `
DECLARE session uuid := uuidv7();
BEGIN
  IF NOT identity.is_canary(account)
     OR EXISTS (SELECT FROM identity.password p WHERE p.account_id = account)
     OR EXISTS (SELECT FROM identity.totp_factor t WHERE t.account_id = account)
     OR EXISTS (SELECT FROM identity.passkey k WHERE k.account_id = account) THEN
    RAISE EXCEPTION 'Sessions are opened here for canaries alone.' USING ERRCODE = 'KX403';
  END IF;
  INSERT INTO identity.session (session_id, account_id, token_hash, assurance, authenticated_by, expires_at, idle_seconds, mfa_at, user_agent)
    VALUES (session, account, hash, 2, 'canary', clock_timestamp() + interval '15 minutes', 900, clock_timestamp(), 'canary');
  RETURN session;
END`,
  }),
  // Sessions whose factor an Organization's connection vouched for have one.
  definerFunction({
    signature: 'identity.session_figures()',
    returns: 'TABLE (open integer, too_long integer, too_idle integer, without_factor integer)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  SELECT count(*)::integer,
         count(*) FILTER (WHERE s.expires_at > s.started_at + interval '24 hours')::integer,
         count(*) FILTER (WHERE s.idle_seconds > 3600)::integer,
         count(*) FILTER (WHERE s.assurance >= 2 AND s.connection_id IS NULL AND NOT identity.has_second_factor(s.account_id))::integer
    FROM identity.session s
   WHERE s.revoked_at IS NULL AND s.expires_at > now() AND s.last_seen_at + make_interval(secs => s.idle_seconds) > now()
     AND NOT identity.is_canary(s.account_id)`,
  }),
];

/** Several second factors of either kind. */
export const up = [...columns, ...state, ...enrolling, ...followers].join('\n');
