import { classify, content, definerFunction, technical } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];
const now = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;

const columns = `
ALTER TABLE tenancy.user_group
  ADD COLUMN description text NOT NULL DEFAULT '' CHECK (length(description) <= 500),
  ADD COLUMN created_by uuid;
${classify('tenancy.user_group', 'description', content('text'))}
${classify('tenancy.user_group', 'created_by', technical('uuid'))}
ALTER TABLE tenancy.group_member ADD COLUMN added_by uuid, ADD CHECK (valid_to >= valid_from);
${classify('tenancy.group_member', 'added_by', technical('uuid'))}
GRANT INSERT, UPDATE ON tenancy.user_group TO kopexa_definer;
GRANT INSERT ON tenancy.group_member TO kopexa_definer;
CREATE UNIQUE INDEX one_group_of_a_name ON tenancy.user_group (org_id, lower(name)) WHERE archived_at IS NULL;
CREATE UNIQUE INDEX one_lasting_group_member ON tenancy.group_member (org_id, group_id, account_id) WHERE valid_to = 'infinity';
CREATE UNIQUE INDEX one_lasting_nesting ON tenancy.group_nesting (org_id, parent_group_id, child_group_id) WHERE valid_to = 'infinity';
CREATE INDEX ON tenancy.group_member (org_id, group_id, valid_to);`;

