import { definerFunction } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];

/** From settings to what is judged; and what no change of a setting may do. */
const keeping = [
  definerFunction({
    signature: 'tenancy.entries_of(list text)',
    returns: 'text[]',
    volatility: 'IMMUTABLE',
    language: 'sql',
    execute: [],
    body: `SELECT coalesce(array_agg(e), '{}') FROM regexp_split_to_table(coalesce(list, ''), '[\\s,]+') e WHERE e <> ''`,
  }),
  // The policy in force with these changes (key → value) made to it.
  definerFunction({
    signature: 'tenancy.draft_policy(org uuid, changes jsonb)',
    returns: 'tenancy.entry_policy',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE p tenancy.entry_policy; v jsonb;
BEGIN
  SELECT jsonb_object_agg(d.setting_key, coalesce(changes->>d.setting_key, tenancy.setting_of(org, d.setting_key))) INTO v
    FROM tenancy.setting_definition d WHERE d.setting_key LIKE 'policy.%';
  p.org_id := org;
  p.is_sso_required := v->>'policy.sso' = 'required';
  p.is_passkeys_only := v->>'policy.factors' = 'passkeys';
  p.idle_minutes := v->>'policy.idle_minutes';
  p.session_hours := v->>'policy.session_hours';
  p.addresses := ARRAY(SELECT network(a::inet) FROM unnest(tenancy.entries_of(v->>'policy.addresses')) a);
  p.password_length := v->>'policy.password_length';
  p.password_history := v->>'policy.password_history';
  p.password_days := v->>'policy.password_days';
  p.sign_up_domains := tenancy.entries_of(v->>'policy.sign_up_domains');
  RETURN p;
END`,
  }),
  // Whoever changes a policy can still come in afterwards, and what it rests on is there.
  definerFunction({
    signature: 'tenancy.guard_policy(p tenancy.entry_policy, before tenancy.entry_policy)',
    returns: 'void',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE c platform.request_context := platform.context(); f record; address text;
BEGIN
  IF p.is_sso_required AND NOT before.is_sso_required THEN
    IF NOT identity.has_working_connection(p.org_id, false) THEN ${refuse(
      'Zuerst braucht die Organization eine aktive Verbindung, mit deren jetziger Fassung ein Testlauf gelungen ist.',
      'First the Organization needs an active connection whose present version has passed a test run.',
    )} END IF;
    IF NOT tenancy.has_break_glass(p.org_id) THEN ${refuse(
      'Nehmen Sie zuerst mindestens einen Eigentümer ohne Ende von der Pflicht aus: für den Fall, dass der Identitätsanbieter ausfällt.',
      'First exempt at least one owner without an end: for the day on which the identity provider is down.',
    )} END IF;
    IF NOT identity.has_working_connection(p.org_id, true) AND EXISTS (SELECT FROM tenancy.membership m WHERE m.org_id = p.org_id
         AND m.role_key = 'organization.owner' AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()
         AND NOT tenancy.is_free_of_sso(p.org_id, m.account_id)) THEN ${refuse(
           'Das würde Eigentümer aussperren: Sie kommen nur über eine Verbindung, die ein Eigentümer eingeschaltet hat. Lassen Sie die Verbindung von einem Eigentümer einschalten, oder nehmen Sie alle Eigentümer aus.',
           'This would lock owners out: they come only by a connection that an owner switched on. Have an owner switch the connection on, or exempt all owners.',
         )} END IF;
  END IF;
  IF cardinality(p.addresses) > 0 AND p.addresses IS DISTINCT FROM before.addresses AND NOT tenancy.has_break_glass(p.org_id) THEN ${refuse(
    'Nehmen Sie zuerst mindestens einen Eigentümer ohne Ende aus: für den Fall, dass sich die Adresse Ihres Netzes ändert.',
    'First exempt at least one owner without an end: for the day on which the address of your network changes.',
  )} END IF;
  IF c.kind IS DISTINCT FROM 'user' THEN RETURN; END IF;
  SELECT * INTO f FROM identity.session_facts(c.session_id, p.org_id);
  IF p.is_sso_required AND NOT before.is_sso_required AND f.org_id IS DISTINCT FROM p.org_id
     AND NOT tenancy.is_free_of_sso(p.org_id, c.user_id) THEN ${refuse(
       'Das würde Sie selbst aussperren: Melden Sie sich zuerst über die Verbindung an, oder lassen Sie sich ausnehmen.',
       'This would lock yourself out: first sign in by the connection, or have yourself exempted.',
     )} END IF;
  IF p.is_passkeys_only AND NOT before.is_passkeys_only AND NOT identity.has_passkey(c.user_id) AND NOT f.authenticated_by LIKE '%phr%' THEN ${refuse(
    'Das würde Sie selbst aussperren: Legen Sie zuerst in Ihrem Konto einen Passkey an.',
    'This would lock yourself out: first add a passkey to your account.',
  )} END IF;
  address := nullif(current_setting('kopexa.address', true), '');
  IF cardinality(p.addresses) > 0 AND p.addresses IS DISTINCT FROM before.addresses AND NOT tenancy.is_free_of_networks(p.org_id, c.user_id)
     AND NOT tenancy.is_within(p.addresses, address) THEN
    RAISE EXCEPTION '%', format('input.value|Das würde Sie selbst aussperren: Nehmen Sie Ihre eigene Adresse (%1$s) auf, oder lassen Sie sich ausnehmen.|This would lock yourself out: add your own address (%1$s), or have yourself exempted.', coalesce(address, '?'))
      USING ERRCODE = 'KX422';
  END IF;
END`,
  }),
  definerFunction({
    signature: 'tenancy.apply_policy()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner', 'kopexa_tenancy'],
    body: `
DECLARE p tenancy.entry_policy; before tenancy.entry_policy;
BEGIN
  -- Two changes at the same moment see each other.
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.org_id::text, 20261561));
  SELECT e.* INTO before FROM tenancy.entry_policy e WHERE e.org_id = NEW.org_id;
  before.is_sso_required := coalesce(before.is_sso_required, false);
  before.is_passkeys_only := coalesce(before.is_passkeys_only, false);
  p := tenancy.draft_policy(NEW.org_id, '{}');
  PERFORM tenancy.guard_policy(p, before);
  DELETE FROM tenancy.entry_policy e WHERE e.org_id = NEW.org_id;
  IF p.is_sso_required OR p.is_passkeys_only OR p.idle_minutes < 60 OR p.session_hours < 24 OR cardinality(p.addresses) > 0
     OR p.password_length > 8 OR p.password_history > 0 OR p.password_days > 0 OR cardinality(p.sign_up_domains) > 0 THEN
    INSERT INTO tenancy.entry_policy SELECT p.*;
  END IF;
  RETURN NULL;
END`,
  }),
  `CREATE TRIGGER apply_policy AFTER INSERT ON tenancy.setting_version
     FOR EACH ROW WHEN (NEW.setting_key LIKE 'policy.%') EXECUTE FUNCTION tenancy.apply_policy();`,
];

