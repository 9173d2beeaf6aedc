import { createTable, createdAt, definerFunction, id, secret, technical } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];
const manages = `(SELECT tenancy.may('service_account.manage'))`;

/** Accounts of tools: they belong to an Organization and answer for what a member, their owner, gave them. */
const tables = [
  createTable({
    name: 'identity.service_account',
    scope: 'organization',
    columns: {
      service_account_id: id(),
      org_id: technical('uuid NOT NULL'),
      name: technical('text NOT NULL CHECK (length(name) BETWEEN 1 AND 80)'),
      purpose: technical('text NOT NULL CHECK (length(purpose) BETWEEN 1 AND 500)'),
      owner_id: technical('uuid NOT NULL REFERENCES identity.account (account_id)'),
      // None: from everywhere.
      ip_ranges: technical("cidr[] NOT NULL DEFAULT '{}' CHECK (cardinality(ip_ranges) <= 50)"),
      // Names of operations of the manifest `tools`; null: every one of them.
      operations: technical('text[] CHECK (cardinality(operations) BETWEEN 1 AND 100)'),
      version: technical('integer NOT NULL DEFAULT 1'),
      created_by: technical('uuid NOT NULL'),
      created_at: createdAt(),
      updated_at: createdAt(),
      expires_at: technical("timestamptz NOT NULL CHECK (expires_at <= updated_at + interval '366 days')"),
      revoked_at: technical('timestamptz'),
      revoked_by: technical('uuid'),
    },
    constraints: ['PRIMARY KEY (org_id, service_account_id)', 'UNIQUE (service_account_id)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
    policies: [
      {
        login: 'kopexa_identity',
        for: 'SELECT',
        using: `${manages} OR service_account_id = (SELECT platform.user_id())`,
      },
    ],
  }),
  `CREATE UNIQUE INDEX one_name_in_use ON identity.service_account (org_id, lower(name)) WHERE revoked_at IS NULL;`,
  // 256 random bits need no slow hash. Rows of ended secrets stay: whoever still uses one is named in the trail.
  createTable({
    name: 'identity.service_secret',
    scope: 'organization',
    columns: {
      secret_id: id(),
      org_id: technical('uuid NOT NULL'),
      service_account_id: technical('uuid NOT NULL'),
      token_hash: secret('bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32)'),
      hint: technical('text NOT NULL CHECK (length(hint) = 4)'),
      created_by: technical('uuid NOT NULL'),
      created_at: createdAt(),
      last_used_at: technical('timestamptz'),
      refused_at: technical('timestamptz'),
      revoked_at: technical('timestamptz'),
      revoked_by: technical('uuid'),
    },
    constraints: [
      'PRIMARY KEY (org_id, secret_id)',
      'FOREIGN KEY (org_id, service_account_id) REFERENCES identity.service_account (org_id, service_account_id)',
    ],
    indexes: ['(org_id, service_account_id)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
    policies: [
      {
        login: 'kopexa_identity',
        for: 'SELECT',
        using: manages,
        columns: [
          ...['secret_id', 'org_id', 'service_account_id', 'hint', 'created_by', 'created_at'],
          ...['last_used_at', 'revoked_at'],
        ],
      },
    ],
  }),
];

/** What needs a fresh second factor (OWASP ASVS 5.0.0 V7.5.3): a session in its hands for hours is no proof. */
const stepUp = [
  definerFunction({
    signature: 'identity.require_fresh_factor()',
    returns: 'void',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.kind <> 'user' OR NOT EXISTS (SELECT 1 FROM identity.session s WHERE s.session_id = c.session_id
       AND s.account_id = c.user_id AND s.assurance >= 2 AND s.revoked_at IS NULL AND s.mfa_at > now() - interval '5 minutes') THEN
    RAISE EXCEPTION 'A fresh second factor is needed.' USING ERRCODE = 'KXSTP';
  END IF;
END`,
  }),
  // The session shows its second factor once more: in the transaction in which a code was accepted.
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
   WHERE session_id = c.session_id AND account_id = c.user_id AND assurance >= 2 AND revoked_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'The session has ended.' USING ERRCODE = 'KX403'; END IF;
END`,
  }),
];

/** The row of an account that may still be changed, locked; otherwise NOT_FOUND, or FORBIDDEN for who may not. */
const changeable = definerFunction({
  signature: 'identity.lock_service_account(account uuid, only_owner boolean)',
  returns: 'identity.service_account',
  volatility: 'VOLATILE',
  execute: [],
  body: `
DECLARE found identity.service_account; c platform.request_context := platform.context();
BEGIN
  IF c.kind <> 'user' OR NOT tenancy.may('service_account.manage') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  SELECT a.* INTO found FROM identity.service_account a
   WHERE a.org_id = platform.org_id() AND a.service_account_id = account AND a.revoked_at IS NULL FOR UPDATE;
  IF found.service_account_id IS NULL THEN RAISE EXCEPTION 'No such account.' USING ERRCODE = 'KX404'; END IF;
  IF only_owner AND found.owner_id <> c.user_id THEN RAISE EXCEPTION 'Only its owner.' USING ERRCODE = 'KX403'; END IF;
  RETURN found;
END`,
});

const EXPIRY_CHECK = `
  IF until <= now() OR until > now() + interval '366 days' THEN
    RAISE EXCEPTION 'input.expiresAt|Wählen Sie ein Ende, das in der Zukunft liegt und höchstens ein Jahr entfernt ist.|Choose an end that lies in the future and is a year away at most.'
      USING ERRCODE = 'KX422';
  END IF;`;
const NAME_CHECK = `
  IF EXISTS (SELECT 1 FROM identity.service_account a WHERE a.org_id = platform.org_id() AND lower(a.name) = lower(title)
              AND a.revoked_at IS NULL AND a.service_account_id <> account) THEN
    RAISE EXCEPTION 'input.name|Ein Dienstkonto dieses Namens gibt es schon. Wählen Sie einen anderen.|There is a service account of this name already. Choose another one.'
      USING ERRCODE = 'KX422';
  END IF;`;

/** The only ways in which service accounts and their secrets come into being, change and end. */
const changes = [
  definerFunction({
    signature:
      'identity.create_service_account(account uuid, title text, aim text, until timestamptz, ranges text[], allowed text[], permissions text[], spaces jsonb)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context(); org uuid := platform.org_id();
BEGIN
  IF c.kind <> 'user' OR NOT tenancy.may('service_account.manage') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  PERFORM identity.require_fresh_factor();${EXPIRY_CHECK}${NAME_CHECK}
  INSERT INTO identity.service_account (service_account_id, org_id, name, purpose, owner_id, ip_ranges, operations, created_by, expires_at)
    VALUES (account, org, title, aim, c.user_id, ARRAY(SELECT network(r::inet) FROM unnest(ranges) r), allowed, c.user_id, until);
  PERFORM tenancy.set_service_rights(account, permissions, spaces);
END`,
  }),
  definerFunction({
    signature:
      'identity.update_service_account(account uuid, expected integer, title text, aim text, until timestamptz, ranges text[], allowed text[], permissions text[], spaces jsonb)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.service_account := identity.lock_service_account(account, true);
BEGIN
  PERFORM identity.require_fresh_factor();
  IF held.version <> expected THEN RAISE EXCEPTION 'Changed meanwhile.' USING ERRCODE = 'KX409'; END IF;${EXPIRY_CHECK}${NAME_CHECK}
  UPDATE identity.service_account SET name = title, purpose = aim, expires_at = until, ip_ranges = ARRAY(SELECT network(r::inet) FROM unnest(ranges) r),
      operations = allowed, version = held.version + 1, updated_at = now()
   WHERE org_id = held.org_id AND service_account_id = account;
  PERFORM tenancy.set_service_rights(account, permissions, spaces);
END`,
  }),
  // Two at a time: the new one is put into place while the old one still works.
  definerFunction({
    signature: 'identity.add_service_secret(new_secret uuid, account uuid, hash bytea, last_four text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.service_account := identity.lock_service_account(account, true);
BEGIN
  PERFORM identity.require_fresh_factor();
  IF held.expires_at <= now() THEN
    RAISE EXCEPTION 'input.serviceAccountId|Dieses Dienstkonto ist abgelaufen. Geben Sie ihm zuerst ein neues Ende.|This service account has expired. Give it a new end first.'
      USING ERRCODE = 'KX422';
  END IF;
  IF (SELECT count(*) FROM identity.service_secret s WHERE s.org_id = held.org_id AND s.service_account_id = account AND s.revoked_at IS NULL) >= 2 THEN
    RAISE EXCEPTION 'input.serviceAccountId|Zwei Schlüssel sind schon gültig. Beenden Sie zuerst den, der nicht mehr gebraucht wird.|Two secrets are valid already. End the one that is no longer needed first.'
      USING ERRCODE = 'KX422';
  END IF;
  INSERT INTO identity.service_secret (secret_id, org_id, service_account_id, token_hash, hint, created_by)
    VALUES (new_secret, held.org_id, account, hash, last_four, platform.user_id());
END`,
  }),
  definerFunction({
    signature: 'identity.revoke_service_secret(ended uuid)',
    returns: 'uuid',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context(); account uuid;
BEGIN
  IF c.kind <> 'user' OR NOT tenancy.may('service_account.manage') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  UPDATE identity.service_secret s SET revoked_at = clock_timestamp(), revoked_by = c.user_id
   WHERE s.org_id = platform.org_id() AND s.secret_id = ended AND s.revoked_at IS NULL
  RETURNING s.service_account_id INTO account;
  IF account IS NULL THEN RAISE EXCEPTION 'No such secret.' USING ERRCODE = 'KX404'; END IF;
  RETURN account;
END`,
  }),
  definerFunction({
    signature: 'identity.end_service_secrets(account uuid)',
    returns: 'integer',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE ended integer;
BEGIN
  UPDATE identity.service_secret s SET revoked_at = clock_timestamp(), revoked_by = platform.user_id()
   WHERE s.org_id = platform.org_id() AND s.service_account_id = account AND s.revoked_at IS NULL;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END`,
  }),
  definerFunction({
    signature: 'identity.revoke_service_account(account uuid)',
    returns: 'integer',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.service_account := identity.lock_service_account(account, false);
BEGIN
  UPDATE identity.service_account SET revoked_at = clock_timestamp(), revoked_by = platform.user_id(), version = held.version + 1
   WHERE org_id = held.org_id AND service_account_id = account;
  PERFORM tenancy.end_service_rights(account);
  RETURN identity.end_service_secrets(account);
END`,
  }),
  // Its former owner knew the secrets: they end with the change of hands.
  definerFunction({
    signature: 'identity.take_over_service_account(account uuid)',
    returns: 'integer',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.service_account := identity.lock_service_account(account, false);
BEGIN
  PERFORM identity.require_fresh_factor();
  IF NOT tenancy.may_give_service_rights(account) THEN RAISE EXCEPTION 'More than one holds.' USING ERRCODE = 'KX403'; END IF;
  UPDATE identity.service_account SET owner_id = platform.user_id(), version = held.version + 1, updated_at = now(),
      expires_at = least(expires_at, now() + interval '366 days')
   WHERE org_id = held.org_id AND service_account_id = account;
  RETURN identity.end_service_secrets(account);
END`,
  }),
];

/** Published to tenancy, which resolves tokens and answers for rights at each statement. */
const published = [
  // Who answers for an account now; null once it, or this secret of it, has ended.
  definerFunction({
    signature: 'identity.service_owner(org uuid, account uuid, secret uuid)',
    returns: 'uuid',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT a.owner_id FROM identity.service_account a
    JOIN identity.service_secret s ON s.org_id = a.org_id AND s.service_account_id = a.service_account_id
   WHERE a.org_id = org AND a.service_account_id = account AND s.secret_id = secret
     AND a.revoked_at IS NULL AND s.revoked_at IS NULL AND a.expires_at > clock_timestamp()`,
  }),
  definerFunction({
    signature: 'identity.service_of(hash bytea)',
    returns:
      'TABLE (secret_id uuid, service_account_id uuid, org_id uuid, owner_id uuid, ip_ranges cidr[], operations text[], problem text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT s.secret_id, a.service_account_id, a.org_id, a.owner_id, a.ip_ranges, a.operations,
         CASE WHEN a.revoked_at IS NOT NULL OR s.revoked_at IS NOT NULL THEN 'TOKEN_REVOKED'
              WHEN a.expires_at <= clock_timestamp() THEN 'TOKEN_EXPIRED' END
    FROM identity.service_secret s
    JOIN identity.service_account a ON a.org_id = s.org_id AND a.service_account_id = s.service_account_id
   WHERE s.token_hash = hash`,
  }),
  // Written at most once a minute.
  definerFunction({
    signature: 'identity.note_service_use(secret uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: [],
    body: `
  UPDATE identity.service_secret SET last_used_at = now()
   WHERE secret_id = secret AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
  }),
  // Whether a refusal is worth an entry: one a minute says it, a tool that keeps trying does not fill the trail.
  definerFunction({
    signature: 'identity.note_service_refusal(secret uuid)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: [],
    body: `
BEGIN
  UPDATE identity.service_secret SET refused_at = now()
   WHERE secret_id = secret AND (refused_at IS NULL OR refused_at < now() - interval '1 minute');
  RETURN FOUND;
END`,
  }),
  // What service accounts are called, for those who read the trail in which they act.
  definerFunction({
    signature: 'identity.service_names(ids uuid[])',
    returns: 'TABLE (service_account_id uuid, name text)',
    volatility: 'STABLE',
    execute: ['kopexa_compliance'],
    body: `
#variable_conflict use_column
BEGIN
  IF NOT (tenancy.may('audit.read') OR tenancy.may('service_account.manage') OR cardinality(tenancy.spaces_with('space.audit')) > 0) THEN RETURN; END IF;
  RETURN QUERY SELECT a.service_account_id, a.name FROM identity.service_account a
    WHERE a.org_id = platform.org_id() AND a.service_account_id = ANY(ids);
END`,
  }),
];

/** Service accounts: who may make them, what they may do, and how they end. */
export const up = [...tables, ...stepUp, changeable, ...published, ...changes].join('\n');