/** What a group gives, and whether the context's actor could give it themselves. */
const giving = [
  definerFunction({
    signature: 'tenancy.group_and_parents(org uuid, grp uuid)',
    returns: 'uuid[]',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT grp || ARRAY(SELECT n.parent_group_id FROM tenancy.group_nesting n
    JOIN tenancy.user_group p ON p.org_id = n.org_id AND p.group_id = n.parent_group_id AND p.archived_at IS NULL
   WHERE n.org_id = org AND n.child_group_id = grp AND ${now('n')})`,
  }),
  definerFunction({
    signature: 'tenancy.given_by_group(org uuid, grp uuid)',
    returns: 'TABLE (space_id uuid, role_key text, granted_by uuid, lasting boolean)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT g.space_id, g.role_key, g.granted_by, g.valid_to = 'infinity' FROM tenancy.space_grant g
   WHERE g.org_id = org AND g.principal_kind = 'group' AND ${now('g')}
     AND g.principal_id = ANY((SELECT tenancy.group_and_parents(org, grp))::uuid[])`,
  }),
  // What an account's roles hold in a Space, also while it rests in the archive: what is given there counts again as
  // soon as it is taken out, so it is measured by this. Otherwise as space_permissions_of.
  definerFunction({
    signature: 'tenancy.uncut_space_permissions_of(org uuid, account uuid, space uuid)',
    returns: 'text[]',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT coalesce(array_agg(DISTINCT p ORDER BY p), '{}')
    FROM tenancy.membership m JOIN tenancy.organization o ON o.org_id = m.org_id
    JOIN tenancy.space_grant g ON g.org_id = m.org_id AND g.space_id = space AND ${now('g')}
     AND ((g.principal_kind = 'user' AND g.principal_id = account)
       OR (g.principal_kind = 'group' AND g.principal_id = ANY((SELECT tenancy.groups_of(org, account))::uuid[])))
    JOIN tenancy.space sp ON sp.org_id = g.org_id AND sp.space_id = g.space_id AND sp.deleted_at IS NULL
   CROSS JOIN LATERAL unnest(tenancy.role_permissions(org, g.role_key)) p
   WHERE m.org_id = org AND m.account_id = account AND ${now('m')}
     AND (m.role_key <> 'organization.support' OR tenancy.is_supporter(account))
     AND ((o.archived_at IS NULL AND o.deletes_at IS NULL AND m.role_key <> 'organization.auditor')
       OR p = ANY(tenancy.reading()))`,
  }),
  // All that somebody in a group gets by it: the roles that it gives, and the restricted documents that it is let in to.
  definerFunction({
    signature: 'tenancy.gifts_of_group(org uuid, grp uuid)',
    returns: 'TABLE (space_id uuid, granted_by uuid, wanted text[])',
    volatility: 'STABLE',
    execute: [],
    body: `
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT given.space_id, given.granted_by, tenancy.role_permissions(org, given.role_key) || '{space.share}'::text[]
    FROM tenancy.given_by_group(org, grp) given
    JOIN tenancy.space sp ON sp.org_id = org AND sp.space_id = given.space_id AND sp.deleted_at IS NULL
  UNION ALL
  SELECT opened.space_id, opened.granted_by, '{document.restrict}'::text[]
    FROM content.spaces_restricted_to(org, tenancy.group_and_parents(org, grp)) opened
    JOIN tenancy.space sp ON sp.org_id = org AND sp.space_id = opened.space_id AND sp.deleted_at IS NULL;
END`,
  }),
  // Whoever puts somebody into a group gives all that they get by it.
  definerFunction({
    signature: 'tenancy.group_hindrances(org uuid, account uuid, grp uuid)',
    returns: 'TABLE (space_id uuid, granted_by uuid)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT gift.space_id, gift.granted_by FROM tenancy.gifts_of_group(org, grp) gift
   WHERE (gift.wanted <@ tenancy.uncut_space_permissions_of(org, account, gift.space_id)) IS NOT TRUE`,
  }),
  // Until when an account holds all of these permissions in a Space: each by what gives it the longest. Whether it
  // holds them at all others ask.
  definerFunction({
    signature: 'tenancy.in_space_until(org uuid, account uuid, space uuid, wanted text[])',
    returns: 'timestamptz',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  WITH source AS (
    SELECT least(m.valid_to, g.valid_to, held.valid_to) AS ends, tenancy.role_permissions(org, g.role_key) AS permissions
      FROM tenancy.membership m
      JOIN tenancy.space_grant g ON g.org_id = m.org_id AND g.space_id = space AND ${now('g')}
     CROSS JOIN LATERAL (
       SELECT 'infinity'::timestamptz AS valid_to WHERE g.principal_kind = 'user' AND g.principal_id = account
       UNION ALL
       SELECT least(gm.valid_to, n.valid_to) FROM tenancy.group_member gm
         JOIN tenancy.user_group own ON own.org_id = org AND own.group_id = gm.group_id AND own.archived_at IS NULL
         JOIN tenancy.user_group top ON top.org_id = org AND top.group_id = g.principal_id AND top.archived_at IS NULL
         LEFT JOIN tenancy.group_nesting n ON n.org_id = org AND n.parent_group_id = top.group_id
          AND n.child_group_id = own.group_id AND ${now('n')}
        WHERE g.principal_kind = 'group' AND gm.org_id = org AND gm.account_id = account AND ${now('gm')}
          AND (own.group_id = top.group_id OR n.nesting_id IS NOT NULL)) held
     WHERE m.org_id = org AND m.account_id = account AND ${now('m')})
  SELECT min((SELECT max(s.ends) FROM source s WHERE p = ANY(s.permissions))) FROM unnest(wanted) p`,
  }),
  definerFunction({
    signature: 'tenancy.shares_until(org uuid, account uuid, space uuid, role_name text)',
    returns: 'timestamptz',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT tenancy.in_space_until(org, account, space, tenancy.role_permissions(org, role_name) || '{space.share}'::text[])`,
  }),
  definerFunction({
    signature: 'tenancy.fills_until(grp uuid)',
    returns: 'timestamptz',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT min(tenancy.in_space_until(platform.org_id(), platform.user_id(), gift.space_id, gift.wanted))
    FROM tenancy.gifts_of_group(platform.org_id(), grp) gift`,
  }),
  // Nobody gives for longer than they hold it: else whoever is in charge for a week would be for good.
  definerFunction({
    signature: 'tenancy.refuse_outlasting(lasts timestamptz, ending timestamptz, field text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
BEGIN
  IF ending > lasts THEN
    RAISE EXCEPTION '%', field || '|Ihr eigenes Recht, hier Zugriff zu geben, endet vorher. Wählen Sie ein früheres Ende, oder bitten Sie eine Person, deren Recht länger gilt.|Your own right to give access here ends earlier. Choose an earlier end, or ask somebody whose right lasts longer.'
      USING ERRCODE = 'KX422';
  END IF;
END`,
  }),
  definerFunction({
    signature: 'tenancy.may_fill_group(grp uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT tenancy.may('group.manage')
     AND NOT EXISTS (SELECT 1 FROM tenancy.group_hindrances(platform.org_id(), platform.user_id(), grp))`,
  }),
  // For those who manage groups: in how many Spaces that they may not share a group gives something, and who gave it there.
  definerFunction({
    signature: 'tenancy.group_standing(ids uuid[])',
    returns: 'TABLE (group_id uuid, hidden integer, may_fill boolean, ask uuid[])',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); me uuid := platform.user_id(); shared uuid[];
BEGIN
  IF NOT tenancy.may('group.manage') THEN RETURN; END IF;
  shared := tenancy.spaces_with('space.share');
  RETURN QUERY SELECT g.group_id,
      (SELECT count(DISTINCT given.space_id)::int FROM tenancy.given_by_group(org, g.group_id) given
         JOIN tenancy.space sp ON sp.org_id = org AND sp.space_id = given.space_id AND sp.deleted_at IS NULL
        WHERE given.space_id <> ALL (shared)),
      NOT EXISTS (SELECT 1 FROM tenancy.group_hindrances(org, me, g.group_id)),
      ARRAY(SELECT DISTINCT h.granted_by FROM tenancy.group_hindrances(org, me, g.group_id) h
              JOIN tenancy.membership m ON m.org_id = org AND m.account_id = h.granted_by AND ${now('m')}
             WHERE h.granted_by <> me)
    FROM tenancy.user_group g WHERE g.org_id = org AND g.group_id = ANY(ids);
END`,
  }),
];

