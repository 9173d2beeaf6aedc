import { DEFINER } from '#runtime/db/roles.js';
import { classify, definerFunction, technical } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];

const columns = [
  `ALTER TABLE tenancy.own_request ADD COLUMN withdrawn_at timestamptz;
   ${classify('tenancy.own_request', 'withdrawn_at', technical('timestamptz'))}
   ALTER TABLE tenancy.access_request DROP CONSTRAINT access_request_state_check,
     ADD CONSTRAINT access_request_state_check CHECK (state IN ('open', 'approved', 'declined', 'withdrawn')),
     ADD CONSTRAINT withdrawn_by_who_asked CHECK (state <> 'withdrawn' OR decided_by = requested_by);
   GRANT UPDATE (state, decided_by, decided_at) ON tenancy.access_request TO ${DEFINER};`,
];

const asking = [
  // One open request a person and Space, twenty a person in all, and none for what the person can open.
  definerFunction({
    signature:
      'tenancy.file_access_request(request uuid, org uuid, account uuid, space uuid, document uuid, message text)',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: [],
    body: `
  INSERT INTO tenancy.access_request (request_id, org_id, space_id, document_id, requested_by, message)
  SELECT request, org, s.space_id, document, account, message FROM tenancy.space s
   WHERE s.org_id = org AND s.space_id = space AND s.deleted_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM tenancy.access_request r WHERE r.org_id = org AND r.requested_by = account
                      AND r.state = 'open' AND r.space_id = s.space_id)
     AND NOT EXISTS (SELECT 1 FROM tenancy.space_permissions_of(org, account) p WHERE p.space_id = s.space_id
                      AND CASE WHEN document IS NULL THEN 'space.read' ELSE 'document.read_draft' END = ANY(p.permissions))
     AND (SELECT count(*) FROM tenancy.access_request r WHERE r.org_id = org AND r.requested_by = account AND r.state = 'open') < 20`,
  }),
  // As before.
  definerFunction({
    signature: 'tenancy.create_access_request(request uuid, space uuid, document uuid, message text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id(); account uuid := platform.user_id(); place uuid := space;
BEGIN
  IF tenancy.org_permissions_of(org, account) IS NULL THEN RAISE EXCEPTION 'No member.' USING ERRCODE = 'KX403'; END IF;
  IF EXISTS (SELECT 1 FROM tenancy.organization o WHERE o.org_id = org AND (o.archived_at IS NOT NULL OR o.deletes_at IS NOT NULL)) THEN
    RETURN;
  END IF;
  IF document IS NOT NULL THEN place := content.space_of(org, document); END IF;
  INSERT INTO tenancy.own_request (request_id, org_id, requested_by, target_kind, target, place, message)
    VALUES (request, org, account, CASE WHEN document IS NULL THEN 'space' ELSE 'document' END, coalesce(document, space), place,
      create_access_request.message);
  PERFORM tenancy.file_access_request(request, org, account, place, document, create_access_request.message);
END`,
  }),
];

/**
 * Who asked takes back what they asked, however often they asked for it. One open request stands for everything in a
 * Space: while something else there is still asked for, it stands for that, so that what is withdrawn never tells which
 * pages lie together, or whether there is one.
 */
const withdrawing = [
  definerFunction({
    signature: 'tenancy.withdraw_access_request(request uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id(); account uuid := platform.user_id(); moment timestamptz := clock_timestamp();
  asked record; stands text; rest record;
BEGIN
  IF tenancy.org_permissions_of(org, account) IS NULL THEN RAISE EXCEPTION 'No member.' USING ERRCODE = 'KX403'; END IF;
  SELECT o.target_kind, o.target, o.place INTO asked FROM tenancy.own_request o
   WHERE o.org_id = org AND o.requested_by = account AND o.request_id = request;
  SELECT m.state INTO stands FROM tenancy.my_access_requests() m WHERE m.request_id = request;
  IF stands IS NULL THEN RAISE EXCEPTION 'No such request.' USING ERRCODE = 'KX404'; END IF;
  IF stands <> 'open' THEN RAISE EXCEPTION 'Settled already.' USING ERRCODE = 'KX409'; END IF;
  UPDATE tenancy.own_request o SET withdrawn_at = moment
   WHERE o.org_id = org AND o.requested_by = account AND o.withdrawn_at IS NULL
     AND o.target_kind = asked.target_kind AND o.target IS NOT DISTINCT FROM asked.target;
  UPDATE tenancy.access_request r SET state = 'withdrawn', decided_by = account, decided_at = moment
   WHERE r.org_id = org AND r.requested_by = account AND r.space_id = asked.place AND r.state = 'open';
  IF NOT FOUND THEN RETURN; END IF;
  FOR rest IN SELECT o.request_id, o.target_kind, o.target, o.message FROM tenancy.own_request o
     WHERE o.org_id = org AND o.requested_by = account AND o.place = asked.place AND o.withdrawn_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM tenancy.access_request r WHERE r.org_id = org AND r.request_id = o.request_id)
       AND NOT EXISTS (SELECT 1 FROM tenancy.access_request r WHERE r.org_id = org AND r.requested_by = account
         AND r.space_id = o.place AND r.state IN ('approved', 'declined') AND r.decided_at > o.created_at)
     ORDER BY o.created_at DESC LOOP
    PERFORM tenancy.file_access_request(rest.request_id, org, account, asked.place,
      CASE WHEN rest.target_kind = 'document' THEN rest.target END, rest.message);
  END LOOP;
END`,
  }),
  // As before; what was withdrawn says so, and decides about nothing else.
  definerFunction({
    signature: 'tenancy.my_access_requests()',
    returns:
      'TABLE (request_id uuid, target_kind text, target uuid, message text, created_at timestamptz, state text, decided_at timestamptz, reason text, role_key text, until timestamptz, space_id uuid)',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); account uuid := platform.user_id();
BEGIN
  IF tenancy.org_permissions_of(org, account) IS NULL THEN RETURN; END IF;
  RETURN QUERY
    SELECT mine.request_id, mine.target_kind, mine.target, mine.message, mine.created_at,
           CASE WHEN mine.withdrawn_at IS NULL THEN coalesce(d.state, 'open') ELSE 'withdrawn' END,
           coalesce(mine.withdrawn_at, d.decided_at), d.reason, d.granted_role, d.granted_until,
           CASE WHEN d.state = 'approved' THEN d.space_id END
      FROM (SELECT DISTINCT ON (o.target_kind, o.target) o.* FROM tenancy.own_request o
             WHERE o.org_id = org AND o.requested_by = account
             ORDER BY o.target_kind, o.target, o.created_at DESC) mine
      LEFT JOIN LATERAL (
        SELECT r.* FROM tenancy.access_request r
         WHERE mine.withdrawn_at IS NULL AND r.org_id = org AND r.requested_by = account AND r.space_id = mine.place
           AND r.state IN ('approved', 'declined') AND r.decided_at > mine.created_at ORDER BY r.decided_at LIMIT 1) d ON true
     ORDER BY mine.created_at DESC, mine.request_id LIMIT 50;
END`,
  }),
  // As before; nobody is told of what was withdrawn meanwhile.
  definerFunction({
    signature: 'tenancy.access_request_mails(request uuid)',
    returns:
      'TABLE (email text, recipient text, locale text, requester text, space_name text, organization_slug text, organization_name text, state text, role_key text, role_name text, until timestamptz, message text, reason text, space_id uuid, document_id uuid)',
    volatility: 'STABLE',
    execute: ['kopexa_worker'],
    body: `
#variable_conflict use_column
DECLARE r tenancy.access_request; recipients uuid[];
BEGIN
  SELECT a.* INTO r FROM tenancy.access_request a WHERE a.request_id = request;
  IF r.request_id IS NULL OR r.state = 'withdrawn' THEN RETURN; END IF;
  recipients := CASE WHEN r.state = 'open' THEN tenancy.space_managers(r.org_id, r.space_id) ELSE ARRAY[r.requested_by] END;
  RETURN QUERY SELECT p.email, p.name, p.locale, (SELECT q.name FROM identity.contacts(ARRAY[r.requested_by]) q),
      CASE WHEN r.state <> 'declined' THEN s.name END, o.slug, o.name, r.state, r.granted_role,
      tenancy.custom_role_name(r.org_id, r.granted_role), r.granted_until, r.message, r.reason,
      CASE WHEN r.state <> 'declined' THEN r.space_id END, r.document_id
    FROM identity.contacts(recipients) p JOIN tenancy.organization o ON o.org_id = r.org_id
    JOIN tenancy.space s ON s.org_id = r.org_id AND s.space_id = r.space_id;
END`,
  }),
];

/** Requests for access that whoever asked takes back. */
export const up = [...columns, ...asking, ...withdrawing].join('\n');
