import { classify, createTable, createdAt, definerFunction, secret, technical } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];

/** What the policies of Organizations ask about passwords: when one was set, by which rule, and which went before. */
const passwords = [
  // The strictest rule that the password is known to satisfy; its length itself is kept nowhere.
  `ALTER TABLE identity.password ADD COLUMN rule_length integer NOT NULL DEFAULT 8 CHECK (rule_length BETWEEN 8 AND 64);`,
  classify('identity.password', 'rule_length', technical('integer')),
  // Kept only as long as one of the person's Organizations asks for a history.
  createTable({
    name: 'identity.former_password',
    scope: 'internal',
    columns: {
      account_id: technical('uuid NOT NULL REFERENCES identity.account (account_id)'),
      hash: secret("text NOT NULL CHECK (hash LIKE '$argon2id$%' AND length(hash) <= 300)"),
      replaced_at: createdAt(),
    },
    indexes: ['(account_id, replaced_at DESC)'],
    definer: ['SELECT', 'INSERT', 'DELETE'],
  }),
  definerFunction({
    signature: 'identity.keep_former_password()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
DECLARE wanted integer := (SELECT r.history FROM tenancy.password_rules_of(NEW.account_id) r);
BEGIN
  -- A new password, not the same one with stronger parameters.
  IF NEW.changed_at = OLD.changed_at THEN RETURN NEW; END IF;
  NEW.rule_length := 8;
  IF wanted > 0 THEN
    INSERT INTO identity.former_password (account_id, hash, replaced_at) VALUES (OLD.account_id, OLD.hash, clock_timestamp());
  END IF;
  DELETE FROM identity.former_password f WHERE f.account_id = OLD.account_id AND f.ctid NOT IN (
    SELECT n.ctid FROM identity.former_password n WHERE n.account_id = OLD.account_id ORDER BY n.replaced_at DESC LIMIT wanted);
  RETURN NEW;
END`,
  }),
  `CREATE TRIGGER keep_former_password BEFORE UPDATE OF hash ON identity.password
     FOR EACH ROW EXECUTE FUNCTION identity.keep_former_password();`,
  // The rule that a password just verified or set satisfies: the strictest of its owner's, never a looser one.
  definerFunction({
    signature: 'identity.note_password_rule(account uuid, verified_hash text, characters integer)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE wanted integer := least(64, greatest(8, (SELECT r.length FROM tenancy.password_rules_of(account) r)));
BEGIN
  UPDATE identity.password p SET rule_length = wanted
   WHERE p.account_id = account AND p.hash = verified_hash AND p.rule_length < wanted AND characters >= wanted;
END`,
  }),
  // What holds for the context's person, and whose rule each is; for the page on which they change their password.
  definerFunction({
    signature: 'identity.own_password_rules()',
    returns:
      'TABLE (length integer, length_by text, history integer, history_by text, days integer, days_by text, organizations text[], changed_at timestamptz)',
    volatility: 'STABLE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.kind IS DISTINCT FROM 'user' OR c.assurance < 2 THEN RETURN; END IF;
  RETURN QUERY SELECT r.length, r.length_by, r.history, r.history_by, r.days, r.days_by, r.organizations,
      (SELECT p.changed_at FROM identity.password p WHERE p.account_id = c.user_id)
    FROM tenancy.password_rules_of(c.user_id) r;
END`,
  }),
  // For a person who forgot theirs: the link is the proof. Length and history count, whose they are is not told.
  definerFunction({
    signature: 'identity.reset_password_rules(token bytea)',
    returns: 'TABLE (length integer, history integer, organizations text[], enrolled boolean)',
    volatility: 'STABLE',
    execute: IDENTITY,
    body: `
BEGIN
  RETURN QUERY SELECT r.length, r.history, r.organizations, identity.has_second_factor(o.account_id)
    FROM identity.reset_offer(token) o, LATERAL tenancy.password_rules_of(o.account_id) r;
END`,
  }),
  definerFunction({
    signature: 'identity.former_hashes(token bytea)',
    returns: 'SETOF text',
    volatility: 'STABLE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context(); account uuid;
BEGIN
  IF token IS NOT NULL THEN account := (SELECT o.account_id FROM identity.reset_offer(token) o);
  ELSIF c.kind = 'user' AND c.assurance >= 2 THEN account := c.user_id; END IF;
  RETURN QUERY SELECT f.hash FROM identity.former_password f WHERE f.account_id = account ORDER BY f.replaced_at DESC
    LIMIT (SELECT r.history FROM tenancy.password_rules_of(account) r);
END`,
  }),
];