/** What other rules ask a policy. */
const published = [
  // The strictest of all Organizations that somebody belongs to, and which one asks for it; eight characters always.
  definerFunction({
    signature: 'tenancy.password_rules_of(account uuid)',
    returns:
      'TABLE (length integer, length_by text, history integer, history_by text, days integer, days_by text, organizations text[])',
    volatility: 'STABLE',
    execute: [],
    body: `
BEGIN
  RETURN QUERY WITH own AS (
    SELECT o.name, p.password_length, p.password_history, nullif(p.password_days, 0) AS password_days
      FROM tenancy.membership m JOIN tenancy.entry_policy p ON p.org_id = m.org_id JOIN tenancy.organization o ON o.org_id = m.org_id
     WHERE m.account_id = account AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp())
  SELECT coalesce(max(w.password_length), 8), (SELECT x.name FROM own x WHERE x.password_length > 8 ORDER BY x.password_length DESC, x.name LIMIT 1),
         coalesce(max(w.password_history), 0), (SELECT x.name FROM own x WHERE x.password_history > 0 ORDER BY x.password_history DESC, x.name LIMIT 1),
         min(w.password_days), (SELECT x.name FROM own x WHERE x.password_days IS NOT NULL ORDER BY x.password_days, x.name LIMIT 1),
         ARRAY(SELECT o.name FROM tenancy.membership m JOIN tenancy.organization o ON o.org_id = m.org_id WHERE m.account_id = account
           AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp() ORDER BY o.name LIMIT 20)
    FROM own w;
END`,
  }),
  // Whether somebody with this mail address may join; compared without regard to case, no subdomains.
  definerFunction({
    signature: 'tenancy.mail_allowed(org uuid, mail text)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT NOT EXISTS (SELECT FROM tenancy.entry_policy p WHERE p.org_id = org AND cardinality(p.sign_up_domains) > 0
    AND NOT lower(substring(mail FROM '@([^@]+)$')) = ANY(p.sign_up_domains))`,
  }),
  definerFunction({
    signature: 'tenancy.refuse_foreign_domain()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner', 'kopexa_tenancy'],
    body: `
BEGIN
  IF NOT tenancy.mail_allowed(NEW.org_id, NEW.email) THEN
    RAISE EXCEPTION '%', format('input.emails|%1$s: In diese Organization können nur Personen bestimmter Domains eingeladen werden. Fragen Sie, wer die Richtlinien pflegt.|%1$s: only people of certain domains can be invited into this Organization. Ask those who keep its policies.', NEW.email)
      USING ERRCODE = 'KX422';
  END IF;
  RETURN NEW;
END`,
  }),
  `CREATE TRIGGER refuse_foreign_domain BEFORE INSERT ON tenancy.invitation
     FOR EACH ROW EXECUTE FUNCTION tenancy.refuse_foreign_domain();`,
];

/** People whom company sign-in and networks do not bind: by owners alone, with a factor shown just now. */
const exempting = [
  definerFunction({
    signature: 'tenancy.exempt_from_policy(exemption uuid, account uuid, why text, until timestamptz)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  PERFORM tenancy.require_owner();
  IF NOT EXISTS (SELECT FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account
       AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()) THEN
    RAISE EXCEPTION 'No member.' USING ERRCODE = 'KX404';
  END IF;
  IF tenancy.is_exempt(org, account) THEN ${refuse(
    'Diese Person ist schon ausgenommen. Beenden Sie zuerst die bisherige Ausnahme.',
    'This person is exempt already. End the present exemption first.',
    'input.userId',
  )} END IF;
  INSERT INTO tenancy.policy_exemption (org_id, exemption_id, account_id, reason, granted_by, valid_from, valid_to)
    VALUES (org, exemption, account, why, platform.user_id(), clock_timestamp(), coalesce(until, 'infinity'));
END`,
  }),
  definerFunction({
    signature: 'tenancy.require_owner()',
    returns: 'void',
    volatility: 'STABLE',
    execute: [],
    body: `
BEGIN
  PERFORM identity.refuse_bound();
  IF NOT tenancy.may('settings.update') OR NOT EXISTS (SELECT FROM tenancy.membership m WHERE m.org_id = platform.org_id()
       AND m.account_id = platform.user_id() AND m.role_key = 'organization.owner'
       AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()) THEN
    RAISE EXCEPTION 'Owners alone.' USING ERRCODE = 'KX403';
  END IF;
  PERFORM identity.require_fresh_factor();
END`,
  }),
  definerFunction({
    signature: 'tenancy.end_policy_exemption(exemption uuid)',
    returns: 'uuid',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id(); account uuid;
BEGIN
  PERFORM tenancy.require_owner();
  PERFORM pg_advisory_xact_lock(hashtextextended(org::text, 20261561));
  UPDATE tenancy.policy_exemption e SET valid_to = clock_timestamp(), ended_by = platform.user_id()
   WHERE e.org_id = org AND e.exemption_id = exemption AND e.valid_to > clock_timestamp() RETURNING e.account_id INTO account;
  IF account IS NULL THEN RAISE EXCEPTION 'No such exemption.' USING ERRCODE = 'KX404'; END IF;
  IF EXISTS (SELECT FROM tenancy.entry_policy p WHERE p.org_id = org AND (p.is_sso_required OR cardinality(p.addresses) > 0))
     AND NOT tenancy.has_break_glass(org) THEN ${refuse(
       'Solange die Anmeldung über die Firma Pflicht ist oder nur bestimmte Netze erlaubt sind, bleibt mindestens ein Eigentümer ohne Ende ausgenommen. Nehmen Sie zuerst einen anderen aus.',
       'As long as company sign-in is required or only certain networks are allowed, at least one owner stays exempt without an end. Exempt another one first.',
       'exemptionId',
     )} END IF;
  RETURN account;
END`,
  }),
];

function refuse(de: string, en: string, field = 'input.value'): string {
  return `RAISE EXCEPTION '${field}|${de}|${en}' USING ERRCODE = 'KX422';`;
}

/** Keeping policies, exempting people from them, and what no change of them may do. */
export const up = [...keeping, ...published, ...exempting].join('\n');
