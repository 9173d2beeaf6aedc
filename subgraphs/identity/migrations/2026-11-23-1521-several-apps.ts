import { definerFunction } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];

/** Raises INVALID_INPUT with the field and the way out in both languages. */
const refuse = (field: string, de: string, en: string): string =>
  `RAISE EXCEPTION '${field}|${de}|${en}' USING ERRCODE = 'KX422';`;

/** Everybody who changes the factors of an account waits for the others here, before any other lock. */
const LOCK = `PERFORM 1 FROM identity.account a WHERE a.account_id = account FOR NO KEY UPDATE;`;

const isLast = (field: string): string =>
  refuse(
    field,
    'Das ist Ihr einziger zweiter Faktor. Richten Sie zuerst einen weiteren ein.',
    'This is your only second factor. Set up another one first.',
  );

/** Further apps: begun and confirmed by a session that showed a factor just now. */
export const up = [
  definerFunction({
    signature: 'identity.own_apps()',
    returns: 'TABLE (factor_id uuid, name text, created_at timestamptz, last_used_at timestamptz)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT t.factor_id, t.name, t.created_at, t.last_used_at FROM identity.totp_factor t, platform.context() c
   WHERE t.account_id = c.user_id AND c.assurance >= 2 AND t.confirmed_at IS NOT NULL AND t.removed_at IS NULL
   ORDER BY t.created_at, t.factor_id`,
  }),
  definerFunction({
    signature: 'identity.begin_app(sealed_secret bytea)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  PERFORM identity.refuse_bound();
  PERFORM identity.require_fresh_factor();
  INSERT INTO identity.totp_replacement AS r (account_id, session_id, sealed) VALUES (c.user_id, c.session_id, sealed_secret)
  ON CONFLICT (account_id) DO UPDATE SET session_id = excluded.session_id, sealed = excluded.sealed,
    created_at = excluded.created_at, expires_at = excluded.expires_at;
END`,
  }),
  // The account's row first, as everywhere.
  definerFunction({
    signature: 'identity.lock_replacement()',
    returns: 'bytea',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context(); account uuid := c.user_id; pending bytea;
BEGIN
  ${LOCK}
  SELECT r.sealed INTO pending FROM identity.totp_replacement r
   WHERE r.account_id = c.user_id AND r.session_id = c.session_id AND c.assurance >= 2 AND r.expires_at > now() FOR UPDATE;
  RETURN pending;
END`,
  }),
  // The step of the code that confirms it is used up with it.
  definerFunction({
    signature: 'identity.add_app(factor uuid, title text, step bigint)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE account uuid := platform.user_id(); pending bytea := identity.lock_replacement();
BEGIN
  IF pending IS NULL THEN RETURN false; END IF;
  PERFORM identity.refuse_bound();
  IF (SELECT count(*) FROM identity.totp_factor t WHERE t.account_id = account AND t.removed_at IS NULL) >= 10 THEN
    ${refuse('input.name', 'Ein Konto hat höchstens zehn Authenticator-Apps. Entfernen Sie zuerst eine.', 'An account has at most ten authenticator apps. Remove one first.')}
  END IF;
  DELETE FROM identity.totp_replacement r WHERE r.account_id = account;
  INSERT INTO identity.totp_factor (factor_id, account_id, sealed, name, confirmed_at, last_step, last_used_at)
    VALUES (factor, account, pending, title, now(), step, now());
  RETURN true;
END`,
  }),
  definerFunction({
    signature: 'identity.rename_app(factor uuid, title text)',
    returns: 'text',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE before text;
BEGIN
  PERFORM identity.refuse_bound();
  SELECT t.name INTO before FROM identity.totp_factor t, platform.context() c WHERE t.factor_id = factor
     AND t.account_id = c.user_id AND c.assurance >= 2 AND t.confirmed_at IS NOT NULL AND t.removed_at IS NULL FOR UPDATE OF t;
  IF before IS NULL THEN RAISE EXCEPTION 'No such app.' USING ERRCODE = 'KX404'; END IF;
  UPDATE identity.totp_factor SET name = title WHERE factor_id = factor;
  RETURN before;
END`,
  }),
  // An account is never left without a factor.
  definerFunction({
    signature: 'identity.remove_app(factor uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE account uuid := platform.user_id();
BEGIN
  PERFORM identity.refuse_bound();
  PERFORM identity.require_fresh_factor();
  ${LOCK}
  UPDATE identity.totp_factor SET removed_at = clock_timestamp(), sealed = '\\x'
   WHERE factor_id = factor AND account_id = account AND confirmed_at IS NOT NULL AND removed_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'No such app.' USING ERRCODE = 'KX404'; END IF;
  IF NOT identity.has_second_factor(account) THEN ${isLast('appId')} END IF;
END`,
  }),
  // New codes for a session that showed a factor within five minutes, whichever kind it was.
  definerFunction({
    signature: 'identity.renew_recovery_codes(codes bytea[])',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE account uuid := platform.user_id();
BEGIN
  PERFORM identity.refuse_bound();
  PERFORM identity.require_fresh_factor();
  ${LOCK}
  UPDATE identity.recovery_code SET replaced_at = now() WHERE account_id = account AND used_at IS NULL AND replaced_at IS NULL;
  INSERT INTO identity.recovery_code (account_id, hash) SELECT account, c FROM unnest(codes) c;
END`,
  }),
  // For tabs that still know one app only: every app of before ends.
  definerFunction({
    signature: 'identity.replace_factor(step bigint)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context(); pending bytea := identity.lock_replacement(); title text;
BEGIN
  IF pending IS NULL THEN RETURN false; END IF;
  PERFORM identity.refuse_bound();
  DELETE FROM identity.totp_replacement r WHERE r.account_id = c.user_id;
  SELECT min(t.name) INTO title FROM identity.totp_factor t
   WHERE t.account_id = c.user_id AND t.confirmed_at IS NOT NULL AND t.removed_at IS NULL;
  IF title IS NULL THEN RETURN false; END IF;
  UPDATE identity.totp_factor t SET removed_at = clock_timestamp(), sealed = '\\x' WHERE t.account_id = c.user_id AND t.removed_at IS NULL;
  INSERT INTO identity.totp_factor (account_id, sealed, name, confirmed_at, last_step, last_used_at)
    VALUES (c.user_id, pending, title, now(), step, now());
  RETURN true;
END`,
  }),
].join('\n');
