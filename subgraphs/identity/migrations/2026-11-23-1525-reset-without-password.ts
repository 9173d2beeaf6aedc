import { definerFunction } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];

/**
 * An account that came by a company's connection or directory has no password. A link, mailed to its own address and
 * nowhere else, gives it one: so it has means of its own, also elsewhere and when the company's sign-in is gone.
 */
export const up = [
  // As before, for every person. A canary gets none: with a password it would be somebody's.
  definerFunction({
    signature: 'identity.begin_reset(reset uuid, mail text, token bytea)',
    returns: 'TABLE (email text, name text, locale text)',
    volatility: 'VOLATILE',
    execute: ['kopexa_worker'],
    body: `
#variable_conflict use_column
DECLARE account uuid;
BEGIN
  SELECT a.account_id INTO account FROM identity.account a WHERE a.email = mail AND NOT identity.is_canary(a.account_id) FOR UPDATE OF a;
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
  // No hash: there is no password yet.
  definerFunction({
    signature: 'identity.reset_offer(token bytea)',
    returns: 'TABLE (account_id uuid, email text, name text, hash text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT a.account_id, a.email, a.name, p.hash FROM identity.password_reset r
    JOIN identity.account a ON a.account_id = r.account_id LEFT JOIN identity.password p ON p.account_id = r.account_id
   WHERE r.token_hash = token AND r.used_at IS NULL AND r.expires_at > clock_timestamp()`,
  }),
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
  IF NOT FOUND THEN INSERT INTO identity.password (account_id, hash) VALUES (account, new_hash); END IF;
  DELETE FROM identity.email_change WHERE account_id = account;
  WITH over AS (
    UPDATE identity.session SET revoked_at = clock_timestamp()
     WHERE account_id = account AND revoked_at IS NULL AND expires_at > now() RETURNING session_id)
  SELECT coalesce(array_agg(over.session_id), '{}') INTO gone FROM over;
  RETURN QUERY SELECT account, gone;
END`,
  }),
].join('\n');
