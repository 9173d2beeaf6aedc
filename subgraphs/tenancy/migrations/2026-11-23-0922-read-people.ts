import { definerFunction } from '#runtime/db/table.js';

/**
 * What this room tells about people: to their own user, to members who may see the list of members, and to
 * other rooms' definer functions. Names and mail addresses stay in identity and are asked for there.
 */
export const up = [
  definerFunction({
    signature: 'tenancy.my_organizations()',
    returns: 'TABLE (org_id uuid, slug text, name text, role_key text)',
    volatility: 'STABLE',
    execute: ['kopexa_tenancy'],
    body: `
#variable_conflict use_column
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.user_id IS NULL OR c.assurance < 2 THEN RETURN; END IF;
  RETURN QUERY SELECT o.org_id, o.slug, o.name, m.role_key
    FROM tenancy.membership m JOIN tenancy.organization o ON o.org_id = m.org_id
   WHERE m.account_id = c.user_id AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()
   ORDER BY lower(o.name), o.org_id;
END`,
  }),
  // Published: whoever is or was a member of the context's Organization keeps a name there.
  definerFunction({
    signature: 'tenancy.people_of_org(ids uuid[])',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: [],
    body: `
BEGIN
  RETURN coalesce((SELECT array_agg(DISTINCT m.account_id) FROM tenancy.membership m
                    WHERE m.org_id = platform.org_id() AND m.account_id = ANY(ids)), '{}');
END`,
  }),
  // Members by name or mail address, for the list and its search.
  definerFunction({
    signature: 'tenancy.people_matching(term text)',
    returns: 'TABLE (account_id uuid, name text)',
    volatility: 'STABLE',
    execute: ['kopexa_tenancy'],
    body: `
#variable_conflict use_column
DECLARE ids uuid[];
BEGIN
  IF NOT tenancy.may('member.read') THEN RETURN; END IF;
  SELECT array_agg(m.account_id) INTO ids FROM tenancy.membership m
   WHERE m.org_id = platform.org_id() AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp();
  RETURN QUERY SELECT p.account_id, p.name FROM identity.contacts(ids) p
   WHERE term = '' OR position(lower(term) IN lower(p.name)) > 0 OR position(lower(term) IN p.email) > 0;
END`,
  }),
  // Which of these addresses belong to members already; an address of somebody else is never confirmed.
  definerFunction({
    signature: 'tenancy.members_among(addresses text[])',
    returns: 'text[]',
    volatility: 'STABLE',
    execute: ['kopexa_tenancy'],
    body: `
DECLARE ids uuid[];
BEGIN
  IF NOT (tenancy.may('member.invite') AND tenancy.may('member.read')) THEN RETURN '{}'; END IF;
  SELECT array_agg(m.account_id) INTO ids FROM tenancy.membership m
   WHERE m.org_id = platform.org_id() AND m.valid_to > clock_timestamp();
  RETURN coalesce((SELECT array_agg(p.email) FROM identity.contacts(ids) p WHERE p.email = ANY(addresses)), '{}');
END`,
  }),
  definerFunction({
    signature: 'tenancy.members_with_second_factor(ids uuid[])',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: ['kopexa_tenancy'],
    body: `
DECLARE members uuid[];
BEGIN
  IF NOT tenancy.may('member.read') THEN RETURN '{}'; END IF;
  SELECT array_agg(m.account_id) INTO members FROM tenancy.membership m
   WHERE m.org_id = platform.org_id() AND m.account_id = ANY(ids) AND m.valid_to > clock_timestamp();
  RETURN coalesce(identity.second_factor_of(coalesce(members, '{}')), '{}');
END`,
  }),
  // The reader's own roles, held directly or through a group.
  definerFunction({
    signature: 'tenancy.my_space_roles()',
    returns: 'TABLE (space_id uuid, role_key text)',
    volatility: 'STABLE',
    execute: ['kopexa_tenancy'],
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); account uuid := platform.user_id();
BEGIN
  RETURN QUERY SELECT DISTINCT g.space_id, g.role_key FROM tenancy.space_grant g
   WHERE g.org_id = org AND g.valid_from <= clock_timestamp() AND g.valid_to > clock_timestamp()
     AND ((g.principal_kind = 'user' AND g.principal_id = account) OR (g.principal_kind = 'group' AND EXISTS (
       SELECT 1 FROM tenancy.group_member gm WHERE gm.org_id = org AND gm.group_id = g.principal_id
          AND gm.account_id = account AND gm.valid_from <= clock_timestamp() AND gm.valid_to > clock_timestamp())))
     AND tenancy.org_permissions_of(org, account) IS NOT NULL;
END`,
  }),
].join('\n');
