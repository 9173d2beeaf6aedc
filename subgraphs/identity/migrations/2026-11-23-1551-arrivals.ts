import { classify, definerFunction, technical } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];

const columns = [
  // Nobody here began it: the person is asked first (login CSRF, THREATS 30).
  `ALTER TABLE identity.sso_arrival ADD COLUMN needs_consent boolean NOT NULL DEFAULT false;`,
  classify('identity.sso_arrival', 'needs_consent', technical('boolean NOT NULL DEFAULT false')),
];

/** Between the way out to a counterpart and the way back. All but the first need no context: each takes the whole proof. */
const between = [
  definerFunction({
    signature:
      'identity.begin_attempt(state bytea, connection uuid, at_version integer, aim text, visitor bytea, sealed_kept bytea, path text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE found record; c platform.request_context := platform.context();
BEGIN
  SELECT * INTO found FROM identity.open_connection(connection, at_version) o;
  IF found.connection_id IS NULL THEN RAISE EXCEPTION 'No such connection.' USING ERRCODE = 'KX404'; END IF;
  IF aim = 'sign_in' AND found.status <> 'active' THEN RAISE EXCEPTION 'Not active.' USING ERRCODE = 'KX404'; END IF;
  IF aim = 'test' AND (found.org_id IS DISTINCT FROM platform.org_id() OR NOT tenancy.may('sso.manage')) THEN
    RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX404';
  END IF;
  INSERT INTO identity.sso_attempt (state_hash, connection_id, org_id, version, purpose, account_id, browser, kept, return_path)
    VALUES (state, connection, found.org_id, at_version, aim, CASE WHEN aim = 'test' THEN c.user_id END, visitor, sealed_kept, path);
END`,
  }),
  // Once, and in time; whoever comes a second time, or too late, is told nothing, but the Organization is.
  definerFunction({
    signature: 'identity.take_attempt(state bytea)',
    returns:
      'TABLE (connection_id uuid, is_good boolean, version integer, purpose text, account_id uuid, browser bytea, kept bytea, return_path text)',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
#variable_conflict use_column
DECLARE a identity.sso_attempt;
BEGIN
  SELECT t.* INTO a FROM identity.sso_attempt t WHERE t.state_hash = state FOR UPDATE;
  IF a.state_hash IS NULL THEN RETURN; END IF;
  UPDATE identity.sso_attempt t SET taken_at = clock_timestamp() WHERE t.state_hash = state AND t.taken_at IS NULL;
  RETURN QUERY SELECT a.connection_id, a.taken_at IS NULL AND a.expires_at > clock_timestamp(), a.version, a.purpose, a.account_id,
    a.browser, a.kept, a.return_path;
END`,
  }),
  definerFunction({
    signature: 'identity.take_message(connection uuid, message bytea, until timestamptz)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
BEGIN
  INSERT INTO identity.seen_message (connection_id, message_hash, expires_at) VALUES (connection, message, until) ON CONFLICT DO NOTHING;
  RETURN FOUND;
END`,
  }),
  definerFunction({
    signature:
      'identity.keep_arrival(handle bytea, connection uuid, at_version integer, aim text, account uuid, visitor bytea, sealed_assertion bytea, path text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
BEGIN
  INSERT INTO identity.sso_arrival (handle_hash, connection_id, org_id, version, purpose, account_id, browser, sealed, return_path, needs_consent)
    SELECT handle, connection, c.org_id, at_version, aim, account, visitor, sealed_assertion, path, visitor IS NULL
      FROM identity.connection c WHERE c.connection_id = connection;
END`,
  }),
  // Which arrival this is: the browser that began has to be the one that ends it. One that nobody here began belongs to
  // the first browser that shows it, whose person is then asked.
  definerFunction({
    signature: 'identity.look_at_arrival(handle bytea, visitor bytea)',
    returns:
      'TABLE (connection_id uuid, version integer, purpose text, sealed bytea, return_path text, is_own boolean, needs_consent boolean)',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  UPDATE identity.sso_arrival a SET browser = coalesce(a.browser, visitor)
   WHERE a.handle_hash = handle AND a.taken_at IS NULL AND a.expires_at > clock_timestamp()
  RETURNING a.connection_id, a.version, a.purpose, a.sealed, a.return_path, a.browser = visitor, a.needs_consent`,
  }),
];

/** Who came: one function decides and writes, so that two first arrivals at once make one account. */
const arriving = [
  definerFunction({
    signature: 'identity.take_arrival(handle bytea, visitor bytea, aim text)',
    returns: 'identity.sso_arrival',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE taken identity.sso_arrival;
BEGIN
  UPDATE identity.sso_arrival a SET taken_at = clock_timestamp()
   WHERE a.handle_hash = handle AND a.purpose = aim AND a.taken_at IS NULL AND a.expires_at > clock_timestamp() AND a.browser = visitor
  RETURNING a.* INTO taken;
  RETURN taken;
END`,
  }),
  // THREATS 26: the subject is who somebody is. An address counts only when it was vouched for and its domain is the
  // Organization's own; an account that has anything elsewhere, or a second factor of its own, proves itself first
  // ('link'): else whoever sets a connection up could come as any colleague.
  definerFunction({
    signature:
      'identity.account_of_arrival(a identity.sso_arrival, wanted_subject text, mail text, is_vouched boolean, full_name text, language text, new_account uuid)',
    returns: 'TABLE (outcome text, account uuid)',
    volatility: 'VOLATILE',
    execute: [],
    body: `
#variable_conflict use_variable
DECLARE known uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(a.org_id::text, 20261123));
  SELECT e.account_id INTO known FROM identity.external_identity e
   WHERE e.connection_id = a.connection_id AND e.subject = wanted_subject AND e.removed_at IS NULL;
  IF known IS NOT NULL THEN RETURN QUERY SELECT 'known', known; RETURN; END IF;
  IF mail IS NULL OR NOT is_vouched THEN RETURN QUERY SELECT 'arrival.email', NULL::uuid; RETURN; END IF;
  IF NOT identity.holds_domain(a.org_id, mail) THEN RETURN QUERY SELECT 'arrival.domain', NULL::uuid; RETURN; END IF;
  SELECT p.account_id INTO known FROM identity.account p WHERE p.email = mail FOR UPDATE;
  IF known IS NULL THEN
    INSERT INTO identity.account (account_id, email, name, locale) VALUES (new_account, mail, full_name, language) ON CONFLICT DO NOTHING;
    IF FOUND THEN RETURN QUERY SELECT 'new', new_account; RETURN; END IF;
    RETURN QUERY SELECT 'link', NULL::uuid; RETURN;
  END IF;
  IF identity.has_second_factor(known) OR tenancy.belongs_elsewhere(known, a.org_id) OR NOT tenancy.is_member(known, a.org_id) THEN
    RETURN QUERY SELECT 'link', known; RETURN;
  END IF;
  RETURN QUERY SELECT 'linked', known;
END`,
  }),
  definerFunction({
    signature: 'identity.keep_identity(a identity.sso_arrival, wanted_subject text, account uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: [],
    body: `
  INSERT INTO identity.external_identity AS e (connection_id, subject, account_id, org_id, last_used_at)
    VALUES (a.connection_id, wanted_subject, account, a.org_id, now())
  ON CONFLICT (org_id, connection_id, subject) DO UPDATE SET last_used_at = now(), account_id = excluded.account_id, removed_at = NULL
   WHERE e.account_id = excluded.account_id OR e.removed_at IS NOT NULL`,
  }),
  // The Organization's trail tells who came for the first time, as what, and by which connection.
  definerFunction({
    signature:
      'identity.tell_of_first_arrival(a identity.sso_arrival, account uuid, session uuid, request jsonb)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE held record;
BEGIN
  SELECT m.member_id, m.role_key INTO held FROM tenancy.member_of(a.org_id, account) m;
  PERFORM set_config('kopexa.context', platform.mint_context('user', account, session, a.org_id, 2::smallint, 5), true);
  PERFORM compliance.append_entry(NULL, 'member.arrive_by_sso', 'Member', held.member_id, 'ok', NULL,
    '[' || array_to_string(ARRAY(SELECT format('{"after":%s,"class":"technical","entity":"Member","field":%s,"id":%s}',
        to_jsonb(f.value), to_jsonb(f.name), to_jsonb(held.member_id))
      FROM (VALUES ('account_id', account::text), ('connection_id', a.connection_id::text), ('role_key', held.role_key)) f (name, value)), ',') || ']',
    left(request->>'requestId', 64), left(request->>'operation', 120), left(request->>'ip', 45), left(request->>'userAgent', 400));
END`,
  }),
  // strength: 'sso', 'sso+idp' or 'sso+phr', by what the connection accepts of what was asserted. The outcome is
  // 'signed_in', 'link' or the check that failed; whoever gets anything but the first rolls back.
  definerFunction({
    signature:
      'identity.arrive(handle bytea, visitor bytea, wanted_subject text, mail text, is_vouched boolean, full_name text, language text, wanted_role text, strength text, peer bytea, sealed_name bytea, shown_at timestamptz, ends_at timestamptz, new_account uuid, member uuid, first_grant uuid, session uuid, token bytea, agent text, address text, request jsonb)',
    returns:
      'TABLE (outcome text, account_id uuid, is_new boolean, is_linked boolean, joined text, until timestamptz, assurance smallint, enrolled boolean)',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
#variable_conflict use_variable
DECLARE c platform.request_context := platform.context(); a identity.sso_arrival; held record; who record; entry text; level smallint := CASE WHEN strength = 'sso' THEN 1 ELSE 2 END; ends timestamptz;
BEGIN
  a := identity.take_arrival(handle, visitor, 'sign_in');
  IF a.handle_hash IS NULL THEN RETURN QUERY SELECT 'arrival.handle', ${nothing(7)}; RETURN; END IF;
  -- Nobody changes the connection before this is over.
  PERFORM 1 FROM identity.connection k WHERE k.org_id = a.org_id AND k.connection_id = a.connection_id FOR KEY SHARE;
  SELECT o.status, o.config, v.author_id INTO held FROM identity.open_connection(a.connection_id, a.version) o
    JOIN identity.connection_version v ON v.org_id = a.org_id AND v.connection_id = a.connection_id AND v.version = a.version;
  IF held.status IS DISTINCT FROM 'active' OR NOT identity.is_in_force(a.org_id, a.connection_id, a.version) THEN RETURN QUERY SELECT 'arrival.connection', ${nothing(7)}; RETURN; END IF;
  SELECT * INTO who FROM identity.account_of_arrival(a, wanted_subject, mail, is_vouched, full_name, language, new_account);
  IF who.outcome = 'link' THEN
    -- Signing in by one's own means takes a while, and this arrival is what is linked then.
    UPDATE identity.sso_arrival r SET taken_at = NULL, expires_at = r.created_at + interval '20 minutes' WHERE r.handle_hash = handle;
  END IF;
  IF who.outcome NOT IN ('known', 'new', 'linked') THEN RETURN QUERY SELECT who.outcome, ${nothing(7)}; RETURN; END IF;
  entry := tenancy.join_by_connection(a.org_id, who.account,
    (SELECT p.email FROM identity.account p WHERE p.account_id = who.account), member, first_grant, held.config->'newcomers', wanted_role, held.author_id);
  IF entry NOT IN ('member', 'invited', 'joined') THEN RETURN QUERY SELECT entry, ${nothing(7)}; RETURN; END IF;
  IF NOT identity.connection_reaches(a.connection_id, who.account) THEN
    RETURN QUERY SELECT 'account.above_connection', ${nothing(7)}; RETURN;
  END IF;
  PERFORM identity.keep_identity(a, wanted_subject, who.account);
  -- Whatever session the browser had ends (fixation, THREATS 21).
  UPDATE identity.session s SET revoked_at = now() WHERE s.session_id = c.session_id AND s.account_id = c.user_id AND s.revoked_at IS NULL;
  ends := least(CASE level WHEN 1 THEN now() + interval '15 minutes' ELSE now() + interval '24 hours' END, ends_at);
  INSERT INTO identity.session (session_id, account_id, token_hash, assurance, authenticated_by, expires_at, mfa_at, user_agent, ip,
      org_id, connection_id, peer_session, peer_name, browser, not_after)
    VALUES (session, who.account, token, level, strength, ends, CASE level WHEN 2 THEN least(now(), coalesce(shown_at, now() - interval '10 minutes')) END, agent, address,
      a.org_id, a.connection_id, peer, sealed_name, visitor, ends_at);
  INSERT INTO identity.session_visit (session_id, org_id) VALUES (session, a.org_id);
  IF who.outcome <> 'known' OR entry <> 'member' THEN
    PERFORM identity.tell_of_first_arrival(a, who.account, session, request);
  END IF;
  -- Signing in itself belongs to no Organization, whatever the means.
  PERFORM set_config('kopexa.context', platform.mint_context('user', who.account, session, NULL, level, 60), true);
  RETURN QUERY SELECT 'signed_in', who.account, who.outcome = 'new', who.outcome = 'linked', nullif(entry, 'member'), ends, level,
    identity.has_second_factor(who.account);
END`,
  }),
  // The person of the context, with a second factor and not by a connection, says that the arrival is theirs too.
  definerFunction({
    signature:
      'identity.link_arrival(handle bytea, visitor bytea, wanted_subject text, mail text, is_vouched boolean, wanted_role text, member uuid, first_grant uuid)',
    returns: 'TABLE (outcome text, joined text)',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
#variable_conflict use_variable
DECLARE c platform.request_context := platform.context(); a identity.sso_arrival; held record; entry text; known uuid;
BEGIN
  IF c.user_id IS NULL OR c.assurance < 2 THEN RAISE EXCEPTION 'No second factor.' USING ERRCODE = 'KX403'; END IF;
  PERFORM identity.refuse_bound();
  a := identity.take_arrival(handle, visitor, 'sign_in');
  IF a.handle_hash IS NULL THEN RETURN QUERY SELECT 'arrival.handle', NULL; RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(a.org_id::text, 20261123));
  -- Nobody changes the connection before this is over.
  PERFORM 1 FROM identity.connection k WHERE k.org_id = a.org_id AND k.connection_id = a.connection_id FOR KEY SHARE;
  SELECT o.status, o.config, v.author_id INTO held FROM identity.open_connection(a.connection_id, a.version) o
    JOIN identity.connection_version v ON v.org_id = a.org_id AND v.connection_id = a.connection_id AND v.version = a.version;
  IF held.status IS DISTINCT FROM 'active' OR NOT identity.is_in_force(a.org_id, a.connection_id, a.version) THEN RETURN QUERY SELECT 'arrival.connection', NULL; RETURN; END IF;
  SELECT e.account_id INTO known FROM identity.external_identity e
   WHERE e.connection_id = a.connection_id AND e.subject = wanted_subject AND e.removed_at IS NULL;
  IF known <> c.user_id THEN RETURN QUERY SELECT 'arrival.account', NULL; RETURN; END IF;
  IF mail IS NULL OR NOT is_vouched THEN RETURN QUERY SELECT 'arrival.email', NULL; RETURN; END IF;
  IF NOT identity.holds_domain(a.org_id, mail) THEN RETURN QUERY SELECT 'arrival.domain', NULL; RETURN; END IF;
  IF NOT EXISTS (SELECT 1 FROM identity.account p WHERE p.account_id = c.user_id AND p.email = mail) THEN
    RETURN QUERY SELECT 'arrival.account', NULL; RETURN;
  END IF;
  entry := tenancy.join_by_connection(a.org_id, c.user_id, mail, member, first_grant, held.config->'newcomers', wanted_role, held.author_id);
  IF entry NOT IN ('member', 'invited', 'joined') THEN RETURN QUERY SELECT entry, NULL; RETURN; END IF;
  IF NOT identity.connection_reaches(a.connection_id, c.user_id) THEN
    RETURN QUERY SELECT 'account.above_connection', NULL; RETURN;
  END IF;
  PERFORM identity.keep_identity(a, wanted_subject, c.user_id);
  PERFORM set_config('kopexa.context', platform.mint_context('user', c.user_id, c.session_id, a.org_id, c.assurance, 60), true);
  RETURN QUERY SELECT 'linked', nullif(entry, 'member');
END`,
  }),
  // The test run of the context's person, in the Organization that it was begun for.
  definerFunction({
    signature: 'identity.take_test_arrival(handle bytea, visitor bytea)',
    returns: 'TABLE (connection_id uuid, version integer, sealed bytea)',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context(); a identity.sso_arrival := identity.take_arrival(handle, visitor, 'test');
BEGIN
  IF a.handle_hash IS NULL OR a.account_id IS DISTINCT FROM c.user_id OR a.org_id IS DISTINCT FROM platform.org_id()
     OR NOT tenancy.may('sso.manage') THEN RETURN; END IF;
  RETURN QUERY SELECT a.connection_id, a.version, a.sealed;
END`,
  }),
];

