import { definerFunction } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];
const now = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;

/** What goes with a member and what they leave behind, told before it happens; and who may change settings. */
export const up = [
  // The accounts of those members about whom the reader may ask: anybody's for who manages members, else one's own.
  definerFunction({
    signature: 'tenancy.accounts_of_members(members uuid[])',
    returns: 'TABLE (member_id uuid, account_id uuid)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT m.member_id, m.account_id FROM tenancy.membership m
   WHERE m.org_id = platform.org_id() AND m.member_id = ANY(members) AND ${now('m')}
     AND (m.account_id = platform.user_id() OR tenancy.may('member.manage'))`,
  }),
  definerFunction({
    signature: 'tenancy.leaving(members uuid[])',
    returns:
      'TABLE (member_id uuid, account_id uuid, spaces integer, groups integer, requests integer, invitations integer, service_accounts integer, documents integer)',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id();
BEGIN
  RETURN QUERY SELECT a.member_id, a.account_id,
      (SELECT count(*)::integer FROM tenancy.space_permissions_of(org, a.account_id)),
      cardinality(tenancy.groups_of(org, a.account_id)),
      (SELECT count(*)::integer FROM tenancy.access_request r WHERE r.org_id = org AND r.requested_by = a.account_id AND r.state = 'open'),
      (SELECT count(*)::integer FROM tenancy.invitation i WHERE i.org_id = org AND i.invited_by = a.account_id
          AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > clock_timestamp()),
      identity.service_accounts_owned(org, a.account_id), content.documents_owned(org, a.account_id)
    FROM tenancy.accounts_of_members(members) a;
END`,
  }),
  // Spaces that would have nobody in charge. Their names for those who may know them; the others learn that there are some.
  definerFunction({
    signature: 'tenancy.spaces_to_hand_over(members uuid[])',
    returns: 'TABLE (space_id uuid, name text, may_appoint boolean)',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); gone uuid[]; seen uuid[] := tenancy.spaces_with('space.read'); recovers boolean := tenancy.may('space.recover');
BEGIN
  SELECT array_agg(a.account_id) INTO gone FROM tenancy.accounts_of_members(members) a;
  RETURN QUERY SELECT s.space_id, CASE WHEN recovers OR s.space_id = ANY(seen) THEN s.name END,
      recovers OR tenancy.may_grant(s.space_id, 'space.manager')
    FROM tenancy.space s WHERE s.org_id = org AND s.space_id = ANY(tenancy.spaces_left_alone(org, gone)) ORDER BY lower(s.name), s.space_id;
END`,
  }),
  // Who may change settings: everybody who may read them learns it.
  definerFunction({
    signature: 'tenancy.people_who_may_change_settings()',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  IF NOT tenancy.may('settings.read') THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT DISTINCT m.account_id FROM tenancy.membership m
    WHERE m.org_id = org AND ${now('m')} AND 'settings.update' = ANY(tenancy.org_permissions_of(org, m.account_id)));
END`,
  }),
].join('\n');
