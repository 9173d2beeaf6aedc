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

/** Passkeys, now also as the first factor. */
export const up = [
  definerFunction({
    signature: 'identity.require_registration()',
    returns: 'void',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.kind IS DISTINCT FROM 'user' OR c.user_id IS NULL THEN RAISE EXCEPTION 'Nobody is signed in.' USING ERRCODE = 'KX403'; END IF;
  -- A passkey signs in by itself, everywhere: a session that is good for one Organization alone makes none, also no first.
  PERFORM identity.refuse_bound();
  IF identity.has_second_factor(c.user_id) THEN
    IF c.assurance < 2 THEN RAISE EXCEPTION 'No second factor.' USING ERRCODE = 'KX403'; END IF;
  ELSIF identity.enrolment_bar() IS NOT NULL THEN
    RAISE EXCEPTION 'Another proof is needed first.' USING ERRCODE = 'KX403';
  END IF;
  -- A session that only knows a password sets up the first factor; every other one shows a fresh factor first.
  IF c.assurance >= 2 THEN PERFORM identity.require_fresh_factor(); END IF;
END`,
  }),
  definerFunction({
    signature: 'identity.keep_challenge(purpose text, challenge bytea)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF purpose = 'register' THEN PERFORM identity.require_registration(); END IF;
  INSERT INTO identity.passkey_challenge (challenge_hash, kind, session_id) VALUES (challenge, purpose, c.session_id);
END`,
  }),
  // Making the first passkey shows it as well: its owner was verified in this very transaction.
  definerFunction({
    signature:
      'identity.add_passkey(wanted uuid, credential bytea, key bytea, first_counter bigint, ways text[], backed_up boolean, title text)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE account uuid := platform.user_id(); first boolean; added boolean;
BEGIN
  ${LOCK}
  PERFORM identity.require_registration();
  first := NOT identity.has_second_factor(account);
  IF (SELECT count(*) FROM identity.passkey p WHERE p.account_id = account AND p.removed_at IS NULL) >= 20 THEN
    ${refuse('input.name', 'Ein Konto hat höchstens 20 Passkeys. Entfernen Sie zuerst einen.', 'An account has at most 20 passkeys. Remove one first.')}
  END IF;
  INSERT INTO identity.passkey (passkey_id, account_id, credential_id, public_key, counter, transports, is_backed_up, name, last_used_at)
    VALUES (wanted, account, credential, key, first_counter, ways, backed_up, title,
            CASE WHEN first THEN now() END) ON CONFLICT DO NOTHING;
  added := FOUND;
  IF added AND first THEN PERFORM identity.note_enrolled(account); END IF;
  RETURN added;
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
  PERFORM identity.refuse_bound();
  SELECT p.name INTO before FROM identity.passkey p, platform.context() c
   WHERE p.passkey_id = wanted AND p.account_id = c.user_id AND c.assurance >= 2 AND p.removed_at IS NULL FOR UPDATE OF p;
  IF before IS NULL THEN RAISE EXCEPTION 'No such passkey.' USING ERRCODE = 'KX404'; END IF;
  UPDATE identity.passkey SET name = title WHERE passkey_id = wanted;
  RETURN before;
END`,
  }),
  definerFunction({
    signature: 'identity.remove_passkey(wanted uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE account uuid := platform.user_id();
BEGIN
  PERFORM identity.refuse_bound();
  PERFORM identity.require_fresh_factor();
  ${LOCK}
  UPDATE identity.passkey SET removed_at = clock_timestamp()
   WHERE passkey_id = wanted AND account_id = account AND removed_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'No such passkey.' USING ERRCODE = 'KX404'; END IF;
  IF NOT identity.has_second_factor(account) THEN ${isLast('passkeyId')} END IF;
END`,
  }),
].join('\n');