/** A Space keeps somebody in charge for good: a person, or a group with a person in it. */
const managers = [
  // Whether a role is enough to appoint anybody to anything: it holds all that the built-in one holds.
  definerFunction({
    signature: 'tenancy.puts_in_charge(org uuid, role_name text)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT coalesce(tenancy.role_permissions(org, 'space.manager') <@ tenancy.role_permissions(org, role_name), false)`,
  }),
  definerFunction({
    signature: 'tenancy.has_lasting_manager(org uuid, space uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT EXISTS (
    SELECT 1 FROM tenancy.space_grant g JOIN tenancy.membership m
        ON m.org_id = g.org_id AND m.valid_to = 'infinity' AND m.valid_from <= clock_timestamp()
       AND m.role_key NOT IN ('organization.auditor', 'organization.support')
     WHERE g.org_id = org AND g.space_id = space AND g.valid_to = 'infinity' AND g.valid_from <= clock_timestamp()
       AND tenancy.puts_in_charge(org, g.role_key)
       AND ((g.principal_kind = 'user' AND g.principal_id = m.account_id) OR (g.principal_kind = 'group' AND EXISTS (
         SELECT 1 FROM tenancy.user_group held JOIN tenancy.group_member gm
             ON gm.org_id = org AND gm.account_id = m.account_id AND gm.valid_to = 'infinity'
           JOIN tenancy.user_group own ON own.org_id = org AND own.group_id = gm.group_id AND own.archived_at IS NULL
          WHERE held.org_id = org AND held.group_id = g.principal_id AND held.archived_at IS NULL
            AND (gm.group_id = held.group_id OR EXISTS (
              SELECT 1 FROM tenancy.group_nesting n WHERE n.org_id = org AND n.parent_group_id = held.group_id
                 AND n.child_group_id = gm.group_id AND n.valid_to = 'infinity'))))))`,
  }),
  definerFunction({
    signature: 'tenancy.keep_a_manager(org uuid, space uuid, field text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
BEGIN
  IF NOT tenancy.has_lasting_manager(org, space) THEN
    RAISE EXCEPTION '%', field || '|Ein Space braucht mindestens eine verantwortliche Person, deren Zugriff kein Ende hat. Ernennen Sie zuerst eine andere.|A Space needs at least one manager whose access has no end. Appoint another one first.'
      USING ERRCODE = 'KX422';
  END IF;
END`,
  }),
  // Of the Spaces that a group is in charge of: those that have somebody in charge now.
  definerFunction({
    signature: 'tenancy.managed_through(org uuid, grp uuid)',
    returns: 'uuid[]',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT ARRAY(SELECT DISTINCT given.space_id FROM tenancy.given_by_group(org, grp) given
                WHERE given.lasting AND tenancy.puts_in_charge(org, given.role_key)
                  AND tenancy.has_lasting_manager(org, given.space_id))`,
  }),
  definerFunction({
    signature: 'tenancy.keep_managers(org uuid, spaces uuid[], field text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
BEGIN
  IF EXISTS (SELECT 1 FROM unnest(spaces) space WHERE NOT tenancy.has_lasting_manager(org, space)) THEN
    RAISE EXCEPTION '%', field || '|Danach hätte ein Space, für den diese Gruppe verantwortlich ist, keine verantwortliche Person mehr. Ernennen Sie dort zuerst eine andere.|After this, a Space that this group is in charge of would have no manager left. Appoint another one there first.'
      USING ERRCODE = 'KX422';
  END IF;
END`,
  }),
];

