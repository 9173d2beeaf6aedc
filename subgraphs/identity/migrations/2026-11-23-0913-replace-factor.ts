import { createTable, createdAt, definerFunction, secret, technical } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];

/**
 * The next authenticator app of an account, beside the confirmed one, which goes on working. NIST SP 800-63B-4
 * §4.1.2: binding another authenticator takes the factors of today.
 */
export const up = [
  createTable({
    name: 'identity.totp_replacement',
    scope: 'internal',
    columns: {
      account_id: technical('uuid PRIMARY KEY REFERENCES identity.account (account_id)'),
      session_id: technical('uuid NOT NULL'),
      sealed: secret('bytea NOT NULL CHECK (length(sealed) <= 400)'),
      created_at: createdAt(),
      expires_at: technical("timestamptz NOT NULL DEFAULT now() + interval '15 minutes'"),
    },
    definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  }),
  // A row is the proof that this very session showed a second factor when it was made.
  definerFunction({
    signature: 'identity.begin_replacement(sealed_secret bytea)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.assurance IS NULL OR c.assurance < 2 OR NOT identity.factor_shown() THEN
    RAISE EXCEPTION 'No second factor was shown.' USING ERRCODE = 'KX403';
  END IF;
  INSERT INTO identity.totp_replacement AS r (account_id, session_id, sealed) VALUES (c.user_id, c.session_id, sealed_secret)
  ON CONFLICT (account_id) DO UPDATE SET session_id = excluded.session_id, sealed = excluded.sealed,
    created_at = excluded.created_at, expires_at = excluded.expires_at;
END`,
  }),
  // The factor's row first, as everywhere: whoever checks codes in parallel waits, and nobody waits in a circle.
  definerFunction({
    signature: 'identity.lock_replacement()',
    returns: 'bytea',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context(); pending bytea;
BEGIN
  PERFORM 1 FROM identity.totp_factor t WHERE t.account_id = c.user_id FOR UPDATE;
  SELECT r.sealed INTO pending FROM identity.totp_replacement r
   WHERE r.account_id = c.user_id AND r.session_id = c.session_id AND c.assurance >= 2 AND r.expires_at > now() FOR UPDATE;
  RETURN pending;
END`,
  }),
  // The step of the code that confirms it is used up with it; the factor counts as shown in this transaction.
  definerFunction({
    signature: 'identity.replace_factor(step bigint)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context(); pending bytea := identity.lock_replacement();
BEGIN
  IF pending IS NULL THEN RETURN false; END IF;
  DELETE FROM identity.totp_replacement r WHERE r.account_id = c.user_id;
  UPDATE identity.totp_factor t SET sealed = pending, created_at = now(), confirmed_at = now(), last_step = step, last_used_at = now()
   WHERE t.account_id = c.user_id AND t.confirmed_at IS NOT NULL;
  RETURN FOUND;
END`,
  }),
  // As before, and what nobody confirmed in time goes.
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
  DELETE FROM identity.session WHERE least(expires_at, coalesce(revoked_at, 'infinity')) < now() - interval '30 days';
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END`,
  }),
].join('\n');
