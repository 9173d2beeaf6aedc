import { definerFunction } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];
const now = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;
const pending = 'i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > clock_timestamp()';

/** What a custom role may hold, and who may make, change and archive one. */
const deciding = [
  // Owner and manager hold all that there is in their scope. What belongs to owners or the operator stays with them.
  definerFunction({
    signature: 'tenancy.permissions_for_roles(role_scope text)',
    returns: 'text[]',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT ARRAY(SELECT p FROM tenancy.role r CROSS JOIN LATERAL unnest(r.permissions) p
    WHERE r.role_key = CASE role_scope WHEN 'organization' THEN 'organization.owner' WHEN 'space' THEN 'space.manager' END
      AND p NOT LIKE 'operator.%' AND p NOT IN ('organization.archive', 'organization.delete', 'dpa.accept'))`,
  }),
  // The Spaces in which a role was given, to people, groups or service accounts, or is offered by an open invitation.
  definerFunction({
    signature: 'tenancy.role_places(org uuid, role_name text)',
    returns: 'uuid[]',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT ARRAY(
    SELECT g.space_id FROM tenancy.space_grant g WHERE g.org_id = org AND g.role_key = role_name AND ${now('g')}
    UNION
    SELECT s.space_id FROM tenancy.service_grant s WHERE s.org_id = org AND s.role_key = role_name AND ${now('s')}
    UNION
    SELECT i.space_id FROM tenancy.invitation i
     WHERE i.org_id = org AND i.space_role_key = role_name AND i.space_id IS NOT NULL AND ${pending})`,
  }),
  // Until when a role is given in a Space (or, for none, in the Organization): the latest end.
  definerFunction({
    signature: 'tenancy.role_lasts_until(org uuid, role_name text, place uuid)',
    returns: 'timestamptz',
    volatility: 'STABLE',
    execute: [],
    body: `
BEGIN
  RETURN (SELECT max(given.ending) FROM (
    SELECT m.valid_to AS ending FROM tenancy.membership m
     WHERE place IS NULL AND m.org_id = org AND m.role_key = role_name AND ${now('m')}
    UNION ALL
    SELECT g.valid_to FROM tenancy.space_grant g WHERE g.org_id = org AND g.space_id = place AND g.role_key = role_name AND ${now('g')}
    UNION ALL
    SELECT s.valid_to FROM tenancy.service_grant s WHERE s.org_id = org AND s.space_id = place AND s.role_key = role_name AND ${now('s')}
    UNION ALL
    SELECT coalesce(i.until, 'infinity') FROM tenancy.invitation i
     WHERE i.org_id = org AND ${pending}
       AND CASE WHEN place IS NULL THEN i.role_key = role_name ELSE i.space_id = place AND i.space_role_key = role_name END
  ) given);
END`,
  }),
  // Who gives a role more gives it to all who have it: for no longer than they may give themselves.
  definerFunction({
    signature: 'tenancy.refuse_lasting_gain(role_name text, role_scope text, gained text[], field text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE org uuid := platform.org_id(); me uuid := platform.user_id();
BEGIN
  IF cardinality(gained) = 0 THEN RETURN; END IF;
  IF (role_scope = 'organization'
      AND tenancy.role_lasts_until(org, role_name, NULL) > coalesce(tenancy.holds_until(org, me), '-infinity'))
     OR (role_scope = 'space' AND EXISTS (SELECT 1 FROM unnest(tenancy.role_places(org, role_name)) place
       WHERE tenancy.role_lasts_until(org, role_name, place)
           > coalesce(tenancy.in_space_until(org, me, place, gained || ARRAY['space.share']), '-infinity'))) THEN
    RAISE EXCEPTION '%', field || '|Diese Rolle ist für länger vergeben, als Ihr eigenes Recht dazu gilt. Lassen Sie weg, was neu hinzukommt, oder bitten Sie eine Person, deren Recht länger gilt.|This role was given for longer than your own right to give this lasts. Leave out what is new, or ask somebody whose right lasts longer.'
      USING ERRCODE = 'KX422';
  END IF;
END`,
  }),
  // To change what a role holds is to take it from everybody who has it and to give them another one.
  definerFunction({
    signature: 'tenancy.reaches_role(org uuid, account uuid, role_name text, role_scope text, held text[])',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
BEGIN
  IF role_scope = 'organization' THEN
    RETURN held <@ coalesce(tenancy.org_permissions_of(org, account), '{}');
  END IF;
  -- What an archived Space keeps from everybody comes back with it: asked is what its people hold before that.
  RETURN NOT EXISTS (
    SELECT 1 FROM unnest(tenancy.role_places(org, role_name)) place
     WHERE NOT coalesce(held || ARRAY['space.share'] <@ tenancy.uncut_space_permissions_of(org, account, place), false));
END`,
  }),
  definerFunction({
    signature: 'tenancy.check_role_contents(org uuid, account uuid, role_scope text, wanted text[])',
    returns: 'void',
    volatility: 'STABLE',
    execute: [],
    body: `
BEGIN
  IF NOT wanted <@ tenancy.permissions_for_roles(role_scope)
     OR NOT (CASE role_scope WHEN 'organization' THEN 'organization.read' ELSE 'space.read' END) = ANY(wanted) THEN
    RAISE EXCEPTION 'input.permissions|Diese Rolle kann nicht genau diese Rechte enthalten. Wählen Sie nur aus den angebotenen.|This role cannot hold exactly these permissions. Choose from those offered.'
      USING ERRCODE = 'KX422';
  END IF;
  IF role_scope = 'organization' AND NOT wanted <@ coalesce(tenancy.org_permissions_of(org, account), '{}') THEN
    RAISE EXCEPTION 'input.permissions|Eine Rolle kann nur enthalten, was Sie selbst dürfen. Nehmen Sie die übrigen Rechte heraus.|A role can only hold what you may do yourself. Take the other permissions out.'
      USING ERRCODE = 'KX422';
  END IF;
  IF role_scope = 'space' AND NOT EXISTS (SELECT 1 FROM tenancy.space_permissions_of(org, account) s WHERE wanted <@ s.permissions) THEN
    RAISE EXCEPTION 'input.permissions|Eine Rolle kann nur enthalten, was Sie selbst in mindestens einem Space dürfen. Nehmen Sie die übrigen Rechte heraus.|A role can only hold what you may do yourself in at least one Space. Take the other permissions out.'
      USING ERRCODE = 'KX422';
  END IF;
END`,
  }),
  // A role of the context's Organization, locked, for a person who manages roles.
  definerFunction({
    signature: 'tenancy.role_to_change(role uuid, expected integer)',
    returns: 'tenancy.custom_role_version',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE c platform.request_context := platform.context(); held tenancy.custom_role_version;
BEGIN
  IF c.kind IS DISTINCT FROM 'user' OR NOT tenancy.may('role.manage') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  PERFORM 1 FROM tenancy.custom_role r WHERE r.org_id = c.org_id AND r.role_id = role FOR UPDATE;
  SELECT v.* INTO held FROM tenancy.custom_role_version v
   WHERE v.org_id = c.org_id AND v.role_id = role AND v.valid_to = 'infinity' FOR UPDATE;
  IF held.role_id IS NULL THEN RAISE EXCEPTION 'No such role.' USING ERRCODE = 'KX404'; END IF;
  IF held.number <> expected THEN RAISE EXCEPTION 'Somebody was quicker.' USING ERRCODE = 'KX409'; END IF;
  RETURN held;
END`,
  }),
  definerFunction({
    signature: 'tenancy.one_role_name(org uuid, role uuid, wanted text)',
    returns: 'void',
    volatility: 'STABLE',
    execute: [],
    body: `
BEGIN
  IF EXISTS (SELECT 1 FROM tenancy.custom_role_version v WHERE v.org_id = org AND v.role_id <> role
              AND v.valid_to = 'infinity' AND lower(v.name) = lower(wanted)) THEN
    RAISE EXCEPTION 'input.name|Eine Rolle mit diesem Namen gibt es schon; auch archivierte zählen. Wählen Sie einen anderen Namen.|There is a role of this name already; archived ones count too. Choose another name.'
      USING ERRCODE = 'KX422';
  END IF;
END`,
  }),
];

const changing = [
  definerFunction({
    signature:
      'tenancy.create_custom_role(role uuid, role_scope text, called text, about text, wanted text[], why text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE c platform.request_context := platform.context(); org uuid := c.org_id;
BEGIN
  IF c.kind IS DISTINCT FROM 'user' OR NOT tenancy.may('role.manage') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  PERFORM tenancy.check_role_contents(org, c.user_id, role_scope, wanted);
  PERFORM tenancy.one_role_name(org, role, called);
  IF (SELECT count(*) FROM tenancy.custom_role r WHERE r.org_id = org AND r.archived_at IS NULL) >= 100 THEN
    RAISE EXCEPTION 'input.name|Eine Organization kann höchstens 100 eigene Rollen haben. Archivieren Sie zuerst eine.|An Organization can have 100 roles of its own at most. Archive one first.'
      USING ERRCODE = 'KX422';
  END IF;
  INSERT INTO tenancy.custom_role (role_id, org_id, scope, created_by) VALUES (role, org, role_scope, c.user_id);
  INSERT INTO tenancy.custom_role_version (org_id, role_id, number, name, description, permissions, reason, author_id)
    VALUES (org, role, 1, called, about, wanted, why, c.user_id);
END`,
  }),
  // A new version, in force at the very next statement. Bringing an earlier one back also brings back an archived role.
  definerFunction({
    signature:
      'tenancy.change_custom_role(role uuid, expected integer, called text, about text, wanted text[], why text, restored integer)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id(); me uuid := platform.user_id(); moment timestamptz; managed uuid[] := '{}';
  held tenancy.custom_role_version := tenancy.role_to_change(role, expected); kind record;
BEGIN
  SELECT r.scope, r.archived_at INTO kind FROM tenancy.custom_role r WHERE r.org_id = org AND r.role_id = role;
  IF kind.archived_at IS NOT NULL AND restored IS NULL THEN
    RAISE EXCEPTION 'input.roleId|Diese Rolle ist archiviert. Holen Sie sie mit einer ihrer Versionen zurück.|This role is archived. Bring it back with one of its versions.'
      USING ERRCODE = 'KX422';
  END IF;
  IF NOT tenancy.reaches_role(org, me, role::text, kind.scope, held.permissions) THEN
    RAISE EXCEPTION 'Somebody above has this role.' USING ERRCODE = 'KX403';
  END IF;
  PERFORM tenancy.check_role_contents(org, me, kind.scope, wanted);
  IF NOT tenancy.reaches_role(org, me, role::text, kind.scope, wanted) THEN
    RAISE EXCEPTION 'input.permissions|Diese Rolle ist in Spaces vergeben, in denen Sie selbst weniger dürfen. Nehmen Sie die übrigen Rechte heraus, oder legen Sie eine neue Rolle an.|This role was given in Spaces where you may do less yourself. Take the other permissions out, or make a new role.'
      USING ERRCODE = 'KX422';
  END IF;
  PERFORM tenancy.refuse_lasting_gain(role::text, kind.scope, ARRAY(SELECT p FROM unnest(wanted) p WHERE p <> ALL (held.permissions)), 'input.permissions');
  PERFORM tenancy.one_role_name(org, role, called);
  IF NOT held.permissions <@ wanted THEN
    managed := ARRAY(SELECT place FROM unnest(tenancy.role_places(org, role::text)) place WHERE tenancy.has_lasting_manager(org, place));
  END IF;
  moment := clock_timestamp();
  UPDATE tenancy.custom_role_version SET valid_to = moment WHERE org_id = org AND role_id = role AND number = held.number;
  INSERT INTO tenancy.custom_role_version
      (org_id, role_id, number, name, description, permissions, reason, author_id, restored_from, valid_from)
    VALUES (org, role, held.number + 1, called, about, wanted, why, me, restored, moment);
  UPDATE tenancy.custom_role SET archived_at = NULL WHERE org_id = org AND role_id = role AND archived_at IS NOT NULL;
  IF EXISTS (SELECT 1 FROM unnest(managed) place WHERE NOT tenancy.has_lasting_manager(org, place)) THEN
    RAISE EXCEPTION 'input.permissions|Danach hätte ein Space niemanden mehr, der Zugriff gibt. Ernennen Sie dort zuerst eine verantwortliche Person.|After this, nobody could share a Space any more. Appoint a manager there first.'
      USING ERRCODE = 'KX422';
  END IF;
END`,
  }),
  // Nobody has the role afterwards: who had it, has the one that takes its place, until the same end as before.
  definerFunction({
    signature: 'tenancy.archive_custom_role(role uuid, expected integer, successor text)',
    returns: 'TABLE (entity text, id uuid, space_id uuid)',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); me uuid := platform.user_id(); moment timestamptz; holders integer; kind record; had record; managed uuid[];
  held tenancy.custom_role_version := tenancy.role_to_change(role, expected); key text := role::text;
  wanted text[] := coalesce(tenancy.counting(org, tenancy.role_permissions(org, successor)), '{}');
BEGIN
  SELECT r.scope, r.archived_at INTO kind FROM tenancy.custom_role r WHERE r.org_id = org AND r.role_id = role;
  IF kind.archived_at IS NOT NULL THEN RAISE EXCEPTION 'Archived already.' USING ERRCODE = 'KX409'; END IF;
  IF NOT tenancy.reaches_role(org, me, key, kind.scope, held.permissions) THEN
    RAISE EXCEPTION 'Somebody above has this role.' USING ERRCODE = 'KX403';
  END IF;
  SELECT (SELECT count(*) FROM tenancy.membership m WHERE m.org_id = org AND m.role_key = key AND ${now('m')})
       + (SELECT count(*) FROM tenancy.space_grant g WHERE g.org_id = org AND g.role_key = key AND ${now('g')})
       + (SELECT count(*) FROM tenancy.service_grant s WHERE s.org_id = org AND s.role_key = key AND ${now('s')})
       + (SELECT count(*) FROM tenancy.invitation i WHERE i.org_id = org AND key IN (i.role_key, i.space_role_key) AND ${pending})
    INTO holders;
  IF holders > 0 AND successor IS NULL THEN
    RAISE EXCEPTION '%', format('input.replacement|Diese Rolle ist noch %s-mal vergeben. Wählen Sie eine Rolle, die an ihre Stelle tritt.|This role is still given %s times. Choose a role that takes its place.', holders, holders)
      USING ERRCODE = 'KX422';
  END IF;
  moment := clock_timestamp();
  IF holders > 0 THEN
    IF successor = key OR tenancy.role_scope(org, successor) IS DISTINCT FROM kind.scope OR tenancy.needs_end(successor)
       OR (kind.scope = 'organization' AND NOT (tenancy.may('member.manage') AND tenancy.may_give(successor)))
       OR NOT tenancy.reaches_role(org, me, key, kind.scope, wanted) THEN
      RAISE EXCEPTION 'input.replacement|Diese Rolle kann nicht an die Stelle treten: Sie dürfen sie nicht überall vergeben, wo die andere vergeben ist. Wählen Sie eine andere.|This role cannot take its place: you may not give it everywhere the other one was given. Choose another one.'
        USING ERRCODE = 'KX422';
    END IF;
    PERFORM tenancy.refuse_lasting_gain(key, kind.scope, ARRAY(SELECT p FROM unnest(wanted) p WHERE p <> ALL (held.permissions)), 'input.replacement');
    managed := ARRAY(SELECT place FROM unnest(tenancy.role_places(org, key)) place WHERE tenancy.has_lasting_manager(org, place));
    FOR had IN SELECT m.* FROM tenancy.membership m WHERE m.org_id = org AND m.role_key = key AND ${now('m')} FOR UPDATE LOOP
      UPDATE tenancy.membership SET valid_to = moment WHERE org_id = org AND membership_id = had.membership_id;
      INSERT INTO tenancy.membership (org_id, member_id, account_id, role_key, granted_by, joined_at, valid_from, valid_to)
        VALUES (org, had.member_id, had.account_id, successor, me, had.joined_at, moment, had.valid_to);
      RETURN QUERY SELECT 'Member', had.member_id, NULL::uuid;
    END LOOP;
    FOR had IN SELECT g.* FROM tenancy.space_grant g WHERE g.org_id = org AND g.role_key = key AND ${now('g')} FOR UPDATE LOOP
      UPDATE tenancy.space_grant SET valid_to = moment, ended_by = me WHERE org_id = org AND grant_id = had.grant_id;
      INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key, granted_by, valid_from, valid_to)
        VALUES (org, had.space_id, had.principal_kind, had.principal_id, successor, me, moment, had.valid_to);
      RETURN QUERY SELECT 'Grant', had.grant_id, had.space_id;
    END LOOP;
    FOR had IN SELECT g.* FROM tenancy.service_grant g WHERE g.org_id = org AND g.role_key = key AND ${now('g')} FOR UPDATE LOOP
      UPDATE tenancy.service_grant SET valid_to = moment WHERE org_id = org AND service_grant_id = had.service_grant_id;
      INSERT INTO tenancy.service_grant (org_id, service_account_id, space_id, role_key, granted_by, valid_from, valid_to)
        VALUES (org, had.service_account_id, had.space_id, successor, me, moment, had.valid_to);
      RETURN QUERY SELECT 'ServiceAccount', had.service_account_id, had.space_id;
    END LOOP;
    UPDATE tenancy.invitation i SET role_key = CASE WHEN i.role_key = key THEN successor ELSE i.role_key END,
        space_role_key = CASE WHEN i.space_role_key = key THEN successor ELSE i.space_role_key END
     WHERE i.org_id = org AND key IN (i.role_key, i.space_role_key) AND ${pending};
    IF EXISTS (SELECT 1 FROM unnest(managed) place WHERE NOT tenancy.has_lasting_manager(org, place)) THEN
      RAISE EXCEPTION 'input.replacement|Danach hätte ein Space niemanden mehr, der Zugriff gibt. Wählen Sie eine andere Rolle.|After this, nobody could share a Space any more. Choose another role.'
        USING ERRCODE = 'KX422';
    END IF;
  END IF;
  UPDATE tenancy.custom_role SET archived_at = moment WHERE org_id = org AND role_id = role;
END`,
  }),
];

