import { definerFunction } from '#runtime/db/table.js';

/** Whoever claims an installation by its first-run link runs it: they own the operator's Organization. */
export const up = [
  definerFunction({
    signature:
      'identity.create_account(account uuid, token bytea, first_mail text, full_name text, language text, password_hash text)',
    returns: 'TABLE (outcome text, email text)',
    volatility: 'VOLATILE',
    execute: ['kopexa_identity'],
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
  IF offer.first_run THEN PERFORM tenancy.found_operator(account, language); END IF;
  RETURN QUERY SELECT 'created', mail;
END`,
  }),
  // Installations that were claimed before there was an operator: the oldest account came by the first-run link.
  `SET LOCAL ROLE kopexa_definer;
SELECT tenancy.found_operator(a.account_id, a.locale) FROM (SELECT account_id, locale FROM identity.account ORDER BY created_at, account_id LIMIT 1) a;
SET LOCAL ROLE kopexa_owner;`,
].join('\n');
