import { createTable, createdAt, definerFunction, secret, technical } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];
const WORKER = ['kopexa_worker'];

/**
 * A forgotten password is replaced by a link that works once, for a quarter of an hour (NIST SP 800-63B-4 §4.2.2;
 * ASVS 5.0.0 V6.4.3). The link opens nothing by itself: the second factor is still asked for.
 */
export const up = [
  createTable({
    name: 'identity.password_reset',
    scope: 'internal',
    columns: {
      // Named in the audit trail where it was asked for, whether or not there was an account.
      reset_id: technical('uuid NOT NULL'),
      account_id: technical('uuid NOT NULL REFERENCES identity.account (account_id)'),
      token_hash: secret('bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32)'),
      created_at: createdAt(),
      expires_at: technical("timestamptz NOT NULL DEFAULT now() + interval '15 minutes'"),
      used_at: technical('timestamptz'),
    },
    constraints: ['PRIMARY KEY (reset_id)'],
    indexes: ['(account_id, expires_at)'],
    definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  }),
  // Called by the worker, apart from the request: asking costs the same whether or not there is an account. Five
  // links at a time are enough for anybody; more would only be mail that somebody else orders.
  definerFunction({
    signature: 'identity.begin_reset(reset uuid, mail text, token bytea)',
    returns: 'TABLE (email text, name text, locale text)',
    volatility: 'VOLATILE',
    execute: WORKER,
    body: `
#variable_conflict use_column
DECLARE account uuid;
BEGIN
  SELECT a.account_id INTO account FROM identity.account a JOIN identity.password p ON p.account_id = a.account_id
   WHERE a.email = mail FOR UPDATE OF a;
  IF account IS NULL THEN RETURN; END IF;
  IF NOT EXISTS (SELECT 1 FROM identity.password_reset r WHERE r.reset_id = reset) THEN
    IF (SELECT count(*) FROM identity.password_reset r WHERE r.account_id = account AND r.used_at IS NULL AND r.expires_at > now()) >= 5 THEN
      RETURN;
    END IF;
    INSERT INTO identity.password_reset (reset_id, account_id, token_hash) VALUES (reset, account, token);
  END IF;
  RETURN QUERY SELECT a.email, a.name, a.locale FROM identity.account a WHERE a.account_id = account;
END`,
  }),
  definerFunction({
    signature: 'identity.reset_offer(token bytea)',
    returns: 'TABLE (account_id uuid, email text, name text, hash text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT a.account_id, a.email, a.name, p.hash FROM identity.password_reset r
    JOIN identity.account a ON a.account_id = r.account_id JOIN identity.password p ON p.account_id = r.account_id
   WHERE r.token_hash = token AND r.used_at IS NULL AND r.expires_at > clock_timestamp()`,
  }),
  // The lock on the account makes two links, or one link used twice at the same moment, wait for each other.
  definerFunction({
    signature: 'identity.reset_password(token bytea, new_hash text)',
    returns: 'TABLE (account_id uuid, ended uuid[])',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
#variable_conflict use_column
DECLARE account uuid; gone uuid[];
BEGIN
  SELECT r.account_id INTO account FROM identity.password_reset r WHERE r.token_hash = token;
  PERFORM 1 FROM identity.account a WHERE a.account_id = account FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM identity.reset_offer(token)) THEN RETURN; END IF;
  UPDATE identity.password_reset SET used_at = clock_timestamp() WHERE account_id = account AND used_at IS NULL;
  UPDATE identity.password SET hash = new_hash, changed_at = now() WHERE account_id = account;
  WITH over AS (
    UPDATE identity.session SET revoked_at = clock_timestamp()
     WHERE account_id = account AND revoked_at IS NULL AND expires_at > now() RETURNING session_id)
  SELECT coalesce(array_agg(over.session_id), '{}') INTO gone FROM over;
  RETURN QUERY SELECT account, gone;
END`,
  }),
  // Stronger parameters reach a hash when its owner signs in the next time; nobody else's, and none that changed.
  definerFunction({
    signature: 'identity.strengthen_hash(account uuid, old_hash text, new_hash text)',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: IDENTITY,
    body: `UPDATE identity.password SET hash = new_hash WHERE account_id = account AND hash = old_hash`,
  }),
  // As before, and links that are over.
  definerFunction({
    signature: 'identity.sweep()',
    returns: 'integer',
    volatility: 'VOLATILE',
    execute: WORKER,
    body: `
DECLARE gone integer;
BEGIN
  DELETE FROM identity.attempt WHERE last_at < now() - interval '1 day' AND next_at < now();
  DELETE FROM identity.totp_replacement WHERE expires_at < now();
  DELETE FROM identity.password_reset WHERE expires_at < now() - interval '1 day';
  DELETE FROM identity.session WHERE least(expires_at, coalesce(revoked_at, 'infinity')) < now() - interval '30 days';
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END`,
  }),
  // As before, and no link that was mailed earlier replaces the new password. The same lock as a link's.
  definerFunction({
    signature: 'identity.change_password(new_hash text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
BEGIN
  IF NOT identity.factor_shown() THEN RAISE EXCEPTION 'No second factor was shown.' USING ERRCODE = 'KX403'; END IF;
  PERFORM 1 FROM identity.account a WHERE a.account_id = platform.user_id() FOR UPDATE;
  UPDATE identity.password_reset SET used_at = clock_timestamp() WHERE account_id = platform.user_id() AND used_at IS NULL;
  UPDATE identity.password SET hash = new_hash, changed_at = now() WHERE account_id = platform.user_id();
END`,
  }),
].join('\n');
