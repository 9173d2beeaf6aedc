import { createTable, createdAt, definerFunction, id, personal, technical } from '#runtime/db/table.js';

const IDENTITY = 'kopexa_identity';
const sees = `(SELECT tenancy.may('directory.provision')) OR (SELECT tenancy.may('sso.manage'))`;
const ofPerson = (sql: string) =>
  personal(
    sql,
    'Keeping people as the company’s directory has them',
    'until the directory removes the person',
  );

/** What an Organization's directory (RFC 7643) says of its people, beside their accounts: those are theirs. */
const tables = [
  // One row an Organization that set something; before, newcomers are members.
  createTable({
    name: 'identity.directory',
    scope: 'organization',
    columns: {
      org_id: technical('uuid PRIMARY KEY'),
      role_key: technical('text NOT NULL CHECK (length(role_key) <= 60)'),
      changed_by: technical('uuid NOT NULL'),
      updated_at: createdAt(),
    },
    definer: ['SELECT', 'INSERT', 'UPDATE'],
    policies: [{ login: IDENTITY, for: 'SELECT', using: sees }],
  }),
  createTable({
    name: 'identity.directory_user',
    scope: 'organization',
    columns: {
      directory_user_id: id(),
      org_id: technical('uuid NOT NULL'),
      account_id: technical('uuid NOT NULL REFERENCES identity.account (account_id)'),
      user_name: ofPerson(
        'text NOT NULL CHECK (user_name = lower(user_name) AND length(user_name) BETWEEN 3 AND 254)',
      ),
      external_id: technical('text CHECK (length(external_id) BETWEEN 1 AND 255)'),
      display_name: ofPerson('text CHECK (length(display_name) BETWEEN 1 AND 120)'),
      formatted_name: ofPerson('text CHECK (length(formatted_name) BETWEEN 1 AND 250)'),
      given_name: ofPerson('text CHECK (length(given_name) BETWEEN 1 AND 120)'),
      family_name: ofPerson('text CHECK (length(family_name) BETWEEN 1 AND 120)'),
      emails: ofPerson(
        "jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(emails) = 'array' AND length(emails::text) <= 4000)",
      ),
      // What the directory last said. Whether somebody is a member is decided by their membership alone.
      active: technical('boolean NOT NULL'),
      version: technical('integer NOT NULL DEFAULT 1'),
      created_at: createdAt(),
      updated_at: createdAt(),
      deleted_at: technical('timestamptz'),
    },
    constraints: ['PRIMARY KEY (org_id, directory_user_id)'],
    indexes: ['(org_id, account_id)', '(org_id, created_at, directory_user_id)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
    policies: [{ login: IDENTITY, for: 'SELECT', using: sees }],
  }),
  `CREATE UNIQUE INDEX one_entry_of_an_account ON identity.directory_user (org_id, account_id) WHERE deleted_at IS NULL;
   CREATE UNIQUE INDEX one_entry_of_a_name ON identity.directory_user (org_id, user_name) WHERE deleted_at IS NULL;`,
  // Whose an external id ever was: it never becomes somebody else's, not in two steps and not after a removal.
  createTable({
    name: 'identity.directory_external',
    scope: 'internal',
    columns: {
      org_id: technical('uuid NOT NULL'),
      external_id: technical('text NOT NULL'),
      account_id: technical('uuid NOT NULL'),
      created_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (org_id, external_id)'],
    definer: ['SELECT', 'INSERT'],
  }),
];

/** What the entry of a person is set to; texts that are null are not set. */
const FIELDS = `external_id = f->>'externalId', display_name = f->>'displayName', formatted_name = f->>'formatted',
       given_name = f->>'givenName', family_name = f->>'familyName', emails = coalesce(f->'emails', '[]')`;

const writing = [
  // The role of people whom the directory brings. Nobody gives more than they hold, and a directory a member's at most.
  definerFunction({
    signature: 'identity.set_directory_role(role_name text)',
    returns: 'text',
    volatility: 'VOLATILE',
    execute: [IDENTITY],
    body: `
DECLARE org uuid := platform.org_id(); before text := identity.directory_role();
BEGIN
  IF (platform.context()).kind IS DISTINCT FROM 'user' OR NOT tenancy.may('sso.manage') THEN
    RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403';
  END IF;
  IF NOT tenancy.directory_may_give(org, role_name) OR NOT tenancy.may_give_as(org, platform.user_id(), role_name) THEN
    RAISE EXCEPTION 'input.role|Diese Rolle kann ein Verzeichnis nicht geben. Wählen Sie eine, die höchstens so viel darf wie ein Mitglied.|A directory cannot give this role. Choose one that may do no more than a member.'
      USING ERRCODE = 'KX422';
  END IF;
  INSERT INTO identity.directory AS d (org_id, role_key, changed_by) VALUES (org, role_name, platform.user_id())
    ON CONFLICT (org_id) DO UPDATE SET role_key = role_name, changed_by = excluded.changed_by, updated_at = now();
  RETURN before;
END`,
  }),
  definerFunction({
    signature: 'identity.directory_role()',
    returns: 'text',
    volatility: 'STABLE',
    language: 'sql',
    execute: [IDENTITY],
    body: `
  SELECT coalesce((SELECT d.role_key FROM identity.directory d WHERE d.org_id = platform.org_id()), 'organization.member')`,
  }),
  definerFunction({
    signature: 'identity.directory_claim(account uuid, external text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  IF external IS NULL THEN RETURN; END IF;
  INSERT INTO identity.directory_external (org_id, external_id, account_id) VALUES (org, external, account) ON CONFLICT DO NOTHING;
  IF NOT EXISTS (SELECT 1 FROM identity.directory_external e WHERE e.org_id = org AND e.external_id = external AND e.account_id = account) THEN
    RAISE EXCEPTION 'externalId|taken|taken' USING ERRCODE = 'KX409';
  END IF;
END`,
  }),
  // The address decides whose account it is, and only one of a domain that the Organization proved: before anything is
  // looked up, so that nobody learns of other accounts. An account that exists keeps all that is its own.
  definerFunction({
    signature:
      'identity.directory_create_user(entry uuid, new_account uuid, mail text, full_name text, f jsonb, is_active boolean)',
    returns: 'TABLE (account_id uuid, is_new boolean, joined boolean)',
    volatility: 'VOLATILE',
    execute: [IDENTITY],
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); owner uuid := tenancy.directory_owner(); person uuid; made boolean := false; came boolean := false;
BEGIN
  IF NOT identity.holds_domain(org, mail) THEN
    RAISE EXCEPTION 'userName|Diese Adresse gehört zu keiner bestätigten Domain der Organization.|This address belongs to no verified domain of the Organization.'
      USING ERRCODE = 'KX422';
  END IF;
  IF EXISTS (SELECT 1 FROM identity.directory_user u WHERE u.org_id = org AND u.user_name = mail AND u.deleted_at IS NULL) THEN
    RAISE EXCEPTION 'userName|taken|taken' USING ERRCODE = 'KX409';
  END IF;
  INSERT INTO identity.account (account_id, email, name, locale) VALUES (new_account, mail, full_name,
      coalesce((SELECT a.locale FROM identity.account a WHERE a.account_id = owner), 'de'))
    ON CONFLICT DO NOTHING RETURNING account.account_id INTO person;
  made := person IS NOT NULL;
  IF person IS NULL THEN SELECT a.account_id INTO person FROM identity.account a WHERE a.email = mail; END IF;
  IF EXISTS (SELECT 1 FROM identity.directory_user u WHERE u.org_id = org AND u.account_id = person AND u.deleted_at IS NULL) THEN
    RAISE EXCEPTION 'userName|taken|taken' USING ERRCODE = 'KX409';
  END IF;
  PERFORM identity.directory_claim(person, f->>'externalId');
  INSERT INTO identity.directory_user (directory_user_id, org_id, account_id, user_name, external_id, display_name,
      formatted_name, given_name, family_name, emails, active)
    VALUES (entry, org, person, mail, f->>'externalId', f->>'displayName', f->>'formatted', f->>'givenName', f->>'familyName',
      coalesce(f->'emails', '[]'), is_active);
  IF is_active THEN
    came := tenancy.directory_admit(person, mail, identity.directory_role());
  ELSE
    PERFORM tenancy.directory_expel(person, false), identity.directory_end_sessions(person);
  END IF;
  RETURN QUERY SELECT person, made, came;
END`,
  }),
  // The entry of the directory, its row locked.
  definerFunction({
    signature: 'identity.directory_entry(entry uuid)',
    returns: 'identity.directory_user',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE held identity.directory_user;
BEGIN
  PERFORM tenancy.directory_owner();
  SELECT u.* INTO held FROM identity.directory_user u
   WHERE u.org_id = platform.org_id() AND u.directory_user_id = entry AND u.deleted_at IS NULL FOR UPDATE;
  IF held.directory_user_id IS NULL THEN RAISE EXCEPTION 'No such entry.' USING ERRCODE = 'KX404'; END IF;
  RETURN held;
END`,
  }),
  // Sessions that came by the Organization's own connection end at once; of others it stops existing.
  definerFunction({
    signature: 'identity.directory_end_sessions(account uuid)',
    returns: 'integer',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE ended integer;
BEGIN
  UPDATE identity.session s SET revoked_at = clock_timestamp()
   WHERE s.org_id = platform.org_id() AND s.account_id = account AND s.revoked_at IS NULL;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END`,
  }),
  // is_active: null leaves the membership as it is.
  definerFunction({
    signature: 'identity.directory_update_user(entry uuid, f jsonb, is_active boolean)',
    returns:
      'TABLE (joined boolean, went boolean, ended_sessions integer, ended_grants uuid[], left_alone integer)',
    volatility: 'VOLATILE',
    execute: [IDENTITY],
    body: `
#variable_conflict use_column
DECLARE held identity.directory_user := identity.directory_entry(entry); came boolean := false; gone record; sessions integer := 0;
BEGIN
  PERFORM identity.directory_claim(held.account_id, f->>'externalId');
  UPDATE identity.directory_user SET ${FIELDS}, active = coalesce(is_active, held.active), version = held.version + 1, updated_at = now()
   WHERE org_id = held.org_id AND directory_user_id = entry;
  IF is_active IS NULL THEN
    RETURN QUERY SELECT false, false, 0, '{}'::uuid[], 0;
  ELSIF is_active THEN
    -- Coming back asks for the domain as coming in does: it may belong to somebody else by now.
    IF NOT held.account_id = ANY(tenancy.directory_members()) AND NOT identity.holds_domain(held.org_id, held.user_name) THEN
      RAISE EXCEPTION 'userName|Diese Adresse gehört zu keiner bestätigten Domain der Organization.|This address belongs to no verified domain of the Organization.'
        USING ERRCODE = 'KX422';
    END IF;
    came := tenancy.directory_admit(held.account_id, held.user_name, identity.directory_role());
    RETURN QUERY SELECT came, false, 0, '{}'::uuid[], 0;
  ELSE
    SELECT * INTO gone FROM tenancy.directory_expel(held.account_id, false);
    sessions := identity.directory_end_sessions(held.account_id);
    RETURN QUERY SELECT false, gone.was_member, sessions, gone.ended_grants, gone.left_alone;
  END IF;
END`,
  }),
  definerFunction({
    signature: 'identity.directory_end_user(entry uuid)',
    returns:
      'TABLE (joined boolean, went boolean, ended_sessions integer, ended_grants uuid[], left_alone integer)',
    volatility: 'VOLATILE',
    execute: [IDENTITY],
    body: `
#variable_conflict use_column
DECLARE held identity.directory_user := identity.directory_entry(entry); gone record;
BEGIN
  SELECT * INTO gone FROM tenancy.directory_expel(held.account_id, true);
  -- What the directory said of the person goes with the entry; the row stays for the audit trail.
  UPDATE identity.directory_user SET active = false, deleted_at = now(), updated_at = now(), version = held.version + 1,
      user_name = entry::text || '@removed', display_name = NULL, formatted_name = NULL, given_name = NULL, family_name = NULL, emails = '[]'
   WHERE org_id = held.org_id AND directory_user_id = entry;
  RETURN QUERY SELECT false, gone.was_member, identity.directory_end_sessions(held.account_id), gone.ended_grants, gone.left_alone;
END`,
  }),
];

/** SCIM 2.0: what directories keep here, and all that they may do. */
export const up = [...tables, ...writing].join('\n');
