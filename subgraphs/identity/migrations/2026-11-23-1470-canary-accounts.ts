import { createTable, createdAt, definerFunction, technical } from '#runtime/db/table.js';

const WORKER = ['kopexa_worker'];

/**
 * Accounts of nobody, by which the running installation probes its own isolation. They have no password and no second
 * factor, so nobody can sign in to them; their addresses end in `.invalid` (RFC 2606 §2), so no mail reaches anybody.
 * Sessions for them come from one function, for the worker's login alone, and for no other account.
 */
export const up = [
  createTable({
    name: 'identity.canary',
    scope: 'internal',
    columns: {
      account_id: technical('uuid PRIMARY KEY REFERENCES identity.account (account_id)'),
      place: technical('smallint NOT NULL UNIQUE CHECK (place BETWEEN 1 AND 99)'),
      created_at: createdAt(),
    },
    definer: ['SELECT', 'INSERT'],
  }),
  // Published to tenancy, which keeps canaries among themselves.
  definerFunction({
    signature: 'identity.is_canary(account uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: 'SELECT EXISTS (SELECT FROM identity.canary c WHERE c.account_id = account)',
  }),
  // The canary account of a place, made when there is none.
  definerFunction({
    signature: 'identity.canary_account(at_place integer, full_name text)',
    returns: 'uuid',
    volatility: 'VOLATILE',
    execute: WORKER,
    body: `
DECLARE account uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('identity.canary_account', 20261123));
  SELECT c.account_id INTO account FROM identity.canary c WHERE c.place = at_place;
  IF account IS NOT NULL THEN RETURN account; END IF;
  -- The first account of an installation is a person's: with any other, its first-run link would open nothing.
  IF tenancy.operator() IS NULL THEN
    RAISE EXCEPTION 'Nobody runs this installation yet: canaries come after its operator.' USING ERRCODE = 'KX403';
  END IF;
  account := uuidv7();
  INSERT INTO identity.account (account_id, email, name, locale)
    VALUES (account, 'canary-' || at_place || '-' || right(account::text, 12) || '@canary.invalid', full_name, 'en');
  INSERT INTO identity.canary (account_id, place) VALUES (account, at_place);
  RETURN account;
END`,
  }),
  // A session of fifteen minutes for a canary; for any other account, or one that got a password, none.
  definerFunction({
    signature: 'identity.open_canary_session(account uuid, hash bytea)',
    returns: 'uuid',
    volatility: 'VOLATILE',
    execute: WORKER,
    body: `
DECLARE session uuid := uuidv7();
BEGIN
  IF NOT identity.is_canary(account)
     OR EXISTS (SELECT FROM identity.password p WHERE p.account_id = account)
     OR EXISTS (SELECT FROM identity.totp_factor t WHERE t.account_id = account) THEN
    RAISE EXCEPTION 'Sessions are opened here for canaries alone.' USING ERRCODE = 'KX403';
  END IF;
  INSERT INTO identity.session (session_id, account_id, token_hash, assurance, authenticated_by, expires_at, idle_seconds, mfa_at, user_agent)
    VALUES (session, account, hash, 2, 'canary', clock_timestamp() + interval '15 minutes', 900, clock_timestamp(), 'canary');
  RETURN session;
END`,
  }),
  definerFunction({
    signature: 'identity.end_canary_sessions()',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: WORKER,
    body: `
  UPDATE identity.session s SET revoked_at = clock_timestamp()
    FROM identity.canary c WHERE s.account_id = c.account_id AND s.revoked_at IS NULL`,
  }),
  // Nobody ever gives a canary something to sign in with.
  definerFunction({
    signature: 'identity.keep_canaries_locked()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
BEGIN
  IF identity.is_canary(NEW.account_id) THEN
    RAISE EXCEPTION 'A canary has nothing to sign in with.' USING ERRCODE = 'KX403';
  END IF;
  RETURN NEW;
END`,
  }),
  ...['password', 'totp_factor', 'recovery_code'].map(
    (table) => `CREATE TRIGGER keep_canaries_locked BEFORE INSERT ON identity.${table} FOR EACH ROW
     EXECUTE FUNCTION identity.keep_canaries_locked();`,
  ),
  // People have a second factor; canaries are no people.
  definerFunction({
    signature: 'identity.count_without_factor(ids uuid[])',
    returns: 'integer',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT count(*)::integer FROM unnest(ids) account
   WHERE NOT EXISTS (SELECT FROM identity.totp_factor t WHERE t.account_id = account AND t.confirmed_at IS NOT NULL)
     AND NOT identity.is_canary(account)`,
  }),
  definerFunction({
    signature: 'identity.session_figures()',
    returns: 'TABLE (open integer, too_long integer, too_idle integer, without_factor integer)',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `
  SELECT count(*)::integer,
         count(*) FILTER (WHERE s.expires_at > s.created_at + interval '24 hours')::integer,
         count(*) FILTER (WHERE s.idle_seconds > 3600)::integer,
         count(*) FILTER (WHERE s.assurance >= 2 AND NOT EXISTS (SELECT FROM identity.totp_factor t
           WHERE t.account_id = s.account_id AND t.confirmed_at IS NOT NULL))::integer
    FROM identity.session s
   WHERE s.revoked_at IS NULL AND s.expires_at > now() AND s.last_seen_at + make_interval(secs => s.idle_seconds) > now()
     AND NOT identity.is_canary(s.account_id)`,
  }),
].join('\n');
