import { definerFunction } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];
const pending = 'i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > clock_timestamp()';

/** What roles are called where row-level security cannot be asked: outside of an Organization, and in mails. */
export const up = [
  // What the context's actor holds in the Spaces of the Organization at this statement.
  definerFunction({
    signature: 'tenancy.my_space_permissions()',
    returns: 'TABLE (space_id uuid, permissions text[])',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.org_id IS NULL OR c.user_id IS NULL OR c.assurance < 2 THEN RETURN; END IF;
  IF c.kind = 'service' THEN
    RETURN QUERY SELECT s.space_id, s.permissions FROM tenancy.service_space_permissions_of(c.org_id, c.user_id, c.session_id) s;
  ELSE
    RETURN QUERY SELECT s.space_id, s.permissions FROM tenancy.space_permissions_of(c.org_id, c.user_id) s;
  END IF;
END`,
  }),
  // Custom roles that one may know: those one has, and those one may be about to give. Read by the tables' policies.
  definerFunction({
    signature: 'tenancy.my_custom_roles()',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
DECLARE c platform.request_context := platform.context(); org uuid := c.org_id; shares boolean;
BEGIN
  IF org IS NULL OR c.user_id IS NULL OR c.assurance < 2 THEN RETURN '{}'; END IF;
  IF tenancy.may('member.invite') OR tenancy.may('member.manage') OR tenancy.may('role.manage') THEN
    RETURN ARRAY(SELECT r.role_id FROM tenancy.custom_role r WHERE r.org_id = org);
  END IF;
  shares := cardinality(tenancy.spaces_with('space.share')) > 0;
  RETURN ARRAY(
    SELECT m.custom_role_id FROM tenancy.membership m
     WHERE m.org_id = org AND m.account_id = c.user_id AND m.custom_role_id IS NOT NULL
       AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()
    UNION
    SELECT mine.role_key::uuid FROM tenancy.my_space_roles() mine WHERE mine.role_key NOT LIKE '%.%'
    UNION
    SELECT g.custom_role_id FROM tenancy.service_grant g
     WHERE c.kind = 'service' AND g.org_id = org AND g.service_account_id = c.user_id AND g.custom_role_id IS NOT NULL
       AND g.valid_from <= clock_timestamp() AND g.valid_to > clock_timestamp()
    UNION
    SELECT r.role_id FROM tenancy.custom_role r WHERE shares AND r.org_id = org AND r.scope = 'space');
END`,
  }),
  // The custom roles that the context's person has in Organizations, for the list of their own.
  definerFunction({
    signature: 'tenancy.my_roles_everywhere()',
    returns: 'TABLE (role_id uuid, name text, description text, permissions text[], version integer)',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.user_id IS NULL OR c.assurance < 2 OR c.kind <> 'user' THEN RETURN; END IF;
  RETURN QUERY SELECT v.role_id, v.name, v.description, v.permissions, v.number
    FROM tenancy.membership m JOIN tenancy.custom_role_version v
      ON v.org_id = m.org_id AND v.role_id = m.custom_role_id AND v.valid_to = 'infinity'
   WHERE m.account_id = c.user_id AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp();
END`,
  }),
  // What a custom role is called now; NULL for a built-in one.
  definerFunction({
    signature: 'tenancy.custom_role_name(org uuid, role_key text)',
    returns: 'text',
    volatility: 'STABLE',
    execute: [],
    body: `
BEGIN
  RETURN (SELECT v.name FROM tenancy.custom_role_version v
           WHERE v.org_id = org AND v.role_id::text = custom_role_name.role_key AND v.valid_to = 'infinity');
END`,
  }),
  'DROP FUNCTION tenancy.invitation_mail(uuid);',
  definerFunction({
    signature: 'tenancy.invitation_mail(invitation uuid)',
    returns:
      'TABLE (email text, organization_name text, locale text, inviter text, role_key text, role_name text, expires_at timestamptz)',
    volatility: 'STABLE',
    execute: ['kopexa_worker'],
    body: `
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT i.email, o.name, tenancy.setting_of(o.org_id, 'general.language'),
      (SELECT p.name FROM identity.contacts(ARRAY[i.invited_by]) p), i.role_key,
      tenancy.custom_role_name(i.org_id, i.role_key), i.expires_at
    FROM tenancy.invitation i JOIN tenancy.organization o ON o.org_id = i.org_id
   WHERE i.invitation_id = invitation AND ${pending};
END`,
  }),
  'DROP FUNCTION tenancy.access_request_mails(uuid);',
  definerFunction({
    signature: 'tenancy.access_request_mails(request uuid)',
    returns:
      'TABLE (email text, recipient text, locale text, requester text, space_name text, organization_slug text, organization_name text, state text, role_key text, role_name text, message text, reason text, space_id uuid, document_id uuid)',
    volatility: 'STABLE',
    execute: ['kopexa_worker'],
    body: `
#variable_conflict use_column
DECLARE r tenancy.access_request; recipients uuid[];
BEGIN
  SELECT a.* INTO r FROM tenancy.access_request a WHERE a.request_id = request;
  IF r.request_id IS NULL THEN RETURN; END IF;
  recipients := CASE WHEN r.state = 'open' THEN tenancy.space_managers(r.org_id, r.space_id) ELSE ARRAY[r.requested_by] END;
  RETURN QUERY SELECT p.email, p.name, p.locale, (SELECT q.name FROM identity.contacts(ARRAY[r.requested_by]) q),
      CASE WHEN r.state <> 'declined' THEN s.name END, o.slug, o.name, r.state, r.granted_role,
      tenancy.custom_role_name(r.org_id, r.granted_role), r.message, r.reason,
      CASE WHEN r.state <> 'declined' THEN r.space_id END, r.document_id
    FROM identity.contacts(recipients) p JOIN tenancy.organization o ON o.org_id = r.org_id
    JOIN tenancy.space s ON s.org_id = r.org_id AND s.space_id = r.space_id;
END`,
  }),
].join('\n');
