import { definerFunction } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];
const now = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;

/** Raises INVALID_INPUT with the field and the way out in both languages. */
const refuse = (field: string, de: string, en: string): string =>
  `RAISE EXCEPTION '${field}|${de}|${en}' USING ERRCODE = 'KX422';`;

const SUPPORT = (field: string): string =>
  refuse(
    field,
    'Diese Person ist über den Support-Zugang hier. Beenden Sie den Zugang statt der Mitgliedschaft.',
    'This person is here by support access. End the access instead of the membership.',
  );

const OUTLASTS = (field: string): string =>
  refuse(
    field,
    'Ihre eigene Mitgliedschaft endet vorher. Wählen Sie ein früheres Ende, oder bitten Sie eine Person, deren Mitgliedschaft länger gilt.',
    'Your own membership ends earlier. Choose an earlier end, or ask somebody whose membership lasts longer.',
  );

/** Whether something held may be taken away: like giving it, but an archived role can be taken too. */
const taking = [
  definerFunction({
    signature: 'tenancy.may_take(role_name text)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE org uuid := platform.org_id(); account uuid := platform.user_id(); held text[] := tenancy.org_permissions_of(org, account);
BEGIN
  IF held IS NULL OR NOT tenancy.counting(org, tenancy.role_permissions(org, role_name)) <@ held THEN RETURN false; END IF;
  RETURN role_name <> 'organization.owner' OR EXISTS (
    SELECT 1 FROM tenancy.membership m
     WHERE m.org_id = org AND m.account_id = account AND m.role_key = 'organization.owner' AND ${now('m')});
END`,
  }),
  // Nobody gives what lasts longer than what they hold themselves.
  definerFunction({
    signature: 'tenancy.holds_until(org uuid, account uuid)',
    returns: 'timestamptz',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT max(m.valid_to) FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account AND ${now('m')}`,
  }),
  definerFunction({
    signature: 'tenancy.member_to_change(member uuid)',
    returns: 'tenancy.membership',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE held tenancy.membership;
BEGIN
  IF NOT tenancy.may('member.manage') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  SELECT m.* INTO held FROM tenancy.membership m
   WHERE m.org_id = platform.org_id() AND m.member_id = member AND ${now('m')} FOR UPDATE;
  IF held.member_id IS NULL THEN RAISE EXCEPTION 'No such member.' USING ERRCODE = 'KX404'; END IF;
  IF held.role_key = 'organization.support' THEN ${SUPPORT('input.memberId')} END IF;
  IF NOT tenancy.may_take(held.role_key) THEN
    RAISE EXCEPTION 'Members above one''s own role are not changed.' USING ERRCODE = 'KX403';
  END IF;
  RETURN held;
END`,
  }),
];

/** What a person leaves behind when they go, now or because their time was over. */
const ending = [
  definerFunction({
    signature: 'tenancy.end_what_was_held(org uuid, account uuid, by_whom uuid DEFAULT NULL)',
    returns: 'uuid[]',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE ended uuid[]; moment timestamptz := clock_timestamp();
BEGIN
  UPDATE tenancy.group_member SET valid_to = greatest(valid_from, moment)
   WHERE org_id = org AND account_id = account AND valid_to > moment;
  WITH gone AS (
    UPDATE tenancy.space_grant SET valid_to = greatest(valid_from, moment), ended_by = by_whom
     WHERE org_id = org AND principal_kind = 'user' AND principal_id = account AND valid_to > moment
    RETURNING grant_id)
  SELECT coalesce(array_agg(gone.grant_id), '{}') INTO ended FROM gone;
  RETURN ended;
END`,
  }),
  // Spaces that have somebody in charge for good, and would have nobody without these people.
  definerFunction({
    signature: 'tenancy.spaces_left_alone(org uuid, leaving uuid[])',
    returns: 'uuid[]',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  WITH charged AS (
    SELECT g.space_id, m.account_id FROM tenancy.space_grant g
      JOIN tenancy.space sp ON sp.org_id = g.org_id AND sp.space_id = g.space_id AND sp.deleted_at IS NULL
      JOIN tenancy.membership m ON m.org_id = g.org_id AND m.valid_to = 'infinity'
       AND m.role_key NOT IN ('organization.auditor', 'organization.support')
     WHERE g.org_id = org AND g.valid_to = 'infinity' AND tenancy.puts_in_charge(org, g.role_key)
       AND ((g.principal_kind = 'user' AND g.principal_id = m.account_id)
         OR (g.principal_kind = 'group' AND EXISTS (
           SELECT 1 FROM tenancy.group_member gm
             JOIN tenancy.user_group own ON own.org_id = org AND own.group_id = gm.group_id AND own.archived_at IS NULL
             JOIN tenancy.user_group given ON given.org_id = org AND given.group_id = g.principal_id AND given.archived_at IS NULL
            WHERE gm.org_id = org AND gm.account_id = m.account_id AND gm.valid_to = 'infinity'
              AND (gm.group_id = g.principal_id OR EXISTS (
                SELECT 1 FROM tenancy.group_nesting n WHERE n.org_id = org AND n.parent_group_id = g.principal_id
                   AND n.child_group_id = gm.group_id AND n.valid_to = 'infinity'))))))
  SELECT ARRAY(SELECT c.space_id FROM charged c GROUP BY c.space_id HAVING bool_and(c.account_id = ANY(leaving)))`,
  }),
  definerFunction({
    signature: 'tenancy.appoint_successor(space uuid, account uuid, new_grant uuid, gone uuid[])',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  IF NOT space = ANY(tenancy.spaces_left_alone(org, gone)) THEN ${refuse(
    'input.successors',
    'Für einen dieser Spaces wird niemand gebraucht. Laden Sie die Seite neu.',
    'One of these Spaces needs nobody. Load the page anew.',
  )} END IF;
  -- Whoever is not in the Space may hand it on, never take it.
  IF NOT (tenancy.may('space.recover') AND account <> platform.user_id()) THEN
    IF NOT tenancy.may_grant(space, 'space.manager') THEN RAISE EXCEPTION 'No right to appoint.' USING ERRCODE = 'KX403'; END IF;
    PERFORM tenancy.refuse_outlasting(tenancy.shares_until(org, platform.user_id(), space, 'space.manager'), 'infinity', 'input.successors');
  END IF;
  IF tenancy.holds_until(org, platform.user_id()) < 'infinity' THEN ${OUTLASTS('input.successors')} END IF;
  IF account = ANY(gone) OR NOT EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account
      AND m.valid_to = 'infinity' AND m.role_key NOT IN ('organization.auditor', 'organization.support')) THEN ${refuse(
        'input.successors',
        'Verantwortlich werden kann nur ein Mitglied ohne Ende der Mitgliedschaft, das nicht selbst ausscheidet.',
        'Only a member whose membership has no end and who is not leaving can be in charge.',
      )} END IF;
  UPDATE tenancy.space_grant SET valid_to = clock_timestamp(), ended_by = platform.user_id()
   WHERE org_id = org AND space_id = space AND principal_kind = 'user' AND principal_id = account AND valid_to > clock_timestamp();
  INSERT INTO tenancy.space_grant (grant_id, org_id, space_id, principal_kind, principal_id, role_key, granted_by, valid_from)
    VALUES (new_grant, org, space, 'user', account, 'space.manager', platform.user_id(), clock_timestamp());
END`,
  }),
  // successors: [{"spaceId", "userId", "grantId"}, …]
  definerFunction({
    signature: 'tenancy.hand_over(gone uuid[], successors jsonb, field text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE each record;
BEGIN
  FOR each IN SELECT * FROM jsonb_to_recordset(successors) AS s ("spaceId" uuid, "userId" uuid, "grantId" uuid) LOOP
    PERFORM tenancy.appoint_successor(each."spaceId", each."userId", each."grantId", gone);
  END LOOP;
  IF cardinality(tenancy.spaces_left_alone(platform.org_id(), gone)) > 0 THEN
    RAISE EXCEPTION '%', field || '|Danach hätte ein Space keine verantwortliche Person mehr. Ernennen Sie zuvor dort eine andere.|After this, a Space would have no manager left. Appoint another one there first.'
      USING ERRCODE = 'KX422';
  END IF;
END`,
  }),
];

/** The only ways in which memberships change and end. Several people at once: all, or nobody. */
const changing = [
  'DROP FUNCTION tenancy.change_member_role(uuid, text);',
  'DROP FUNCTION tenancy.end_membership(uuid);',
  definerFunction({
    signature: 'tenancy.change_member_role(member uuid, role_name text, until timestamptz)',
    returns: 'TABLE (account_id uuid, previous_role text, previous_until timestamptz)',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); held tenancy.membership := tenancy.member_to_change(member);
  ends timestamptz := coalesce(until, 'infinity');
BEGIN
  until := nullif(until, 'infinity');
  IF NOT tenancy.may_give(role_name) THEN
    RAISE EXCEPTION 'Roles above one''s own are not given.' USING ERRCODE = 'KX403';
  END IF;
  IF until <= clock_timestamp() THEN ${refuse('input.until', 'Das Ende liegt in der Vergangenheit. Wählen Sie ein späteres.', 'The end is in the past. Choose a later one.')} END IF;
  IF ends > tenancy.holds_until(org, platform.user_id()) THEN ${OUTLASTS('input.until')} END IF;
  IF until IS NULL AND tenancy.needs_end(role_name) THEN ${refuse('input.until', 'Diese Rolle wird nur auf Zeit gegeben. Wählen Sie ein Ende.', 'This role is given for a limited time only. Choose an end.')} END IF;
  IF until IS NOT NULL OR tenancy.needs_end(role_name) THEN
    PERFORM tenancy.hand_over(ARRAY[held.account_id], '[]', 'input.until');
  END IF;
  IF (held.role_key, held.valid_to) IS DISTINCT FROM (role_name, ends) THEN
    UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE org_id = org AND membership_id = held.membership_id;
    INSERT INTO tenancy.membership (org_id, member_id, account_id, role_key, granted_by, joined_at, valid_from, valid_to)
      VALUES (org, member, held.account_id, role_name, platform.user_id(), held.joined_at, clock_timestamp(), ends);
  END IF;
  RETURN QUERY SELECT held.account_id, held.role_key, nullif(held.valid_to, 'infinity');
END`,
  }),
  definerFunction({
    signature: 'tenancy.end_memberships(members uuid[], successors jsonb)',
    returns: 'TABLE (member_id uuid, account_id uuid, role_key text, ended_grants uuid[])',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); held tenancy.membership; member uuid; gone uuid[] := '{}';
BEGIN
  FOREACH member IN ARRAY members LOOP
    held := tenancy.member_to_change(member);
    gone := gone || held.account_id;
  END LOOP;
  PERFORM tenancy.hand_over(gone, successors, 'input.successors');
  FOREACH member IN ARRAY members LOOP
    UPDATE tenancy.membership m SET valid_to = clock_timestamp()
     WHERE m.org_id = org AND m.member_id = member AND ${now('m')} RETURNING m.* INTO held;
    RETURN QUERY SELECT member, held.account_id, held.role_key, tenancy.end_what_was_held(org, held.account_id, platform.user_id());
  END LOOP;
END`,
  }),
  definerFunction({
    signature: 'tenancy.leave_organization(successors jsonb)',
    returns: 'TABLE (member_id uuid, role_key text, ended_grants uuid[])',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); account uuid := platform.user_id(); held tenancy.membership;
BEGIN
  SELECT m.* INTO held FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account AND ${now('m')} FOR UPDATE;
  IF held.member_id IS NULL THEN RAISE EXCEPTION 'No member.' USING ERRCODE = 'KX404'; END IF;
  IF held.role_key = 'organization.support' THEN ${SUPPORT('input')} END IF;
  PERFORM tenancy.hand_over(ARRAY[account], successors, 'input.successors');
  UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE org_id = org AND membership_id = held.membership_id;
  RETURN QUERY SELECT held.member_id, held.role_key, tenancy.end_what_was_held(org, account, account);
END`,
  }),
  // A new owner first, so that there is never none. Only with a second factor shown just now.
  definerFunction({
    signature: 'tenancy.transfer_ownership(member uuid, stays boolean)',
    returns: 'TABLE (account_id uuid, previous_role text, own_member uuid)',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); account uuid := platform.user_id(); held tenancy.membership; own tenancy.membership;
BEGIN
  SELECT m.* INTO own FROM tenancy.membership m
   WHERE m.org_id = org AND m.account_id = account AND m.role_key = 'organization.owner' AND ${now('m')} FOR UPDATE;
  IF own.member_id IS NULL OR NOT tenancy.may('member.manage') THEN RAISE EXCEPTION 'Owners alone.' USING ERRCODE = 'KX403'; END IF;
  held := tenancy.member_to_change(member);
  IF own.valid_to < 'infinity' THEN ${OUTLASTS('input.memberId')} END IF;
  PERFORM identity.require_fresh_factor();
  IF held.role_key = 'organization.owner' THEN ${refuse('input.memberId', 'Diese Person ist bereits Eigentümer. Wählen Sie eine andere.', 'This person is an owner already. Choose another one.')} END IF;
  IF held.valid_to <> 'infinity' OR held.role_key IN ('organization.guest', 'organization.auditor') THEN ${refuse('input.memberId', 'Eigentümer kann nur werden, wer ohne Ende Mitglied ist. Ändern Sie zuerst die Rolle der Person.', 'Only somebody whose membership has no end can become an owner. Change the person’s role first.')} END IF;
  UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE org_id = org AND membership_id = held.membership_id;
  INSERT INTO tenancy.membership (org_id, member_id, account_id, role_key, granted_by, joined_at, valid_from)
    VALUES (org, member, held.account_id, 'organization.owner', account, held.joined_at, clock_timestamp());
  IF NOT stays THEN
    UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE org_id = org AND membership_id = own.membership_id;
    INSERT INTO tenancy.membership (org_id, member_id, account_id, role_key, granted_by, joined_at, valid_from)
      VALUES (org, own.member_id, account, 'organization.admin', account, own.joined_at, clock_timestamp());
  END IF;
  RETURN QUERY SELECT held.account_id, held.role_key, own.member_id;
END`,
  }),
];

/** Memberships with an end, several people at once, handing over, leaving. */
export const up = [...taking, ...ending, ...changing].join('\n');
