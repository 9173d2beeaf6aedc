import { classify, definerFunction, technical } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];

/**
 * A session that idled out is not gone before its absolute end: it opens nothing, and one factor wakes it (NIST
 * SP 800-63B-4 §2.2.3). To every rule it is a session that has shown a password and no more.
 */
const idle = [
  // The identity provider's own end of what it asserted; null where it named none.
  `ALTER TABLE identity.session ADD COLUMN not_after timestamptz;`,
  classify('identity.session', 'not_after', technical('timestamptz')),
  definerFunction({
    signature: 'identity.session_of(hash bytea)',
    returns:
      'TABLE (session_id uuid, account_id uuid, assurance smallint, authenticated_by text, locale text, org_id uuid)',
    volatility: 'VOLATILE',
    execute: [],
    body: `
#variable_conflict use_column
BEGIN
  UPDATE identity.session s SET last_seen_at = now()
   WHERE s.token_hash = hash AND s.last_seen_at < now() - interval '1 minute' AND s.revoked_at IS NULL
     AND s.last_seen_at + make_interval(secs => s.idle_seconds) > now();
  RETURN QUERY SELECT s.session_id, s.account_id, CASE WHEN rest.idle THEN 1::smallint ELSE s.assurance END,
      s.authenticated_by || CASE WHEN rest.idle THEN '+idle' ELSE '' END, a.locale, s.org_id
    FROM identity.session s JOIN identity.account a ON a.account_id = s.account_id
    CROSS JOIN LATERAL (SELECT s.last_seen_at + make_interval(secs => s.idle_seconds) <= now() AS idle) rest
   WHERE s.token_hash = hash AND s.revoked_at IS NULL AND s.expires_at > now() AND (NOT rest.idle OR s.assurance = 2);
END`,
  }),
  // The context's session was whole once and idled out: it may show a factor, and never get another one.
  definerFunction({
    signature: 'identity.is_idle()',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT EXISTS (SELECT 1 FROM identity.session s, platform.context() c
                  WHERE s.session_id = c.session_id AND s.assurance = 2 AND c.assurance < 2)`,
  }),
  // Another id and token at every change of assurance (ASVS 5.0.0 V7.2.4): the old session ends in the same statement.
  // What it was bound to, when its person first signed in and when it ends at the latest stay as they were.
  definerFunction({
    signature: 'identity.rotate_session(session uuid, token bytea, method text, agent text, address text)',
    returns: 'timestamptz',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context(); old identity.session; until timestamptz; is_shown boolean; way text;
BEGIN
  is_shown := identity.factor_shown();
  IF NOT is_shown AND (coalesce(c.assurance, 0) < 2 OR NOT identity.factor_fresh()) THEN
    RAISE EXCEPTION 'No second factor was shown.' USING ERRCODE = 'KX403';
  END IF;
  UPDATE identity.session s SET revoked_at = now()
   WHERE s.session_id = c.session_id AND s.account_id = c.user_id AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
  RETURNING s.* INTO old;
  IF NOT FOUND THEN RAISE EXCEPTION 'The session has ended.' USING ERRCODE = 'KX403'; END IF;
  until := CASE WHEN old.assurance = 2 THEN old.expires_at ELSE least(old.started_at + interval '24 hours', old.not_after) END;
  way := split_part(old.authenticated_by, '+', 1) || '+' || split_part(method, '+', 2);
  INSERT INTO identity.session (session_id, account_id, token_hash, assurance, authenticated_by, expires_at, mfa_at, user_agent, ip,
      started_at, org_id, connection_id, peer_session, peer_name, browser, not_after)
    VALUES (session, c.user_id, token, 2, CASE way WHEN 'passkey+passkey' THEN 'passkey' ELSE way END, until,
      CASE WHEN is_shown THEN now() ELSE old.mfa_at END, agent, address,
      old.started_at, old.org_id, old.connection_id, old.peer_session, old.peer_name, old.browser, old.not_after);
  UPDATE identity.session_visit v SET session_id = session WHERE v.session_id = old.session_id;
  RETURN until;
END`,
  }),
  // As before; a session that idled out shows its factor by going on as another one.
  definerFunction({
    signature: 'identity.note_fresh_factor()',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.kind <> 'user' OR NOT identity.factor_shown() THEN RAISE EXCEPTION 'No second factor was shown.' USING ERRCODE = 'KX403'; END IF;
  UPDATE identity.session SET mfa_at = now()
   WHERE session_id = c.session_id AND account_id = c.user_id AND assurance >= 2 AND c.assurance >= 2 AND revoked_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'The session has ended.' USING ERRCODE = 'KX403'; END IF;
END`,
  }),
];

/** What an Organization's policy may judge a session by, for `tenancy.entry_bar`. */
const facts = [
  definerFunction({
    signature: 'identity.session_facts(wanted uuid, organization uuid)',
    returns:
      'TABLE (started_at timestamptz, mfa_at timestamptz, seen_at timestamptz, authenticated_by text, connection_id uuid, org_id uuid)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    // The last time there, or the last factor: showing one wakes the Organization too.
    body: `
  SELECT s.started_at, s.mfa_at, greatest(s.mfa_at, v.last_seen_at), s.authenticated_by, s.connection_id, s.org_id
    FROM identity.session s LEFT JOIN identity.session_visit v ON v.session_id = s.session_id AND v.org_id = organization
   WHERE s.session_id = wanted`,
  }),
  definerFunction({
    signature: 'identity.note_visit(visitor uuid, organization uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
BEGIN
  IF EXISTS (SELECT 1 FROM identity.session_visit v WHERE v.session_id = visitor AND v.org_id = organization
                AND v.last_seen_at > now() - interval '1 minute') THEN RETURN; END IF;
  INSERT INTO identity.session_visit AS v (session_id, org_id) VALUES (visitor, organization)
  ON CONFLICT (session_id, org_id) DO UPDATE SET last_seen_at = greatest(v.last_seen_at, excluded.last_seen_at);
END`,
  }),
];

/** A session that came by a connection sees and ends those alone that came to the same Organization. */
const bound = [
  definerFunction({
    signature: 'identity.bound_to()',
    returns: 'uuid',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `SELECT s.org_id FROM identity.session s, platform.context() c WHERE s.session_id = c.session_id`,
  }),
  ...(['identity_select_0', 'identity_update_1'] as const).map(
    (policy) => `ALTER POLICY ${policy} ON identity.session USING (account_id = (SELECT platform.user_id())
       AND ((SELECT identity.bound_to()) IS NULL OR org_id = (SELECT identity.bound_to())));`,
  ),
  // By which connections one's sessions came.
  definerFunction({
    signature: 'identity.own_connections()',
    returns: 'TABLE (connection_id uuid, name text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT c.connection_id, c.name FROM identity.connection c WHERE c.connection_id IN (
    SELECT s.connection_id FROM identity.session s WHERE s.account_id = platform.user_id() AND s.connection_id IS NOT NULL)`,
  }),
];

/** Sessions that rest, what Organizations judge them by, and those that are bound to one. */
export const up = [...idle, ...facts, ...bound].join('\n');
