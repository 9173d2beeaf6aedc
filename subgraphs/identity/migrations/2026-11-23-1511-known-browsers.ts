import { classify, createTable, createdAt, definerFunction, personal, technical } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];
const NETWORK = personal(
  'text',
  'List of own sessions: the network alone, an IPv4 /24 or an IPv6 /48',
  '30 days after the end of the session',
);

/**
 * From which browsers an account signed in, by the hash of a random cookie: a sign-in from another one is told by mail
 * (ASVS 5.0.0 V6.3.5). The row of zeros says that there was a sign-in ever, of no browser.
 */
const tables = [
  createTable({
    name: 'identity.known_browser',
    scope: 'internal',
    columns: {
      account_id: technical('uuid NOT NULL REFERENCES identity.account (account_id)'),
      browser: personal(
        'bytea NOT NULL CHECK (length(browser) = 32)',
        'Telling the person of a sign-in from a new device',
        '180 days after the last sign-in from it',
      ),
      first_seen_at: createdAt(),
      last_seen_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (account_id, browser)'],
    definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  }),
  // Failures in a row, however long apart. `guess_key` is a hash: of kind and mail address, or kind and account.
  createTable({
    name: 'identity.guess',
    scope: 'internal',
    columns: {
      guess_key: technical('bytea PRIMARY KEY CHECK (length(guess_key) = 32)'),
      kind: technical("text NOT NULL CHECK (kind IN ('password', 'code'))"),
      account_id: technical('uuid'),
      failures: technical('integer NOT NULL DEFAULT 1'),
      last_at: createdAt(),
    },
    indexes: ['(account_id)', '(last_at) WHERE account_id IS NULL'],
    definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  }),
  classify('identity.session', 'ip', NETWORK),
  `ALTER TABLE identity.session ADD COLUMN is_new_device boolean NOT NULL DEFAULT false;`,
  classify('identity.session', 'is_new_device', technical('boolean')),
];

/**
 * No more than 100 failures in a row (NIST SP 800-63B-4 §3.2.2). Strangers' guesses at a password are counted together;
 * a browser from which the account signed in before has a count of its own, so strangers cannot close its way.
 */
const guesses = [
  definerFunction({
    signature: 'identity.guess_key(kind text, who text, browser bytea)',
    returns: 'bytea',
    volatility: 'IMMUTABLE',
    language: 'sql',
    execute: [],
    body: `SELECT sha256(convert_to(kind || ':' || who || ':' || coalesce(encode(browser, 'hex'), ''), 'UTF8'))`,
  }),
  definerFunction({
    signature: 'identity.knows_browser(account uuid, cookie bytea)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT EXISTS (SELECT 1 FROM identity.known_browser k WHERE k.account_id = account AND k.browser = cookie
    AND k.browser <> decode(repeat('00', 32), 'hex') AND k.last_seen_at > now() - interval '180 days')`,
  }),
  // Counts a guess before it is looked at; false when there were too many. The same work for an unknown address.
  definerFunction({
    signature: 'identity.take_guess(guessed text, who text, cookie bytea)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE account uuid; own bytea; counted integer;
BEGIN
  SELECT a.account_id INTO account FROM identity.account a
   WHERE CASE guessed WHEN 'password' THEN a.email = who ELSE a.account_id = who::uuid END;
  IF guessed = 'password' AND identity.knows_browser(account, cookie) THEN own := cookie; END IF;
  INSERT INTO identity.guess AS g (guess_key, kind, account_id) VALUES (identity.guess_key(guessed, who, own), guessed, account)
  ON CONFLICT (guess_key) DO UPDATE SET failures = least(g.failures + 1, 1000000), last_at = clock_timestamp(), account_id = excluded.account_id
  RETURNING g.failures INTO counted;
  RETURN counted <= 100;
END`,
  }),
  // The guess was right: it was no failure, and neither counts what was before it from the same place.
  definerFunction({
    signature: 'identity.forget_guesses(guessed text, who text, cookie bytea)',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  DELETE FROM identity.guess g WHERE g.guess_key IN (identity.guess_key(guessed, who, NULL), identity.guess_key(guessed, who, cookie))`,
  }),
];

/** What follows from a session that begins whole, whichever way it came. */
const began = [
  definerFunction({
    signature: 'identity.note_whole_session()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
DECLARE is_first boolean; cookie bytea := NEW.browser;
BEGIN
  -- By a connection somebody else vouched for the person: that counts for the connection's Organization alone.
  IF NEW.connection_id IS NULL THEN
    DELETE FROM identity.guess g WHERE g.account_id = NEW.account_id;
  ELSE
    cookie := sha256(uuid_send(NEW.org_id) || NEW.browser);
    -- Shown here all the same: a factor of their own.
    IF NEW.authenticated_by IN ('sso+totp', 'sso+passkey', 'sso+recovery_code') THEN
      DELETE FROM identity.guess g WHERE g.account_id = NEW.account_id AND g.kind = 'code';
    END IF;
  END IF;
  -- The successor of a whole session is no sign-in.
  IF EXISTS (SELECT 1 FROM identity.session s WHERE s.account_id = NEW.account_id AND s.session_id <> NEW.session_id
               AND s.assurance = 2 AND s.started_at = NEW.started_at AND s.revoked_at = now()) THEN RETURN NEW; END IF;
  INSERT INTO identity.known_browser (account_id, browser) VALUES (NEW.account_id, decode(repeat('00', 32), 'hex')) ON CONFLICT DO NOTHING;
  is_first := FOUND;
  NEW.is_new_device := NOT (is_first OR identity.knows_browser(NEW.account_id, cookie));
  IF cookie IS NOT NULL THEN
    INSERT INTO identity.known_browser AS k (account_id, browser) VALUES (NEW.account_id, cookie)
    ON CONFLICT (account_id, browser) DO UPDATE SET last_seen_at = now();
  END IF;
  RETURN NEW;
END`,
  }),
  // Canaries are no people.
  `CREATE TRIGGER note_whole_session BEFORE INSERT ON identity.session FOR EACH ROW
     WHEN (NEW.assurance = 2 AND NEW.authenticated_by <> 'canary') EXECUTE FUNCTION identity.note_whole_session();`,
  // Whom to tell of a session that began in this very transaction.
  definerFunction({
    signature: 'identity.new_device(session uuid)',
    returns: 'TABLE (account_id uuid, user_agent text, network text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT s.account_id, s.user_agent, s.ip FROM identity.session s
   WHERE s.session_id = session AND s.is_new_device AND s.created_at = now()`,
  }),
  // Another password: what was guessed at the one before counts no more. A stronger hash is the same password.
  definerFunction({
    signature: 'identity.note_new_password()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
BEGIN
  DELETE FROM identity.guess g WHERE g.account_id = NEW.account_id AND g.kind = 'password';
  RETURN NULL;
END`,
  }),
  `CREATE TRIGGER note_new_password AFTER UPDATE OF changed_at ON identity.password FOR EACH ROW
     EXECUTE FUNCTION identity.note_new_password();`,
];

