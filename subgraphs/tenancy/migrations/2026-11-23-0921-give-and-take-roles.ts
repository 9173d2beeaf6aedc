import { definerFunction } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];

/**
 * What may be given to whom, and the only ways in which memberships, Spaces and grants come into being and
 * end. The functions decide themselves, from the verified context: a captured subgraph can call them and
 * still gives nothing that its user may not give.
 */
export const up = [
  // The one place that says "nobody gives more than they hold". Owners are made by owners alone.
  definerFunction({
    signature: 'tenancy.may_give_as(org uuid, account uuid, role_name text)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE held text[] := tenancy.org_permissions_of(org, account); wanted text[];
BEGIN
  SELECT r.permissions INTO wanted FROM tenancy.role r WHERE r.role_key = role_name AND r.scope = 'organization';
  IF wanted IS NULL OR held IS NULL OR NOT wanted <@ held THEN RETURN false; END IF;
  RETURN role_name <> 'organization.owner' OR EXISTS (
    SELECT 1 FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account
       AND m.role_key = 'organization.owner' AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp());
END`,
  }),
  definerFunction({
    signature: 'tenancy.may_give(role_name text)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `BEGIN RETURN tenancy.may_give_as(platform.org_id(), platform.user_id(), role_name); END`,
  }),
  definerFunction({
    signature: 'tenancy.may_grant_as(org uuid, account uuid, space uuid, role_name text)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE held text[]; wanted text[];
BEGIN
  SELECT s.permissions INTO held FROM tenancy.space_permissions_of(org, account) s WHERE s.space_id = space;
  SELECT r.permissions INTO wanted FROM tenancy.role r WHERE r.role_key = role_name AND r.scope = 'space';
  RETURN coalesce('space.share' = ANY(held) AND wanted <@ held, false);
END`,
  }),
  definerFunction({
    signature: 'tenancy.may_grant(space uuid, role_name text)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `BEGIN RETURN tenancy.may_grant_as(platform.org_id(), platform.user_id(), space, role_name); END`,
  }),
  definerFunction({
    signature: 'tenancy.is_member(account uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: ['kopexa_tenancy', 'kopexa_content'],
    body: `BEGIN RETURN tenancy.org_permissions_of(platform.org_id(), account) IS NOT NULL; END`,
  }),

  // An Organization without an owner could never be governed again. The row lock makes two owners who
  // demote each other at the same moment wait for one another.
  definerFunction({
    signature: 'tenancy.keep_last_owner()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
BEGIN
  PERFORM 1 FROM tenancy.organization o WHERE o.org_id = OLD.org_id FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = OLD.org_id
                  AND m.role_key = 'organization.owner' AND m.valid_to = 'infinity') THEN
    RAISE EXCEPTION 'An Organization needs at least one owner.' USING ERRCODE = 'KXLST';
  END IF;
  RETURN NULL;
END`,
  }),
  `CREATE TRIGGER keep_last_owner AFTER UPDATE ON tenancy.membership FOR EACH ROW
     WHEN (OLD.role_key = 'organization.owner' AND OLD.valid_to = 'infinity'
       AND (NEW.valid_to <> 'infinity' OR NEW.role_key <> 'organization.owner'))
     EXECUTE FUNCTION tenancy.keep_last_owner();`,

  // The rest of the transaction, and with it its audit entry, belongs to the Organization just entered.
  definerFunction({
    signature: 'tenancy.enter(org uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  PERFORM set_config('kopexa.context',
    platform.mint_context(c.kind, c.user_id, c.session_id, org, c.assurance, 60), true);
END`,
  }),
  definerFunction({
    signature: 'tenancy.create_organization(org uuid, org_slug text, org_name text, member uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.user_id IS NULL OR c.assurance < 2 THEN RAISE EXCEPTION 'No second factor.' USING ERRCODE = 'KX403'; END IF;
  INSERT INTO tenancy.organization (org_id, slug, name) VALUES (org, org_slug, org_name) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'input.slug|Diese Kurzform ist schon vergeben. Wählen Sie eine andere.|This short name is taken. Choose another one.'
      USING ERRCODE = 'KX422';
  END IF;
  INSERT INTO tenancy.membership (org_id, member_id, account_id, role_key, granted_by)
    VALUES (org, member, c.user_id, 'organization.owner', c.user_id);
  PERFORM tenancy.enter(org);
END`,
  }),

  definerFunction({
    signature: 'tenancy.change_member_role(member uuid, role_name text)',
    returns: 'TABLE (account_id uuid, previous_role text)',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); held record;
BEGIN
  SELECT m.* INTO held FROM tenancy.membership m
   WHERE m.org_id = org AND m.member_id = member AND m.valid_to = 'infinity' FOR UPDATE;
  IF held.member_id IS NULL THEN RAISE EXCEPTION 'No such member.' USING ERRCODE = 'KX404'; END IF;
  IF NOT (tenancy.may('member.manage') AND tenancy.may_give(held.role_key) AND tenancy.may_give(role_name)) THEN
    RAISE EXCEPTION 'Roles above one''s own are not given or taken.' USING ERRCODE = 'KX403';
  END IF;
  IF held.role_key <> role_name THEN
    UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE org_id = org AND membership_id = held.membership_id;
    INSERT INTO tenancy.membership (org_id, member_id, account_id, role_key, granted_by, joined_at, valid_from)
      VALUES (org, member, held.account_id, role_name, platform.user_id(), held.joined_at, clock_timestamp());
  END IF;
  RETURN QUERY SELECT held.account_id, held.role_key;
END`,
  }),
  definerFunction({
    signature: 'tenancy.end_membership(member uuid)',
    returns: 'TABLE (account_id uuid, role_key text, ended_grants uuid[])',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); held record; ended uuid[]; moment timestamptz := clock_timestamp();
BEGIN
  SELECT m.* INTO held FROM tenancy.membership m
   WHERE m.org_id = org AND m.member_id = member AND m.valid_to = 'infinity' FOR UPDATE;
  IF held.member_id IS NULL THEN RAISE EXCEPTION 'No such member.' USING ERRCODE = 'KX404'; END IF;
  IF NOT (tenancy.may('member.manage') AND tenancy.may_give(held.role_key)) THEN
    RAISE EXCEPTION 'Members above one''s own role are not removed.' USING ERRCODE = 'KX403';
  END IF;
  UPDATE tenancy.membership SET valid_to = moment WHERE org_id = org AND membership_id = held.membership_id;
  UPDATE tenancy.group_member SET valid_to = moment
   WHERE org_id = org AND account_id = held.account_id AND valid_to > moment;
  WITH gone AS (
    UPDATE tenancy.space_grant SET valid_to = moment
     WHERE org_id = org AND principal_kind = 'user' AND principal_id = held.account_id AND valid_to > moment
    RETURNING grant_id)
  SELECT coalesce(array_agg(gone.grant_id), '{}') INTO ended FROM gone;
  RETURN QUERY SELECT held.account_id, held.role_key, ended;
END`,
  }),

  definerFunction({
    signature: 'tenancy.create_space(space uuid, space_name text, about text, first_grant uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id(); account uuid := platform.user_id();
BEGIN
  IF NOT tenancy.may('space.create') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  INSERT INTO tenancy.space (space_id, org_id, name, description, created_by)
    VALUES (space, org, space_name, about, account);
  INSERT INTO tenancy.space_grant (grant_id, org_id, space_id, principal_kind, principal_id, role_key, granted_by)
    VALUES (first_grant, org, space, 'user', account, 'space.manager', account);
END`,
  }),

  // Without a manager nobody could share the Space or decide about requests any more.
  definerFunction({
    signature: 'tenancy.keep_a_manager(org uuid, space uuid, field text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
BEGIN
  IF NOT EXISTS (SELECT 1 FROM tenancy.space_grant g JOIN tenancy.role r ON r.role_key = g.role_key
                  WHERE g.org_id = org AND g.space_id = space AND g.valid_to = 'infinity' AND 'space.share' = ANY(r.permissions)) THEN
    RAISE EXCEPTION '%', field || '|Ein Space braucht mindestens eine verantwortliche Person. Ernennen Sie zuerst eine andere.|A Space needs at least one manager. Appoint another one first.'
      USING ERRCODE = 'KX422';
  END IF;
END`,
  }),
  definerFunction({
    signature: 'tenancy.grant_space(new_grant uuid, space uuid, account uuid, role_name text)',
    returns: 'TABLE (grant_id uuid, replaced_grant uuid, replaced_role text)',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); held record;
BEGIN
  IF NOT space = ANY(tenancy.spaces_with('space.read')) THEN RAISE EXCEPTION 'No such Space.' USING ERRCODE = 'KX404'; END IF;
  IF NOT tenancy.may_grant(space, role_name) THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  IF NOT tenancy.is_member(account) THEN
    RAISE EXCEPTION 'input.userId|Diese Person ist kein Mitglied der Organization. Laden Sie sie zuerst ein.|This person is not a member of the Organization. Invite them first.'
      USING ERRCODE = 'KX422';
  END IF;
  SELECT g.* INTO held FROM tenancy.space_grant g WHERE g.org_id = org AND g.space_id = space
     AND g.principal_kind = 'user' AND g.principal_id = account AND g.valid_to = 'infinity' FOR UPDATE;
  IF held.role_key = role_name THEN RETURN QUERY SELECT held.grant_id, NULL::uuid, NULL::text; RETURN; END IF;
  IF held.grant_id IS NOT NULL THEN
    IF NOT tenancy.may_grant(space, held.role_key) THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
    UPDATE tenancy.space_grant SET valid_to = clock_timestamp() WHERE org_id = org AND grant_id = held.grant_id;
  END IF;
  INSERT INTO tenancy.space_grant (grant_id, org_id, space_id, principal_kind, principal_id, role_key, granted_by, valid_from)
    VALUES (new_grant, org, space, 'user', account, role_name, platform.user_id(), clock_timestamp());
  PERFORM tenancy.keep_a_manager(org, space, 'input.role');
  RETURN QUERY SELECT new_grant, held.grant_id, held.role_key;
END`,
  }),
  definerFunction({
    signature: 'tenancy.revoke_grant(ended uuid)',
    returns: 'TABLE (space_id uuid, account_id uuid, role_key text)',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); held record;
BEGIN
  SELECT g.* INTO held FROM tenancy.space_grant g WHERE g.org_id = org AND g.grant_id = ended AND g.valid_to = 'infinity'
     AND g.space_id = ANY(tenancy.spaces_with('space.share')) FOR UPDATE;
  IF held.grant_id IS NULL THEN RAISE EXCEPTION 'No such grant.' USING ERRCODE = 'KX404'; END IF;
  IF NOT tenancy.may_grant(held.space_id, held.role_key) THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  UPDATE tenancy.space_grant SET valid_to = clock_timestamp() WHERE org_id = org AND grant_id = ended;
  PERFORM tenancy.keep_a_manager(org, held.space_id, 'grantId');
  RETURN QUERY SELECT held.space_id, held.principal_id, held.role_key;
END`,
  }),
].join('\n');