const keeping = [
  // The group of the context's Organization for somebody who manages groups; the row is locked.
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
END`,
  }),
  definerFunction({
    signature: 'tenancy.one_group_of_a_name(org uuid, grp uuid, group_name text, field text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
BEGIN
  IF EXISTS (SELECT 1 FROM tenancy.user_group g WHERE g.org_id = org AND g.group_id <> grp
              AND lower(g.name) = lower(group_name) AND g.archived_at IS NULL) THEN
    RAISE EXCEPTION '%', field || '|Es gibt schon eine Gruppe mit diesem Namen. Wählen Sie einen anderen.|There is a group of this name already. Choose another one.'
      USING ERRCODE = 'KX422';
  END IF;
END`,
  }),
  definerFunction({
    signature: 'tenancy.create_group(new_group uuid, group_name text, about text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  IF NOT tenancy.may('group.manage') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  PERFORM tenancy.one_group_of_a_name(org, new_group, group_name, 'input.name');
  IF (SELECT count(*) FROM tenancy.user_group g WHERE g.org_id = org AND g.archived_at IS NULL) >= 500 THEN
    RAISE EXCEPTION 'input.name|Mehr als 500 Gruppen sind nicht möglich. Archivieren Sie zuerst eine.|More than 500 groups are not possible. Archive one first.'
      USING ERRCODE = 'KX422';
  END IF;
  INSERT INTO tenancy.user_group (group_id, org_id, name, description, created_by)
    VALUES (new_group, org, group_name, about, platform.user_id());
END`,
  }),
  definerFunction({
    signature: 'tenancy.update_group(grp uuid, group_name text, about text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  PERFORM tenancy.group_to_change(grp, 'input.groupId', true);
  PERFORM tenancy.one_group_of_a_name(org, grp, group_name, 'input.name');
  UPDATE tenancy.user_group SET name = group_name, description = about WHERE org_id = org AND group_id = grp;
END`,
  }),
  definerFunction({
    signature: 'tenancy.archive_group(grp uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id(); managed uuid[];
BEGIN
  PERFORM tenancy.group_to_change(grp, 'groupId', false);
  managed := tenancy.managed_through(org, grp);
  UPDATE tenancy.user_group SET archived_at = clock_timestamp() WHERE org_id = org AND group_id = grp AND archived_at IS NULL;
  PERFORM tenancy.keep_managers(org, managed, 'groupId');
END`,
  }),
  // What the group gave begins to count again: whoever restores it gives it.
  definerFunction({
    signature: 'tenancy.restore_group(grp uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  PERFORM tenancy.group_to_change(grp, 'groupId', false);
  IF NOT tenancy.may_fill_group(grp) THEN RAISE EXCEPTION 'More than one holds.' USING ERRCODE = 'KX403'; END IF;
  PERFORM tenancy.refuse_outlasting(tenancy.fills_until(grp), 'infinity', 'groupId');
  PERFORM tenancy.one_group_of_a_name(org, grp,
    (SELECT g.name FROM tenancy.user_group g WHERE g.org_id = org AND g.group_id = grp), 'groupId');
  UPDATE tenancy.user_group SET archived_at = NULL WHERE org_id = org AND group_id = grp;
END`,
  }),
];

