import { content, createTable, createdAt, definerFunction, technical } from '#runtime/db/table.js';

const now = 'valid_from <= clock_timestamp() AND e.valid_to > clock_timestamp()';

const tables = [
  `ALTER TABLE tenancy.setting_version DROP CONSTRAINT setting_version_value_check,
     ADD CONSTRAINT setting_version_value_check CHECK (length(value) <= 4000);`,
  // What the settings policy.* add up to, kept by a trigger; no row: nothing stricter than what always holds.
  createTable({
    name: 'tenancy.entry_policy',
    scope: 'internal',
    columns: {
      org_id: technical('uuid PRIMARY KEY REFERENCES tenancy.organization (org_id)'),
      is_sso_required: technical('boolean NOT NULL'),
      is_passkeys_only: technical('boolean NOT NULL'),
      idle_minutes: technical('integer NOT NULL'),
      session_hours: technical('integer NOT NULL'),
      addresses: technical('cidr[] NOT NULL'),
      password_length: technical('integer NOT NULL'),
      password_history: technical('integer NOT NULL'),
      password_days: technical('integer NOT NULL'),
      sign_up_domains: technical('text[] NOT NULL'),
    },
    definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  }),
  // Named people whom company sign-in and networks do not bind: temporal, like grants, and never deleted.
  createTable({
    name: 'tenancy.policy_exemption',
    scope: 'organization',
    columns: {
      exemption_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      account_id: technical('uuid NOT NULL'),
      reason: content('text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)'),
      granted_by: technical('uuid NOT NULL'),
      valid_from: createdAt(),
      valid_to: technical("timestamptz NOT NULL DEFAULT 'infinity'"),
      ended_by: technical('uuid'),
    },
    constraints: [
      'PRIMARY KEY (org_id, exemption_id)',
      'FOREIGN KEY (org_id) REFERENCES tenancy.organization (org_id)',
      'CHECK (valid_to >= valid_from)',
    ],
    indexes: ['(org_id, account_id, valid_to)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
    policies: [{ login: 'kopexa_tenancy', for: 'SELECT', using: `(SELECT tenancy.may('settings.read'))` }],
  }),
];

/** What a policy says about one session: the one judgement, at the door and in the dry run. */
const judging = [
  definerFunction({
    signature: 'tenancy.is_within(networks cidr[], address text)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT EXISTS (SELECT FROM unnest(networks) n,
      (SELECT regexp_replace(coalesce(address, ''), '^::ffff:(\\d+\\.\\d+\\.\\d+\\.\\d+)$', '\\1', 'i') AS plain) a
    WHERE (CASE WHEN pg_input_is_valid(a.plain, 'inet') THEN a.plain END)::inet <<= n)`,
  }),
  // An exemption is for one stay in the Organization: it does not outlive the membership, whose roles may change.
  definerFunction({
    signature: 'tenancy.is_exempt(org uuid, account uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT EXISTS (SELECT FROM tenancy.policy_exemption e JOIN tenancy.membership m ON m.org_id = e.org_id AND m.account_id = e.account_id
    WHERE e.org_id = org AND e.account_id = account AND e.${now} AND m.valid_from <= clock_timestamp()
      AND m.valid_to > clock_timestamp() AND m.joined_at <= e.valid_from)`,
  }),
  // Somebody who can open the Organization when its identity provider is down: an owner, exempt without an end.
  definerFunction({
    signature: 'tenancy.has_break_glass(org uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT EXISTS (SELECT FROM tenancy.policy_exemption e JOIN tenancy.membership m ON m.org_id = e.org_id AND m.account_id = e.account_id
    WHERE e.org_id = org AND e.valid_to = 'infinity' AND m.role_key = 'organization.owner' AND m.valid_to = 'infinity'
      AND m.joined_at <= e.valid_from)`,
  }),
  // Whom company sign-in does not bind: named people; support, which the Organization let in by itself; and every
  // owner once no owner is left who could open it with the identity provider down.
  definerFunction({
    signature: 'tenancy.is_free_of_sso(org uuid, account uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE held text := (SELECT m.role_key FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account
  AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp());
BEGIN
  RETURN held = 'organization.support' OR tenancy.is_exempt(org, account)
    OR (held = 'organization.owner' AND NOT tenancy.has_break_glass(org));
END`,
  }),
  // Whom networks do not bind: named people, and every owner once no owner is left who could open it from anywhere.
  definerFunction({
    signature: 'tenancy.is_free_of_networks(org uuid, account uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
BEGIN
  RETURN tenancy.is_exempt(org, account) OR (NOT tenancy.has_break_glass(org)
    AND EXISTS (SELECT FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account
      AND m.role_key = 'organization.owner' AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()));
END`,
  }),
  definerFunction({
    signature:
      'tenancy.judge_entry(p tenancy.entry_policy, free_of_sso boolean, anywhere boolean, started timestamptz, seen timestamptz, method text, came_by uuid, password_at timestamptz, password_rule integer, address text)',
    returns: 'text',
    volatility: 'STABLE',
    execute: [],
    body: `
BEGIN
  RETURN CASE
    WHEN cardinality(p.addresses) > 0 AND NOT anywhere AND NOT tenancy.is_within(p.addresses, address) THEN 'ADDRESS'
    WHEN p.is_sso_required AND NOT free_of_sso AND came_by IS DISTINCT FROM p.org_id THEN 'SSO_REQUIRED'
    WHEN started + make_interval(hours => p.session_hours) <= now() THEN 'TOO_OLD'
    WHEN p.is_passkeys_only AND NOT method ~ '(^|[+])(passkey|phr)([+]|$)' THEN 'FACTOR'
    WHEN method LIKE 'password%' AND ((p.password_days > 0 AND password_at + make_interval(days => p.password_days) <= now())
      OR password_rule < p.password_length) THEN 'PASSWORD'
    WHEN seen + make_interval(mins => p.idle_minutes) <= now() THEN 'IDLE' END;
END`,
  }),
  // At every request that names an Organization: one look at its policy, and no more where there is none.
  definerFunction({
    signature: 'tenancy.entry_bar(org uuid, account uuid, session uuid, address text)',
    returns: 'text',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE p tenancy.entry_policy; f record; w record;
BEGIN
  SELECT e.* INTO p FROM tenancy.entry_policy e WHERE e.org_id = org;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT * INTO f FROM identity.session_facts(session, org);
  SELECT NULL::timestamptz AS changed_at, NULL::integer AS rule_length INTO w;
  IF p.password_days > 0 OR p.password_length > 8 THEN SELECT * INTO w FROM identity.password_state(account); END IF;
  RETURN tenancy.judge_entry(p, p.is_sso_required AND tenancy.is_free_of_sso(org, account),
    cardinality(p.addresses) > 0 AND tenancy.is_free_of_networks(org, account),
    f.started_at, f.seen_at, f.authenticated_by, f.org_id, w.changed_at, w.rule_length, address);
END`,
  }),
];

/** Policies of Organizations: what they ask, whom they let off, and the one judgement. */
export const up = [...tables, ...judging].join('\n');
