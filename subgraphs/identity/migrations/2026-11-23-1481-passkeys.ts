import { content, createTable, createdAt, definerFunction, secret, technical } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];

/**
 * Passkeys and security keys (WebAuthn Level 3): several an account, each with a name. The challenge of a ceremony is
 * kept hashed, for five minutes, for the session that asked for it, and is taken once.
 */
const tables = [
  createTable({
    name: 'identity.passkey',
    scope: 'internal',
    columns: {
      passkey_id: technical('uuid NOT NULL'),
      account_id: technical('uuid NOT NULL REFERENCES identity.account (account_id)'),
      credential_id: technical('bytea NOT NULL UNIQUE CHECK (length(credential_id) BETWEEN 16 AND 1023)'),
      public_key: technical('bytea NOT NULL CHECK (length(public_key) <= 2048)'),
      counter: technical('bigint NOT NULL CHECK (counter >= 0)'),
      transports: technical('text[] NOT NULL'),
      is_backed_up: technical('boolean NOT NULL'),
      name: content('text NOT NULL CHECK (length(name) BETWEEN 1 AND 60)'),
      created_at: createdAt(),
      last_used_at: technical('timestamptz'),
      removed_at: technical('timestamptz'),
    },
    constraints: ['PRIMARY KEY (passkey_id)'],
    indexes: ['(account_id) WHERE removed_at IS NULL'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
  }),
  createTable({
    name: 'identity.passkey_challenge',
    scope: 'internal',
    columns: {
      challenge_hash: secret('bytea PRIMARY KEY CHECK (length(challenge_hash) = 32)'),
      kind: technical("text NOT NULL CHECK (kind IN ('register', 'authenticate'))"),
      session_id: technical('uuid'),
      expires_at: technical("timestamptz NOT NULL DEFAULT now() + interval '5 minutes'"),
    },
    indexes: ['(expires_at)'],
    definer: ['SELECT', 'INSERT', 'DELETE'],
  }),
  // Nobody signs in to the accounts of canaries.
  `CREATE TRIGGER keep_canaries_locked BEFORE INSERT ON identity.passkey
     FOR EACH ROW EXECUTE FUNCTION identity.keep_canaries_locked();`,
];

const ceremonies = [
  definerFunction({
    signature: 'identity.keep_challenge(purpose text, challenge bytea)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF purpose = 'register' THEN
    IF c.assurance IS NULL OR c.assurance < 2 THEN RAISE EXCEPTION 'No second factor.' USING ERRCODE = 'KX403'; END IF;
    PERFORM identity.require_fresh_factor();
  END IF;
  INSERT INTO identity.passkey_challenge (challenge_hash, kind, session_id) VALUES (challenge, purpose, c.session_id);
END`,
  }),
  // Once, in time, for this purpose, and by the very session (or nobody) that asked.
  definerFunction({
    signature: 'identity.take_challenge(purpose text, challenge bytea)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
BEGIN
  DELETE FROM identity.passkey_challenge h WHERE h.challenge_hash = challenge AND h.kind = purpose
     AND h.expires_at > clock_timestamp() AND h.session_id IS NOT DISTINCT FROM (platform.context()).session_id;
  RETURN FOUND;
END`,
  }),
  // Before anybody is known: the public key behind a credential, which is no secret, and whose it is.
  definerFunction({
    signature: 'identity.passkey_of(credential bytea)',
    returns: 'TABLE (passkey_id uuid, account_id uuid, public_key bytea, counter bigint, transports text[])',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT p.passkey_id, p.account_id, p.public_key, p.counter, p.transports FROM identity.passkey p
   WHERE p.credential_id = credential AND p.removed_at IS NULL FOR UPDATE`,
  }),
  definerFunction({
    signature: 'identity.own_passkeys()',
    returns:
      'TABLE (passkey_id uuid, credential_id bytea, transports text[], name text, created_at timestamptz, last_used_at timestamptz, is_backed_up boolean)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT p.passkey_id, p.credential_id, p.transports, p.name, p.created_at, p.last_used_at, p.is_backed_up
    FROM identity.passkey p WHERE p.account_id = platform.user_id() AND p.removed_at IS NULL ORDER BY p.created_at, p.passkey_id`,
  }),
  // In the transaction in which its signature was verified. A counter that does not grow is a copy (WebAuthn §6.1.1);
  // authenticators without one always say zero.
  definerFunction({
    signature: 'identity.use_passkey(wanted uuid, new_counter bigint)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
BEGIN
  UPDATE identity.passkey SET counter = new_counter, last_used_at = now()
   WHERE passkey_id = wanted AND account_id = platform.user_id() AND removed_at IS NULL
     AND (new_counter > counter OR (new_counter = 0 AND counter = 0));
  RETURN FOUND;
END`,
  }),
  // A passkey with user verification is both factors at once (NIST SP 800-63B-4 §3.1.6): a whole session begins.
  definerFunction({
    signature:
      'identity.start_passkey_session(wanted uuid, new_counter bigint, session uuid, token bytea, agent text, address text)',
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
  INSERT INTO identity.session (session_id, account_id, token_hash, assurance, authenticated_by, expires_at, mfa_at, user_agent, ip)
    VALUES (session, account, token, 2, 'passkey', until, now(), agent, address);
  RETURN until;
END`,
  }),
];

const keeping = [
  definerFunction({
    signature:
      'identity.add_passkey(wanted uuid, credential bytea, key bytea, first_counter bigint, ways text[], backed_up boolean, title text)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE account uuid := platform.user_id();
BEGIN
  PERFORM identity.require_fresh_factor();
  PERFORM 1 FROM identity.account a WHERE a.account_id = account FOR UPDATE;
  IF (SELECT count(*) FROM identity.passkey p WHERE p.account_id = account AND p.removed_at IS NULL) >= 20 THEN
    RAISE EXCEPTION 'input.name|Ein Konto hat höchstens 20 Passkeys. Entfernen Sie zuerst einen.|An account has at most 20 passkeys. Remove one first.'
      USING ERRCODE = 'KX422';
  END IF;
  INSERT INTO identity.passkey (passkey_id, account_id, credential_id, public_key, counter, transports, is_backed_up, name)
    VALUES (wanted, account, credential, key, first_counter, ways, backed_up, title) ON CONFLICT DO NOTHING;
  RETURN FOUND;
END`,
  }),
  definerFunction({
    signature: 'identity.rename_passkey(wanted uuid, title text)',
    returns: 'text',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE before text;
BEGIN
  SELECT p.name INTO before FROM identity.passkey p, platform.context() c
   WHERE p.passkey_id = wanted AND p.account_id = c.user_id AND c.assurance >= 2 AND p.removed_at IS NULL FOR UPDATE OF p;
  IF before IS NULL THEN RAISE EXCEPTION 'No such passkey.' USING ERRCODE = 'KX404'; END IF;
  UPDATE identity.passkey SET name = title WHERE passkey_id = wanted;
  RETURN before;
END`,
  }),
  // The authenticator app stays: an account is never left without a factor.
  definerFunction({
    signature: 'identity.remove_passkey(wanted uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
BEGIN
  PERFORM identity.require_fresh_factor();
  UPDATE identity.passkey SET removed_at = clock_timestamp()
   WHERE passkey_id = wanted AND account_id = platform.user_id() AND removed_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'No such passkey.' USING ERRCODE = 'KX404'; END IF;
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
      OR EXISTS (SELECT 1 FROM identity.recovery_code r WHERE r.account_id = platform.user_id() AND r.used_at = now())
      OR EXISTS (SELECT 1 FROM identity.passkey p WHERE p.account_id = platform.user_id() AND p.removed_at IS NULL AND p.last_used_at = now())`,
  }),
  definerFunction({
    signature: 'identity.sweep()',
    returns: 'integer',
    volatility: 'VOLATILE',
    execute: ['kopexa_worker'],
    body: `
DECLARE gone integer;
BEGIN
  DELETE FROM identity.attempt WHERE last_at < now() - interval '1 day' AND next_at < now();
  DELETE FROM identity.totp_replacement WHERE expires_at < now();
  DELETE FROM identity.password_reset WHERE expires_at < now() - interval '1 day';
  DELETE FROM identity.passkey_challenge WHERE expires_at < now();
  DELETE FROM identity.session WHERE least(expires_at, coalesce(revoked_at, 'infinity')) < now() - interval '30 days';
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END`,
  }),
];

/** Passkeys. */
export const up = [...tables, ...ceremonies, ...keeping].join('\n');
