import { classify, definerFunction, technical } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];
const now = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;

/** Raises INVALID_INPUT with the field and the way out in both languages. */
const refuse = (field: string, de: string, en: string): string =>
  `RAISE EXCEPTION '${field}|${de}|${en}' USING ERRCODE = 'KX422';`;

/** Who ended a grant, and when it was to end: one that ended as planned is told about, one that was revoked is not. */
const columns = `
ALTER TABLE tenancy.space_grant ADD COLUMN ended_by uuid, ADD COLUMN planned_to timestamptz NOT NULL DEFAULT 'infinity';
${classify('tenancy.space_grant', 'ended_by', technical('uuid'))}
${classify('tenancy.space_grant', 'planned_to', technical('timestamptz'))}
CREATE INDEX ON tenancy.space_grant (planned_to) WHERE planned_to <> 'infinity';`;

const planning = [
  definerFunction({
    signature: 'tenancy.plan_end()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
BEGIN
  NEW.planned_to := NEW.valid_to;
  RETURN NEW;
END`,
  }),
  `CREATE TRIGGER plan_end BEFORE INSERT ON tenancy.space_grant FOR EACH ROW EXECUTE FUNCTION tenancy.plan_end();`,
];

const giving = [
  // Whether a person may have a role in a Space at all, whoever gives it.
  definerFunction({
    signature: 'tenancy.refuse_recipient(org uuid, kind text, principal uuid, role_name text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE held text;
BEGIN
  IF kind = 'group' THEN
    IF EXISTS (SELECT 1 FROM tenancy.user_group g WHERE g.org_id = org AND g.group_id = principal AND g.archived_at IS NULL) THEN RETURN; END IF;
    ${refuse('input.groupId', 'Diese Gruppe gibt es nicht. Wählen Sie eine aus der Liste.', 'There is no such group. Choose one from the list.')}
  END IF;
  SELECT m.role_key INTO held FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = principal AND ${now('m')};
  IF held IS NULL THEN
    ${refuse('input.userId', 'Diese Person ist kein Mitglied der Organization. Laden Sie sie zuerst ein.', 'This person is not a member of the Organization. Invite them first.')}
  END IF;
  IF held = 'organization.support' THEN
    ${refuse('input.userId', 'Diese Person ist über den Support-Zugang hier. Was sie sieht, bestimmt der Zugang.', 'This person is here by support access. What they see is decided there.')}
  END IF;
  IF held = 'organization.auditor' AND NOT tenancy.role_permissions(org, role_name) <@ tenancy.reading() THEN
    ${refuse('input.role', 'Diese Person prüft die Organization und ändert nichts. Wählen Sie eine Rolle, die nur liest.', 'This person audits the Organization and changes nothing. Choose a role that only reads.')}
  END IF;
END`,
  }),
  `DROP FUNCTION tenancy.grant_space(uuid, uuid, uuid, text);`,
  // A role for a person or a group, for good or until a moment, in place of the one that is held.
  definerFunction({
    signature:
      'tenancy.grant_space(new_grant uuid, space uuid, kind text, principal uuid, role_name text, until timestamptz)',
    returns: 'TABLE (grant_id uuid, replaced_grant uuid, replaced_role text, replaced_end timestamptz)',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); held record; managed boolean;
  moment timestamptz := clock_timestamp(); ending timestamptz := coalesce(until, 'infinity');
BEGIN
  IF NOT space = ANY(tenancy.spaces_with('space.read')) THEN RAISE EXCEPTION 'No such Space.' USING ERRCODE = 'KX404'; END IF;
  IF NOT tenancy.may_grant(space, role_name) OR ending <= moment THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  PERFORM tenancy.refuse_recipient(org, kind, principal, role_name);
  SELECT g.* INTO held FROM tenancy.space_grant g WHERE g.org_id = org AND g.space_id = space
     AND g.principal_kind = kind AND g.principal_id = principal AND ${now('g')} FOR UPDATE;
  IF held.role_key = role_name AND held.valid_to = ending THEN
    RETURN QUERY SELECT held.grant_id, NULL::uuid, NULL::text, NULL::timestamptz; RETURN;
  END IF;
  PERFORM tenancy.refuse_outlasting(tenancy.shares_until(org, platform.user_id(), space, role_name), ending, 'input.until');
  managed := tenancy.has_lasting_manager(org, space);
  IF held.grant_id IS NOT NULL THEN
    IF NOT tenancy.may_revoke(space, held.role_key) THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
    UPDATE tenancy.space_grant SET valid_to = moment, ended_by = platform.user_id() WHERE org_id = org AND grant_id = held.grant_id;
  END IF;
  INSERT INTO tenancy.space_grant (grant_id, org_id, space_id, principal_kind, principal_id, role_key, granted_by, valid_from, valid_to)
    VALUES (new_grant, org, space, kind, principal, role_name, platform.user_id(), moment, ending);
  IF managed THEN
    PERFORM tenancy.keep_a_manager(org, space, CASE WHEN held.role_key = role_name THEN 'input.until' ELSE 'input.role' END);
  END IF;
  RETURN QUERY SELECT new_grant, held.grant_id, held.role_key, held.valid_to;
END`,
  }),
  // Nobody takes what they could not give; a role that is put away by now can be taken all the same, and in an
  // archived Space, where nobody writes, its managers still decide who is in it.
  definerFunction({
    signature: 'tenancy.may_revoke(space uuid, role_name text)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE org uuid := platform.org_id(); held text[] := tenancy.uncut_space_permissions_of(org, platform.user_id(), space);
BEGIN
  RETURN coalesce('space.share' = ANY(held) AND tenancy.role_permissions(org, role_name) <@ held, false);
END`,
  }),
  `DROP FUNCTION tenancy.revoke_grant(uuid);`,
  definerFunction({
    signature: 'tenancy.revoke_grant(ended uuid)',
    returns: 'TABLE (space_id uuid, principal_id uuid, role_key text)',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); held record; managed boolean;
BEGIN
  SELECT g.* INTO held FROM tenancy.space_grant g WHERE g.org_id = org AND g.grant_id = ended AND ${now('g')}
     AND g.space_id = ANY(tenancy.spaces_with('space.share')) FOR UPDATE;
  IF held.grant_id IS NULL THEN RAISE EXCEPTION 'No such grant.' USING ERRCODE = 'KX404'; END IF;
  IF NOT tenancy.may_revoke(held.space_id, held.role_key) THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  managed := tenancy.has_lasting_manager(org, held.space_id);
  UPDATE tenancy.space_grant SET valid_to = clock_timestamp(), ended_by = platform.user_id() WHERE org_id = org AND grant_id = ended;
  IF managed THEN PERFORM tenancy.keep_a_manager(org, held.space_id, 'grantId'); END IF;
  RETURN QUERY SELECT held.space_id, held.principal_id, held.role_key;
END`,
  }),
];

/** Access to Spaces for people and groups, for good or until a moment. */
export const up = [columns, ...planning, ...giving].join('\n');