const telling = [
  // Which of the Organization's own roles the context's person may change, for the screen.
  definerFunction({
    signature: 'tenancy.roles_to_change()',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.kind IS DISTINCT FROM 'user' OR NOT tenancy.may('role.manage') THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT r.role_id FROM tenancy.custom_role r JOIN tenancy.custom_role_version v
      ON v.org_id = r.org_id AND v.role_id = r.role_id AND v.valid_to = 'infinity'
    WHERE r.org_id = c.org_id AND tenancy.reaches_role(r.org_id, c.user_id, r.role_id::text, r.scope, v.permissions));
END`,
  }),
  // How often each role is given now, for those who manage roles: people, groups, Spaces, tools, open invitations.
  definerFunction({
    signature: 'tenancy.role_holders()',
    returns:
      'TABLE (role_key text, people integer, groups integer, spaces integer, services integer, invitations integer)',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id();
BEGIN
  IF NOT tenancy.may('role.manage') THEN RETURN; END IF;
  RETURN QUERY SELECT held.role_key, count(DISTINCT held.account)::int, count(DISTINCT held.grp)::int,
      count(DISTINCT held.space)::int, count(DISTINCT held.service)::int, count(DISTINCT held.invitation)::int
    FROM (
      SELECT m.role_key, m.account_id AS account, NULL::uuid AS grp, NULL::uuid AS space, NULL::uuid AS service, NULL::uuid AS invitation
        FROM tenancy.membership m WHERE m.org_id = org AND ${now('m')}
      UNION ALL
      SELECT g.role_key, CASE g.principal_kind WHEN 'user' THEN g.principal_id END, CASE g.principal_kind WHEN 'group' THEN g.principal_id END,
          g.space_id, NULL, NULL
        FROM tenancy.space_grant g WHERE g.org_id = org AND ${now('g')}
      UNION ALL
      SELECT s.role_key, NULL, NULL, s.space_id, s.service_account_id, NULL
        FROM tenancy.service_grant s WHERE s.org_id = org AND s.role_key IS NOT NULL AND ${now('s')}
      UNION ALL
      SELECT given, NULL, NULL, NULL, NULL, i.invitation_id
        FROM tenancy.invitation i CROSS JOIN LATERAL unnest(ARRAY[i.role_key, i.space_role_key]) given
       WHERE i.org_id = org AND given IS NOT NULL AND ${pending}
    ) held GROUP BY held.role_key;
END`,
  }),
  // Whom a change of what a role holds would give or take something: not what they have by another role anyway.
  definerFunction({
    signature: 'tenancy.role_effect(role text, wanted text[])',
    returns: 'TABLE (account_id uuid, gains text[], loses text[], spaces integer)',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); held text[] := tenancy.role_permissions(org, role); gained text[]; lost text[];
BEGIN
  IF NOT tenancy.may('role.manage') OR held IS NULL THEN RETURN; END IF;
  gained := ARRAY(SELECT p FROM unnest(wanted) p WHERE p <> ALL (held));
  lost := ARRAY(SELECT p FROM unnest(held) p WHERE p <> ALL (wanted));
  RETURN QUERY
    WITH given AS (
      SELECT g.space_id, g.role_key, p.account_id
        FROM tenancy.space_grant g
        JOIN tenancy.space sp ON sp.org_id = org AND sp.space_id = g.space_id AND sp.deleted_at IS NULL
       CROSS JOIN LATERAL (
         SELECT g.principal_id AS account_id WHERE g.principal_kind = 'user'
         UNION
         SELECT gm.account_id FROM tenancy.user_group top
           JOIN tenancy.user_group own ON own.org_id = org AND own.archived_at IS NULL
            AND (own.group_id = top.group_id OR EXISTS (SELECT 1 FROM tenancy.group_nesting n
                  WHERE n.org_id = org AND n.parent_group_id = top.group_id AND n.child_group_id = own.group_id AND ${now('n')}))
           JOIN tenancy.group_member gm ON gm.org_id = org AND gm.group_id = own.group_id AND ${now('gm')}
          WHERE g.principal_kind = 'group' AND top.org_id = org AND top.group_id = g.principal_id AND top.archived_at IS NULL) p
       WHERE g.org_id = org AND ${now('g')} AND g.space_id = ANY(tenancy.role_places(org, role))
    ), places AS (
      SELECT DISTINCT one.space_id, one.account_id FROM given one WHERE one.role_key = role
    ), changes AS (
      SELECT m.account_id, NULL::uuid AS space_id, p, p = ANY(gained) AS comes FROM tenancy.membership m
        CROSS JOIN LATERAL unnest(gained || lost) p WHERE m.org_id = org AND m.role_key = role AND ${now('m')}
      UNION ALL
      SELECT at.account_id, at.space_id, p, p = ANY(gained) FROM places at
        JOIN tenancy.membership m ON m.org_id = org AND m.account_id = at.account_id AND ${now('m')}
        CROSS JOIN LATERAL unnest(gained || lost) p
       WHERE (m.role_key <> 'organization.auditor' OR p = ANY(tenancy.reading()))
         AND NOT EXISTS (SELECT 1 FROM given other WHERE other.space_id = at.space_id AND other.account_id = at.account_id
                          AND other.role_key <> role AND p = ANY(tenancy.role_permissions(org, other.role_key)))
    )
    SELECT c.account_id, coalesce(array_agg(DISTINCT c.p) FILTER (WHERE c.comes), '{}'),
        coalesce(array_agg(DISTINCT c.p) FILTER (WHERE NOT c.comes), '{}'), count(DISTINCT c.space_id)::int
      FROM changes c GROUP BY c.account_id ORDER BY c.account_id;
END`,
  }),
  // What custom roles are called, for sentences of the trail.
  definerFunction({
    signature: 'tenancy.role_names(ids uuid[])',
    returns: 'TABLE (role_id uuid, name text)',
    volatility: 'STABLE',
    execute: ['kopexa_compliance'],
    body: `
#variable_conflict use_column
BEGIN
  IF tenancy.org_permissions_of(platform.org_id(), platform.user_id()) IS NULL AND (platform.context()).kind <> 'service' THEN RETURN; END IF;
  RETURN QUERY SELECT v.role_id, v.name FROM tenancy.custom_role_version v
   WHERE v.org_id = platform.org_id() AND v.role_id = ANY(ids) AND v.valid_to = 'infinity';
END`,
  }),
];

/** Roles that an Organization makes for itself: made, changed and archived in the database, which decides again. */
export const up = [...deciding, ...changing, ...telling].join('\n');