/** What the policy of an Organization is judged by; tenancy judges. */
const facts = [
  definerFunction({
    signature: 'identity.has_passkey(account uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT EXISTS (SELECT FROM identity.passkey p WHERE p.account_id = account AND p.removed_at IS NULL)`,
  }),
  definerFunction({
    signature: 'identity.password_state(account uuid)',
    returns: 'TABLE (changed_at timestamptz, rule_length integer)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT p.changed_at, p.rule_length FROM identity.password p WHERE p.account_id = account`,
  }),
  // One that people can sign in by: somebody came all the way through a test run of what is in force. Owners come by
  // those alone that an owner switched on.
  definerFunction({
    signature: 'identity.has_working_connection(org uuid, for_owners boolean)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
BEGIN
  RETURN EXISTS (SELECT FROM identity.connection c WHERE c.org_id = org AND c.status = 'active' AND c.archived_at IS NULL
    AND (NOT for_owners OR c.activated_as_owner) AND identity.is_tested(c.org_id, c.connection_id, c.version));
END`,
  }),
  // Members and how they come in, by connections that reach them, in one statement. Sessions count only as far as they visited this Organization.
  definerFunction({
    signature: 'identity.policy_facts(org uuid, accounts uuid[])',
    returns: `TABLE (account_id uuid, password_at timestamptz, password_rule integer, has_passkey boolean,
      has_identity boolean, has_domain boolean, sessions jsonb)`,
    volatility: 'STABLE',
    execute: [],
    body: `
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT a.account_id, p.changed_at, p.rule_length, identity.has_passkey(a.account_id),
      EXISTS (SELECT FROM identity.external_identity e JOIN identity.connection c ON c.connection_id = e.connection_id
               WHERE e.account_id = a.account_id AND e.org_id = org AND e.removed_at IS NULL AND c.status = 'active'
                 AND c.archived_at IS NULL AND identity.connection_reaches(c.connection_id, a.account_id)),
      EXISTS (SELECT FROM identity.domain d JOIN identity.connection c ON c.connection_id = d.connection_id
               WHERE d.org_id = org AND d.domain = split_part(a.email, '@', 2) AND d.verified_at IS NOT NULL
                 AND d.removed_at IS NULL AND c.status = 'active' AND c.archived_at IS NULL
                 AND identity.connection_reaches(c.connection_id, a.account_id)),
      coalesce((SELECT jsonb_agg(jsonb_build_object('started', s.started_at, 'seen', greatest(v.last_seen_at, s.mfa_at),
                  'method', s.authenticated_by, 'org', s.org_id, 'ip', s.ip))
                  FROM identity.session s JOIN identity.session_visit v ON v.session_id = s.session_id AND v.org_id = org
                 WHERE s.account_id = a.account_id AND s.assurance = 2 AND s.revoked_at IS NULL AND s.expires_at > now()), '[]')
    FROM identity.account a LEFT JOIN identity.password p ON p.account_id = a.account_id
   WHERE a.account_id = ANY(accounts);
END`,
  }),
  definerFunction({
    signature: 'identity.service_accounts_of(org uuid)',
    returns: 'TABLE (service_account_id uuid, ip_ranges cidr[])',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT a.service_account_id, a.ip_ranges FROM identity.service_account a
   WHERE a.org_id = org AND a.revoked_at IS NULL AND a.expires_at > clock_timestamp()`,
  }),
];

/** Facts by which the policies of Organizations are judged. */
export const up = [...passwords, ...facts].join('\n');
