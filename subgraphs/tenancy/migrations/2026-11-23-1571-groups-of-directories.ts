import { classify, createdAt, definerFunction, technical } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];
const now = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;

/** A group belongs to the console, or to the Organization's directory, which alone fills it then. */
const columns = `
ALTER TABLE tenancy.user_group
  ADD COLUMN source text NOT NULL DEFAULT 'console' CHECK (source IN ('console', 'scim')),
  ADD COLUMN external_id text CHECK (length(external_id) BETWEEN 1 AND 255),
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
UPDATE tenancy.user_group SET updated_at = created_at;
${classify('tenancy.user_group', 'source', technical('text'))}
${classify('tenancy.user_group', 'external_id', technical('text'))}
${classify('tenancy.user_group', 'version', technical('integer'))}
${classify('tenancy.user_group', 'updated_at', createdAt())}
CREATE UNIQUE INDEX one_group_of_an_external_id ON tenancy.user_group (org_id, external_id) WHERE archived_at IS NULL AND external_id IS NOT NULL;`;

/**
 * A directory puts thousands into a group at once. Whether somebody is in it twice is asked for each of them, so by a
 * plan that is made once and an index that leads to the one row.
 */
const many = [
  `CREATE INDEX ON tenancy.group_member (org_id, group_id, account_id, valid_to);`,
  definerFunction({
    signature: 'tenancy.hold_group_member_once()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
BEGIN
  IF NEW.valid_to <= clock_timestamp() THEN RETURN NULL; END IF;
  IF (SELECT count(*) > 1 FROM tenancy.group_member t WHERE t.org_id = NEW.org_id AND t.group_id = NEW.group_id
       AND t.account_id = NEW.account_id AND t.valid_to > clock_timestamp() AND t.valid_from < NEW.valid_to AND t.valid_to > NEW.valid_from) THEN
    RAISE EXCEPTION 'Held twice at the same time: tenancy.group_member' USING ERRCODE = '23P01';
  END IF;
  RETURN NULL;
END`,
  }),
  `DROP TRIGGER hold_once ON tenancy.group_member;
   CREATE CONSTRAINT TRIGGER hold_once AFTER INSERT OR UPDATE ON tenancy.group_member DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION tenancy.hold_group_member_once();`,
];

const refusing = [
  // As before; what a directory fills is changed there. It may be laid into another group (that gives it something),
  // and be archived, so that nobody is stuck with the groups of a directory that is gone.
  definerFunction({
    signature: 'tenancy.group_to_change(grp uuid, field text, must_live boolean)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE held record;
BEGIN
  IF NOT tenancy.may('group.manage') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  SELECT g.* INTO held FROM tenancy.user_group g WHERE g.org_id = platform.org_id() AND g.group_id = grp FOR UPDATE;
  IF held.group_id IS NULL THEN RAISE EXCEPTION 'No such group.' USING ERRCODE = 'KX404'; END IF;
  IF must_live AND held.archived_at IS NOT NULL THEN
    RAISE EXCEPTION '%', field || '|Diese Gruppe ist archiviert. Stellen Sie sie zuerst wieder her.|This group is archived. Restore it first.'
      USING ERRCODE = 'KX422';
  END IF;
  IF held.source = 'scim' AND field <> 'input.childId' AND NOT (field = 'groupId' AND held.archived_at IS NULL) THEN
    RAISE EXCEPTION '%', field || '|Diese Gruppe kommt aus dem Verzeichnis Ihres Unternehmens. Ändern Sie sie dort.|This group comes from your company’s directory. Change it there.'
      USING ERRCODE = 'KX422';
  END IF;
END`,
  }),
  // The person who answers for the directory's token; nobody but a directory gets past here.
  definerFunction({
    signature: 'tenancy.directory_owner()',
    returns: 'uuid',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.kind IS DISTINCT FROM 'service' OR NOT tenancy.may('directory.provision') THEN
    RAISE EXCEPTION 'Directories alone.' USING ERRCODE = 'KX403';
  END IF;
  RETURN identity.service_owner(c.org_id, c.user_id, c.session_id);
END`,
  }),
];

/** What a directory does with memberships. */
const people = [
  // A directory lets people in as members at most, whatever its default role became meanwhile.
  definerFunction({
    signature: 'tenancy.directory_may_give(org uuid, role_name text)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT coalesce(tenancy.role_scope(org, role_name) = 'organization' AND NOT tenancy.needs_end(role_name)
    AND tenancy.role_permissions(org, role_name) <@ tenancy.role_permissions(org, 'organization.member'), false)`,
  }),
  // The roles among which people choose the one for newcomers.
  definerFunction({
    signature: 'tenancy.directory_roles()',
    returns: 'TABLE (role_key text)',
    volatility: 'STABLE',
    execute: IDENTITY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id();
BEGIN
  IF NOT tenancy.may('sso.manage') THEN RETURN; END IF;
  RETURN QUERY SELECT named.role_key FROM (
      SELECT r.role_key FROM tenancy.role r
      UNION ALL SELECT c.role_id::text FROM tenancy.custom_role c WHERE c.org_id = org AND c.archived_at IS NULL) named
    WHERE tenancy.directory_may_give(org, named.role_key) AND tenancy.may_give_as(org, platform.user_id(), named.role_key)
    ORDER BY named.role_key DESC;
END`,
  }),
  definerFunction({
    signature: 'tenancy.directory_admit(account uuid, mail text, role_name text)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE org uuid := platform.org_id(); owner uuid := tenancy.directory_owner(); moment timestamptz := clock_timestamp();
BEGIN
  -- Whoever is a member stays what they are.
  IF EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account AND ${now('m')}) THEN RETURN false; END IF;
  IF NOT tenancy.mail_allowed(org, mail) THEN
    RAISE EXCEPTION 'userName|In diese Organization kommen nur Personen bestimmter Domains. Fragen Sie, wer die Richtlinien pflegt.|Only people of certain domains may join this Organization. Ask those who keep its policies.'
      USING ERRCODE = 'KX422';
  END IF;
  IF NOT tenancy.directory_may_give(org, role_name) OR NOT tenancy.may_give_as(org, owner, role_name)
     OR tenancy.holds_until(org, owner) < 'infinity' THEN
    RAISE EXCEPTION 'directory|Die Rolle für neue Personen darf dieses Verzeichnis nicht geben. Wählen Sie in der Konsole eine andere.|This directory may not give the role for new people. Choose another one in the console.'
      USING ERRCODE = 'KX422';
  END IF;
  INSERT INTO tenancy.membership (org_id, account_id, role_key, granted_by, joined_at, valid_from)
    VALUES (org, account, role_name, owner, moment, moment);
  RETURN true;
END`,
  }),
  // At once, and whoever it was in charge of what: somebody who left must not stay because nobody else was appointed.
  // In the directory's own groups the person stays; without a membership those give nothing.
  definerFunction({
    signature: 'tenancy.directory_expel(account uuid, for_good boolean)',
    returns: 'TABLE (was_member boolean, ended_grants uuid[], left_alone integer)',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); owner uuid := tenancy.directory_owner(); moment timestamptz := clock_timestamp();
  held tenancy.membership; ended uuid[]; alone integer;
BEGIN
  SELECT m.* INTO held FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account AND ${now('m')} FOR UPDATE;
  IF held.role_key IN ('organization.owner', 'organization.support') THEN
    RAISE EXCEPTION 'Owners and supporters do not go by a directory.' USING ERRCODE = 'KX403';
  END IF;
  alone := CASE WHEN held.member_id IS NULL THEN 0 ELSE cardinality(tenancy.spaces_left_alone(org, ARRAY[account])) END;
  UPDATE tenancy.membership m SET valid_to = moment WHERE m.org_id = org AND m.membership_id = held.membership_id;
  UPDATE tenancy.group_member gm SET valid_to = greatest(gm.valid_from, moment)
    FROM tenancy.user_group g WHERE g.org_id = org AND g.group_id = gm.group_id AND (for_good OR g.source <> 'scim')
     AND gm.org_id = org AND gm.account_id = account AND gm.valid_to > moment;
  WITH gone AS (
    UPDATE tenancy.space_grant g SET valid_to = greatest(g.valid_from, moment), ended_by = owner
     WHERE g.org_id = org AND g.principal_kind = 'user' AND g.principal_id = account AND g.valid_to > moment RETURNING g.grant_id)
  SELECT coalesce(array_agg(gone.grant_id), '{}') INTO ended FROM gone;
  RETURN QUERY SELECT held.member_id IS NOT NULL, ended, alone;
END`,
  }),
  // Who is a member now, for those who look at the directory.
  definerFunction({
    signature: 'tenancy.directory_members()',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: IDENTITY,
    body: `
BEGIN
  IF NOT (tenancy.may('directory.provision') OR tenancy.may('sso.manage')) THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT m.account_id FROM tenancy.membership m WHERE m.org_id = platform.org_id() AND ${now('m')});
END`,
  }),
];

/** Groups of a directory: made, named, filled and ended by it alone. Of others it learns nothing. */
const groups = [
  definerFunction({
    signature: 'tenancy.directory_groups()',
    returns:
      'TABLE (group_id uuid, display_name text, external_id text, version integer, members integer, created_at timestamptz, updated_at timestamptz)',
    volatility: 'STABLE',
    execute: IDENTITY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id();
BEGIN
  IF NOT (tenancy.may('directory.provision') OR tenancy.may('sso.manage')) THEN RETURN; END IF;
  RETURN QUERY SELECT g.group_id, g.name, g.external_id, g.version, (SELECT count(*)::int FROM tenancy.group_member gm
      WHERE gm.org_id = org AND gm.group_id = g.group_id AND ${now('gm')}), g.created_at, g.updated_at
    FROM tenancy.user_group g WHERE g.org_id = org AND g.source = 'scim' AND g.archived_at IS NULL;
END`,
  }),
  definerFunction({
    signature: 'tenancy.directory_group_members(groups uuid[])',
    returns: 'TABLE (group_id uuid, account_id uuid)',
    volatility: 'STABLE',
    execute: IDENTITY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id();
BEGIN
  IF NOT (tenancy.may('directory.provision') OR tenancy.may('sso.manage')) THEN RETURN; END IF;
  RETURN QUERY SELECT g.group_id, gm.account_id FROM tenancy.user_group g
    JOIN tenancy.group_member gm ON gm.org_id = org AND gm.group_id = g.group_id AND ${now('gm')}
   WHERE g.org_id = org AND g.group_id = ANY(groups) AND g.source = 'scim' AND g.archived_at IS NULL;
END`,
  }),
  // The groups that hold any of these people: one question for a whole list, however many groups there are.
  definerFunction({
    signature: 'tenancy.directory_groups_with(accounts uuid[])',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: IDENTITY,
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  IF NOT (tenancy.may('directory.provision') OR tenancy.may('sso.manage')) THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT DISTINCT g.group_id FROM tenancy.user_group g
    JOIN tenancy.group_member gm ON gm.org_id = org AND gm.group_id = g.group_id AND ${now('gm')}
    JOIN unnest(accounts) wanted (one) ON wanted.one = gm.account_id
   WHERE g.org_id = org AND g.source = 'scim' AND g.archived_at IS NULL);
END`,
  }),
  // The directory's live group, its row locked.
  definerFunction({
    signature: 'tenancy.directory_group_to_change(grp uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
BEGIN
  PERFORM tenancy.directory_owner();
  PERFORM 1 FROM tenancy.user_group g WHERE g.org_id = platform.org_id() AND g.group_id = grp AND g.source = 'scim'
     AND g.archived_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'No such group.' USING ERRCODE = 'KX404'; END IF;
END`,
  }),
  // A name or external id that is taken is a conflict, also where a group of the console has the name: a directory
  // never gets hold of a group that was given something by hand.
  definerFunction({
    signature: 'tenancy.directory_group_is_free(grp uuid, group_name text, external text)',
    returns: 'void',
    volatility: 'STABLE',
    execute: [],
    body: `
BEGIN
  IF EXISTS (SELECT 1 FROM tenancy.user_group g WHERE g.org_id = platform.org_id() AND g.group_id <> grp AND g.archived_at IS NULL
              AND (lower(g.name) = lower(group_name) OR g.external_id = external)) THEN
    RAISE EXCEPTION 'Taken.' USING ERRCODE = 'KX409';
  END IF;
END`,
  }),
  definerFunction({
    signature: 'tenancy.directory_create_group(grp uuid, group_name text, external text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE org uuid := platform.org_id(); owner uuid := tenancy.directory_owner();
BEGIN
  PERFORM tenancy.directory_group_is_free(grp, group_name, external);
  IF (SELECT count(*) FROM tenancy.user_group g WHERE g.org_id = org AND g.archived_at IS NULL) >= 1000 THEN
    RAISE EXCEPTION 'displayName|Mehr als 1000 Gruppen sind nicht möglich.|More than 1000 groups are not possible.' USING ERRCODE = 'KX422';
  END IF;
  INSERT INTO tenancy.user_group (group_id, org_id, name, created_by, source, external_id)
    VALUES (grp, org, group_name, owner, 'scim', external);
END`,
  }),
  definerFunction({
    signature: 'tenancy.directory_update_group(grp uuid, group_name text, external text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
BEGIN
  PERFORM tenancy.directory_group_to_change(grp);
  PERFORM tenancy.directory_group_is_free(grp, group_name, external);
  UPDATE tenancy.user_group SET name = group_name, external_id = external, version = version + 1, updated_at = now()
   WHERE org_id = platform.org_id() AND group_id = grp;
END`,
  }),
  // Everybody who shall be in the group, in one statement however many they are. Whoever made the group gave it nothing:
  // what it opens was given to it by somebody who knew that the directory fills it.
  definerFunction({
    signature: 'tenancy.directory_fill_group(grp uuid, accounts uuid[])',
    returns: 'TABLE (account_id uuid, is_in boolean)',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); owner uuid := tenancy.directory_owner(); moment timestamptz := clock_timestamp(); moved integer;
BEGIN
  PERFORM tenancy.directory_group_to_change(grp);
  RETURN QUERY UPDATE tenancy.group_member gm SET valid_to = greatest(gm.valid_from, moment)
   WHERE gm.org_id = org AND gm.group_id = grp AND gm.valid_to > moment
     AND NOT EXISTS (SELECT 1 FROM unnest(accounts) wanted (one) WHERE wanted.one = gm.account_id)
  RETURNING gm.account_id, false;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved > 0 THEN UPDATE tenancy.user_group SET version = version + 1, updated_at = now() WHERE org_id = org AND group_id = grp; END IF;
  RETURN QUERY INSERT INTO tenancy.group_member AS gm (org_id, group_id, account_id, added_by, valid_from)
    SELECT org, grp, wanted.one, owner, moment FROM (SELECT DISTINCT one FROM unnest(accounts) one) wanted
     WHERE NOT EXISTS (SELECT 1 FROM tenancy.group_member h WHERE h.org_id = org AND h.group_id = grp
                        AND h.account_id = wanted.one AND h.valid_to > moment)
       AND NOT EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = wanted.one
                        AND m.role_key = 'organization.support' AND ${now('m')})
  RETURNING gm.account_id, true;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved > 0 THEN UPDATE tenancy.user_group SET version = version + 1, updated_at = now() WHERE org_id = org AND group_id = grp; END IF;
END`,
  }),
  definerFunction({
    signature: 'tenancy.directory_end_group(grp uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE org uuid := platform.org_id(); moment timestamptz := clock_timestamp();
BEGIN
  PERFORM tenancy.directory_group_to_change(grp);
  UPDATE tenancy.group_member SET valid_to = greatest(valid_from, moment) WHERE org_id = org AND group_id = grp AND valid_to > moment;
  UPDATE tenancy.user_group SET archived_at = moment, version = version + 1, updated_at = now() WHERE org_id = org AND group_id = grp;
END`,
  }),
];

/** Groups and memberships that come from an Organization's directory. */
export const up = [columns, ...many, ...refusing, ...people, ...groups].join('\n');
