import { createTable, createdAt, definerFunction, secret, technical } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];

/** Tables that no login may touch: passwords, second factors, recovery codes, attempts and first-run links. */
const tables = [
  createTable({
    name: 'identity.password',
    scope: 'internal',
    columns: {
      account_id: technical('uuid PRIMARY KEY REFERENCES identity.account (account_id)'),
      hash: secret("text NOT NULL CHECK (hash LIKE '$argon2id$%' AND length(hash) <= 300)"),
      changed_at: createdAt(),
    },
    definer: ['SELECT', 'INSERT', 'UPDATE'],
  }),
  // One authenticator app an account. `sealed` is encrypted by the application; the database never sees the secret.
  createTable({
    name: 'identity.totp_factor',
    scope: 'internal',
    columns: {
      account_id: technical('uuid PRIMARY KEY REFERENCES identity.account (account_id)'),
      sealed: secret('bytea NOT NULL CHECK (length(sealed) <= 400)'),
      created_at: createdAt(),
      confirmed_at: technical('timestamptz'),
      last_step: technical('bigint NOT NULL DEFAULT 0'),
      last_used_at: technical('timestamptz'),
    },
    definer: ['SELECT', 'INSERT', 'UPDATE'],
  }),
  createTable({
    name: 'identity.recovery_code',
    scope: 'internal',
    columns: {
      account_id: technical('uuid NOT NULL REFERENCES identity.account (account_id)'),
      hash: secret('bytea NOT NULL CHECK (length(hash) = 32)'),
      created_at: createdAt(),
      used_at: technical('timestamptz'),
      replaced_at: technical('timestamptz'),
    },
    constraints: ['PRIMARY KEY (account_id, hash)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
  }),
  // Keys are hashes of "account and address", "address" and "account": nothing personal in the clear.
  createTable({
    name: 'identity.attempt',
    scope: 'internal',
    columns: {
      attempt_key: technical('bytea PRIMARY KEY CHECK (length(attempt_key) = 32)'),
      failures: technical('integer NOT NULL DEFAULT 0'),
      last_at: createdAt(),
      next_at: createdAt(),
    },
    indexes: ['(last_at)'],
    definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  }),
  createTable({
    name: 'identity.first_run',
    scope: 'internal',
    columns: {
      token_hash: secret('bytea PRIMARY KEY CHECK (length(token_hash) = 32)'),
      created_at: createdAt(),
      expires_at: technical('timestamptz NOT NULL'),
      used_at: technical('timestamptz'),
    },
    definer: ['SELECT', 'UPDATE'],
  }),
];

/**
 * Attempts are reserved *before* a credential is looked at, in a transaction of their own: guesses in parallel
 * each count, and a refused sign-in rolls nothing back. Beyond `free` failures the wait doubles up to `longest`
 * seconds; an hour without a failure forgets them. NIST SP 800-63B-4 §3.2.2, OWASP ASVS 5.0.0 V6.3.1.
 */
const throttle = [
  definerFunction({
    signature: 'identity.reserve_attempt(keys bytea[], free integer[], longest integer[])',
    returns: 'integer',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE wait integer; moment timestamptz := clock_timestamp();
BEGIN
  INSERT INTO identity.attempt (attempt_key) SELECT k FROM unnest(keys) k ORDER BY k ON CONFLICT DO NOTHING;
  SELECT max(ceil(extract(epoch FROM locked.next_at - moment)))::integer INTO wait
    FROM (SELECT a.next_at FROM identity.attempt a WHERE a.attempt_key = ANY(keys) ORDER BY a.attempt_key FOR UPDATE) locked;
  IF wait > 0 THEN RETURN wait; END IF;
  UPDATE identity.attempt a
     SET failures = reserved.failures, last_at = moment, next_at = moment + CASE WHEN reserved.failures <= reserved.free
           THEN interval '0' ELSE make_interval(secs => least(reserved.longest, power(2, least(reserved.failures - reserved.free - 1, 20)))) END
    FROM (SELECT b.attempt_key, k.free, k.longest,
                 CASE WHEN b.last_at < moment - interval '1 hour' THEN 1 ELSE b.failures + 1 END AS failures
            FROM unnest(keys, free, longest) AS k(key, free, longest) JOIN identity.attempt b ON b.attempt_key = k.key) reserved
   WHERE a.attempt_key = reserved.attempt_key;
  RETURN 0;
END`,
  }),
  // After a success: the account's own counters start again, a shared one (the address) only gets this attempt back.
  definerFunction({
    signature: 'identity.release_attempt(keys bytea[], shared bytea[])',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
BEGIN
  PERFORM 1 FROM identity.attempt a WHERE a.attempt_key = ANY(keys || shared) ORDER BY a.attempt_key FOR UPDATE;
  DELETE FROM identity.attempt a WHERE a.attempt_key = ANY(keys);
  UPDATE identity.attempt a SET failures = greatest(a.failures - 1, 0), next_at = least(a.next_at, clock_timestamp())
   WHERE a.attempt_key = ANY(shared);
END`,
  }),
];

/** What runs before anybody is known. Each takes the whole proof and gives no more than sign-in needs. */
const beforeSignIn = [
  definerFunction({
    signature: 'identity.credential_of(mail text)',
    returns: 'TABLE (account_id uuid, hash text, enrolled boolean)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT a.account_id, p.hash, t.confirmed_at IS NOT NULL FROM identity.account a
    JOIN identity.password p ON p.account_id = a.account_id
    LEFT JOIN identity.totp_factor t ON t.account_id = a.account_id
   WHERE a.email = mail`,
  }),
  definerFunction({
    signature: 'identity.sign_up_offer(token bytea)',
    returns: 'TABLE (first_run boolean, email text, organization_name text, account_exists boolean)',
    volatility: 'STABLE',
    execute: IDENTITY,
    body: `
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT true, NULL::text, NULL::text, false FROM identity.first_run f
    WHERE f.token_hash = token AND f.used_at IS NULL AND f.expires_at > now() AND NOT EXISTS (SELECT 1 FROM identity.account);
  IF NOT FOUND THEN
    RETURN QUERY SELECT false, i.email, i.organization_name, EXISTS (SELECT 1 FROM identity.account a WHERE a.email = i.email)
      FROM tenancy.invitation_offer(token) i;
  END IF;
END`,
  }),
  // The one way an account comes into being: a token that is good at this statement, and its mail address.
  definerFunction({
    signature:
      'identity.create_account(account uuid, token bytea, first_mail text, full_name text, language text, password_hash text)',
    returns: 'TABLE (outcome text, email text)',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
#variable_conflict use_column
DECLARE offer record; mail text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(encode(token, 'hex'), 20261124));
  SELECT * INTO offer FROM identity.sign_up_offer(token);
  IF offer.first_run IS NULL THEN RETURN QUERY SELECT 'expired', NULL::text; RETURN; END IF;
  mail := CASE WHEN offer.first_run THEN first_mail ELSE offer.email END;
  INSERT INTO identity.account (account_id, email, name, locale) VALUES (account, mail, full_name, language) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN QUERY SELECT 'taken', mail; RETURN; END IF;
  INSERT INTO identity.password (account_id, hash) VALUES (account, password_hash);
  UPDATE identity.first_run SET used_at = now() WHERE token_hash = token;
  RETURN QUERY SELECT 'created', mail;
END`,
  }),
  // A session that knows a password only; it lives for a quarter of an hour, enough for the second factor.
  definerFunction({
    signature: 'identity.start_session(session uuid, account uuid, token bytea, agent text, address text)',
    returns: 'timestamptz',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE until timestamptz := now() + interval '15 minutes';
BEGIN
  INSERT INTO identity.session (session_id, account_id, token_hash, assurance, authenticated_by, expires_at, user_agent, ip)
    VALUES (session, account, token, 1, 'password', until, agent, address);
  RETURN until;
END`,
  }),
];

/** What a signed-in (or half signed-in) account does with its own credentials: the account is the context's. */
const ownCredentials = [
  definerFunction({
    signature: 'identity.factor_state()',
    returns: 'TABLE (enrolled boolean, codes_left integer)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT EXISTS (SELECT 1 FROM identity.totp_factor t WHERE t.account_id = platform.user_id() AND t.confirmed_at IS NOT NULL),
         (SELECT count(*)::integer FROM identity.recovery_code r
           WHERE r.account_id = platform.user_id() AND r.used_at IS NULL AND r.replaced_at IS NULL)`,
  }),
  definerFunction({
    signature: 'identity.begin_factor(sealed_secret bytea)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
BEGIN
  INSERT INTO identity.totp_factor AS t (account_id, sealed) VALUES (platform.user_id(), sealed_secret)
  ON CONFLICT (account_id) DO UPDATE SET sealed = excluded.sealed, created_at = now(), last_step = 0 WHERE t.confirmed_at IS NULL;
  RETURN FOUND;
END`,
  }),
  // The row lock makes guesses and replays in parallel wait for each other.
  definerFunction({
    signature: 'identity.lock_factor()',
    returns: 'TABLE (sealed bytea, confirmed boolean, last_step bigint)',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: IDENTITY,
    body: `SELECT t.sealed, t.confirmed_at IS NOT NULL, t.last_step FROM identity.totp_factor t WHERE t.account_id = platform.user_id() FOR UPDATE`,
  }),
  definerFunction({
    signature: 'identity.accept_step(step bigint)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
BEGIN
  UPDATE identity.totp_factor SET last_step = step, last_used_at = now(), confirmed_at = coalesce(confirmed_at, now())
   WHERE account_id = platform.user_id() AND last_step < step;
  RETURN FOUND;
END`,
  }),
  definerFunction({
    signature: 'identity.use_recovery_code(code bytea)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
BEGIN
  UPDATE identity.recovery_code SET used_at = now()
   WHERE account_id = platform.user_id() AND hash = code AND used_at IS NULL AND replaced_at IS NULL;
  RETURN FOUND;
END`,
  }),
  // New codes need a second factor that was shown in this very transaction.
  definerFunction({
    signature: 'identity.replace_recovery_codes(codes bytea[])',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
BEGIN
  IF NOT identity.factor_shown() THEN RAISE EXCEPTION 'No second factor was shown.' USING ERRCODE = 'KX403'; END IF;
  UPDATE identity.recovery_code SET replaced_at = now()
   WHERE account_id = platform.user_id() AND used_at IS NULL AND replaced_at IS NULL;
  INSERT INTO identity.recovery_code (account_id, hash) SELECT platform.user_id(), c FROM unnest(codes) c;
END`,
  }),
  definerFunction({
    signature: 'identity.factor_shown()',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT EXISTS (SELECT 1 FROM identity.totp_factor t WHERE t.account_id = platform.user_id() AND t.confirmed_at IS NOT NULL AND t.last_used_at = now())
      OR EXISTS (SELECT 1 FROM identity.recovery_code r WHERE r.account_id = platform.user_id() AND r.used_at = now())`,
  }),
  // Another id and token at every change of assurance (ASVS 5.0.0 V7.2.4): the old session ends in the same statement.
  definerFunction({
    signature: 'identity.rotate_session(session uuid, token bytea, method text, agent text, address text)',
    returns: 'timestamptz',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context(); until timestamptz := now() + interval '24 hours';
BEGIN
  IF NOT identity.factor_shown() THEN RAISE EXCEPTION 'No second factor was shown.' USING ERRCODE = 'KX403'; END IF;
  UPDATE identity.session SET revoked_at = now() WHERE session_id = c.session_id AND account_id = c.user_id AND revoked_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'The session has ended.' USING ERRCODE = 'KX403'; END IF;
  INSERT INTO identity.session (session_id, account_id, token_hash, assurance, authenticated_by, expires_at, mfa_at, user_agent, ip)
    VALUES (session, c.user_id, token, 2, method, until, now(), agent, address);
  RETURN until;
END`,
  }),
  definerFunction({
    signature: 'identity.own_password_hash()',
    returns: 'text',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `SELECT p.hash FROM identity.password p, platform.context() c WHERE p.account_id = c.user_id AND c.assurance >= 2`,
  }),
  definerFunction({
    signature: 'identity.change_password(new_hash text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
BEGIN
  IF NOT identity.factor_shown() THEN RAISE EXCEPTION 'No second factor was shown.' USING ERRCODE = 'KX403'; END IF;
  UPDATE identity.password SET hash = new_hash, changed_at = now() WHERE account_id = platform.user_id();
END`,
  }),
];

/** Housekeeping for the worker: keeps the retention that the columns declare. */
const housekeeping = [
  `GRANT DELETE ON identity.session TO kopexa_definer;`,
  definerFunction({
    signature: 'identity.sweep()',
    returns: 'integer',
    volatility: 'VOLATILE',
    execute: ['kopexa_worker'],
    body: `
DECLARE gone integer;
BEGIN
  DELETE FROM identity.attempt WHERE last_at < now() - interval '1 day' AND next_at < now();
  DELETE FROM identity.session WHERE least(expires_at, coalesce(revoked_at, 'infinity')) < now() - interval '30 days';
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END`,
  }),
];

/** Credentials and the functions that alone may use them. */
export const up = [...tables, ...throttle, ...beforeSignIn, ...ownCredentials, ...housekeeping].join('\n');