const filling = [
  definerFunction({
    signature: 'tenancy.add_group_members(grp uuid, accounts uuid[], until timestamptz)',
    returns: 'TABLE (account_id uuid, previous_end timestamptz)',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); person uuid; held record; managed uuid[];
  moment timestamptz := clock_timestamp(); ending timestamptz := coalesce(until, 'infinity');
BEGIN
  PERFORM tenancy.group_to_change(grp, 'input.groupId', true);
  IF NOT tenancy.may_fill_group(grp) THEN RAISE EXCEPTION 'More than one holds.' USING ERRCODE = 'KX403'; END IF;
  IF ending <= moment THEN RAISE EXCEPTION 'An end in the past.' USING ERRCODE = 'KX403'; END IF;
  IF EXISTS (SELECT 1 FROM unnest(accounts) one WHERE NOT tenancy.is_member(one)) THEN
    RAISE EXCEPTION 'input.userIds|Mindestens eine dieser Personen ist kein Mitglied der Organization. Laden Sie sie zuerst ein.|At least one of these people is not a member of the Organization. Invite them first.'
      USING ERRCODE = 'KX422';
  END IF;
  IF EXISTS (SELECT 1 FROM unnest(accounts) one WHERE tenancy.is_support(org, one)) THEN
    RAISE EXCEPTION 'input.userIds|Eine dieser Personen ist über den Support-Zugang hier. Was sie sieht, bestimmt der Zugang.|One of these people is here by support access. What they see is decided there.'
      USING ERRCODE = 'KX422';
  END IF;
  PERFORM tenancy.refuse_outlasting(tenancy.fills_until(grp), ending, 'input.until');
  managed := tenancy.managed_through(org, grp);
  FOR person IN SELECT DISTINCT one FROM unnest(accounts) one LOOP
    SELECT gm.* INTO held FROM tenancy.group_member gm
     WHERE gm.org_id = org AND gm.group_id = grp AND gm.account_id = person AND gm.valid_to > moment FOR UPDATE;
    CONTINUE WHEN held.valid_to = ending;
    UPDATE tenancy.group_member SET valid_to = moment
     WHERE org_id = org AND group_id = grp AND account_id = person AND valid_to > moment;
    INSERT INTO tenancy.group_member (org_id, group_id, account_id, added_by, valid_from, valid_to)
      VALUES (org, grp, person, platform.user_id(), moment, ending);
    RETURN QUERY SELECT person, held.valid_to;
  END LOOP;
  PERFORM tenancy.keep_managers(org, managed, 'input.until');
END`,
  }),
  // Taking somebody out needs no more than managing groups, as ending a membership does.
  definerFunction({
    signature: 'tenancy.remove_group_members(grp uuid, accounts uuid[])',
    returns: 'TABLE (account_id uuid)',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); managed uuid[]; moment timestamptz := clock_timestamp();
BEGIN
  PERFORM tenancy.group_to_change(grp, 'input.groupId', false);
  managed := tenancy.managed_through(org, grp);
  RETURN QUERY UPDATE tenancy.group_member gm SET valid_to = moment
   WHERE gm.org_id = org AND gm.group_id = grp AND gm.account_id = ANY(accounts) AND gm.valid_to > moment RETURNING gm.account_id;
  PERFORM tenancy.keep_managers(org, managed, 'input.userIds');
END`,
  }),
  // One level: who is in the child has what the parent has. Levels count for archived groups too, so that restoring
  // one never makes a second.
  definerFunction({
    signature: 'tenancy.nest_group(nesting uuid, parent uuid, child uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  PERFORM tenancy.group_to_change(parent, 'input.parentId', true);
  PERFORM tenancy.group_to_change(child, 'input.childId', true);
  IF parent = child THEN
    RAISE EXCEPTION 'input.childId|Eine Gruppe kann nicht in sich selbst liegen. Wählen Sie eine andere.|A group cannot lie in itself. Choose another one.'
      USING ERRCODE = 'KX422';
  END IF;
  IF NOT tenancy.may_fill_group(parent) THEN RAISE EXCEPTION 'More than one holds.' USING ERRCODE = 'KX403'; END IF;
  IF EXISTS (SELECT 1 FROM tenancy.group_nesting n WHERE n.org_id = org AND n.child_group_id = parent AND ${now('n')}) THEN
    RAISE EXCEPTION 'input.parentId|Die obere Gruppe liegt selbst in einer Gruppe. Gruppen liegen nur eine Ebene tief ineinander: Lösen Sie sie zuerst heraus.|The upper group lies in a group itself. Groups are nested one level deep only: take it out first.'
      USING ERRCODE = 'KX422';
  END IF;
  IF EXISTS (SELECT 1 FROM tenancy.group_nesting n WHERE n.org_id = org AND n.parent_group_id = child AND ${now('n')}) THEN
    RAISE EXCEPTION 'input.childId|In dieser Gruppe liegen schon andere Gruppen. Gruppen liegen nur eine Ebene tief ineinander: Lösen Sie diese zuerst heraus.|Other groups lie in this group already. Groups are nested one level deep only: take those out first.'
      USING ERRCODE = 'KX422';
  END IF;
  IF EXISTS (SELECT 1 FROM tenancy.group_nesting n
              WHERE n.org_id = org AND n.parent_group_id = parent AND n.child_group_id = child AND ${now('n')}) THEN
    RAISE EXCEPTION 'input.childId|Diese Gruppe liegt schon darin.|This group lies in it already.' USING ERRCODE = 'KX422';
  END IF;
  PERFORM tenancy.refuse_outlasting(tenancy.fills_until(parent), 'infinity', 'input.parentId');
  INSERT INTO tenancy.group_nesting (nesting_id, org_id, parent_group_id, child_group_id, created_by, valid_from)
    VALUES (nesting, org, parent, child, platform.user_id(), clock_timestamp());
END`,
  }),
  definerFunction({
    signature: 'tenancy.unnest_group(parent uuid, child uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id(); managed uuid[];
BEGIN
  PERFORM tenancy.group_to_change(parent, 'input.parentId', false);
  managed := tenancy.managed_through(org, parent);
  UPDATE tenancy.group_nesting SET valid_to = clock_timestamp()
   WHERE org_id = org AND parent_group_id = parent AND child_group_id = child AND valid_to > clock_timestamp();
  IF NOT FOUND THEN RAISE EXCEPTION 'No such nesting.' USING ERRCODE = 'KX404'; END IF;
  PERFORM tenancy.keep_managers(org, managed, 'input.childId');
END`,
  }),
];

/** Groups: made, filled, nested and archived. Filling one is giving what it gives, and decided as such. */
export const up = [columns, ...giving, ...managers, ...keeping, ...filling].join('\n');