function nothing(columns: number): string {
  const types = ['uuid', 'boolean', 'boolean', 'text', 'timestamptz', 'smallint', 'boolean'];
  return types
    .slice(0, columns)
    .map((type) => `NULL::${type}`)
    .join(', ');
}

/** What the sign-in page shows. */
const offering = [
  // For a member whom the Organization lets in by a connection only.
  definerFunction({
    signature: 'identity.connections_of(org_slug text)',
    returns: 'TABLE (connection_id uuid, name text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT c.connection_id, c.name FROM tenancy.organization o JOIN identity.connection c ON c.org_id = o.org_id, platform.context() r
   WHERE o.slug = org_slug AND c.status = 'active' AND c.archived_at IS NULL AND r.assurance >= 2
     AND tenancy.is_member(r.user_id, o.org_id) AND coalesce(identity.bound_to(), o.org_id) = o.org_id
   ORDER BY lower(c.name), c.connection_id`,
  }),
  // What the counterpart of the context's session is told when it ends.
  definerFunction({
    signature: 'identity.peer_of_session()',
    returns: 'TABLE (connection_id uuid, subject text, peer_name bytea)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT s.connection_id, e.subject, s.peer_name FROM platform.context() c JOIN identity.session s ON s.session_id = c.session_id
    JOIN identity.external_identity e ON e.connection_id = s.connection_id AND e.account_id = s.account_id AND e.removed_at IS NULL
   ORDER BY e.last_used_at DESC LIMIT 1`,
  }),
];

/** From the counterpart's answer to a session: attempts, arrivals, accounts, sessions. */
export const up = [...columns, ...between, ...arriving, ...offering].join('\n');