/** The browser goes with the session from its first moment. */
const starts = [
  `DROP FUNCTION identity.start_session(uuid, uuid, bytea, text, text);`,
  definerFunction({
    signature:
      'identity.start_session(session uuid, account uuid, token bytea, agent text, address text, cookie bytea)',
    returns: 'timestamptz',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE until timestamptz := now() + interval '15 minutes';
BEGIN
  INSERT INTO identity.session (session_id, account_id, token_hash, assurance, authenticated_by, expires_at, user_agent, ip, browser)
    VALUES (session, account, token, 1, 'password', until, agent, address, cookie);
  RETURN until;
END`,
  }),
  `DROP FUNCTION identity.start_passkey_session(uuid, bigint, uuid, bytea, text, text);`,
  definerFunction({
    signature:
      'identity.start_passkey_session(wanted uuid, new_counter bigint, session uuid, token bytea, agent text, address text, cookie bytea)',
    returns: 'timestamptz',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE until timestamptz := now() + interval '24 hours'; account uuid;
BEGIN
  UPDATE identity.passkey SET counter = new_counter, last_used_at = now()
   WHERE passkey_id = wanted AND removed_at IS NULL AND (new_counter > counter OR (new_counter = 0 AND counter = 0))
  RETURNING account_id INTO account;
  IF account IS NULL THEN RETURN NULL; END IF;
  INSERT INTO identity.session (session_id, account_id, token_hash, assurance, authenticated_by, expires_at, mfa_at, user_agent, ip, browser)
    VALUES (session, account, token, 2, 'passkey', until, now(), agent, address, cookie);
  RETURN until;
END`,
  }),
];

/** Keeps the retention that the columns declare, of what single sign-on leaves behind too. */
const housekeeping = definerFunction({
  signature: 'identity.sweep()',
  returns: 'integer',
  volatility: 'VOLATILE',
  execute: ['kopexa_worker'],
  body: `
DECLARE gone integer;
BEGIN
  DELETE FROM identity.attempt WHERE last_at < now() - interval '1 day' AND next_at < now();
  DELETE FROM identity.guess WHERE account_id IS NULL AND last_at < now() - interval '30 days';
  DELETE FROM identity.known_browser WHERE last_seen_at < now() - interval '180 days' AND browser <> decode(repeat('00', 32), 'hex');
  DELETE FROM identity.totp_replacement WHERE expires_at < now();
  DELETE FROM identity.password_reset WHERE expires_at < now() - interval '1 day';
  DELETE FROM identity.email_change WHERE expires_at < now();
  DELETE FROM identity.passkey_challenge WHERE expires_at < now();
  DELETE FROM identity.sso_attempt WHERE expires_at < now() - interval '1 hour';
  DELETE FROM identity.sso_arrival WHERE expires_at < now() - interval '1 hour';
  DELETE FROM identity.seen_message WHERE expires_at < now();
  DELETE FROM identity.test_run WHERE created_at < now() - interval '30 days';
  -- A session lasts a day at the most.
  DELETE FROM identity.session_visit WHERE last_seen_at < now() - interval '2 days';
  DELETE FROM identity.session WHERE least(expires_at, coalesce(revoked_at, 'infinity')) < now() - interval '30 days';
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END`,
});

/** Known browsers, guesses in a row, and the housekeeping of both. */
export const up = [...tables, ...guesses, ...began, ...starts, housekeeping].join('\n');
