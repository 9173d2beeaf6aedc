import { classify, content, createTable, createdAt, definerFunction, technical } from '#runtime/db/table.js';

const TENANCY = 'kopexa_tenancy';

/**
 * Requests are approved for a time, and whoever asks sees what they asked for and what came of it. One's own list holds
 * every request, also for what does not exist: it shows nothing but what was typed, until somebody decided.
 */
export const up = [
  `ALTER TABLE tenancy.access_request ADD COLUMN granted_until timestamptz;
   ${classify('tenancy.access_request', 'granted_until', technical('timestamptz'))}
   GRANT UPDATE (granted_until) ON tenancy.access_request TO ${TENANCY};`,
  createTable({
    name: 'tenancy.own_request',
    scope: 'organization',
    columns: {
      request_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      requested_by: technical('uuid NOT NULL'),
      target_kind: technical("text NOT NULL CHECK (target_kind IN ('space', 'document'))"),
      // As it was typed; it may name nothing.
      target: technical('uuid'),
      // Where a decision would be found; shown to nobody.
      place: technical('uuid'),
      message: content("text NOT NULL DEFAULT '' CHECK (length(message) <= 1000)"),
      created_at: createdAt(),
    },
    constraints: [
      'PRIMARY KEY (org_id, request_id)',
      'FOREIGN KEY (org_id) REFERENCES tenancy.organization (org_id)',
    ],
    indexes: ['(org_id, requested_by, created_at DESC)'],
    definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  }),
  // Every member may ask, auditors too: to look they need access, and others decide about it. In an Organization that
  // is archived or about to be deleted nothing is written; the answer is the same.
  definerFunction({
    signature: 'tenancy.create_access_request(request uuid, space uuid, document uuid, message text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [TENANCY],
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
  INSERT INTO tenancy.access_request (request_id, org_id, space_id, document_id, requested_by, message)
  SELECT request, org, s.space_id, document, account, create_access_request.message FROM tenancy.space s
   WHERE s.org_id = org AND s.space_id = place AND s.deleted_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM tenancy.access_request r WHERE r.org_id = org AND r.requested_by = account
                      AND r.state = 'open' AND r.space_id = s.space_id)
     AND NOT EXISTS (SELECT 1 FROM tenancy.space_permissions_of(org, account) p WHERE p.space_id = s.space_id
                      AND CASE WHEN document IS NULL THEN 'space.read' ELSE 'document.read_draft' END = ANY(p.permissions))
     AND (SELECT count(*) FROM tenancy.access_request r WHERE r.org_id = org AND r.requested_by = account AND r.state = 'open') < 20;
END`,
  }),
  // One's own, newest first, each thing once. A request is decided with the first decision after it about its Space:
  // only one is ever open there.
  definerFunction({
    signature: 'tenancy.my_access_requests()',
    returns:
      'TABLE (request_id uuid, target_kind text, target uuid, message text, created_at timestamptz, state text, decided_at timestamptz, reason text, role_key text, until timestamptz, space_id uuid)',
    volatility: 'STABLE',
    execute: [TENANCY],
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); account uuid := platform.user_id();
BEGIN
  IF tenancy.org_permissions_of(org, account) IS NULL THEN RETURN; END IF;
  RETURN QUERY
    SELECT mine.request_id, mine.target_kind, mine.target, mine.message, mine.created_at, coalesce(d.state, 'open'),
           d.decided_at, d.reason, d.granted_role, d.granted_until, CASE WHEN d.state = 'approved' THEN d.space_id END
      FROM (SELECT DISTINCT ON (o.target_kind, o.target) o.* FROM tenancy.own_request o
             WHERE o.org_id = org AND o.requested_by = account
             ORDER BY o.target_kind, o.target, o.created_at DESC) mine
      LEFT JOIN LATERAL (
        SELECT r.* FROM tenancy.access_request r
         WHERE r.org_id = org AND r.requested_by = account AND r.space_id = mine.place
           AND r.decided_at > mine.created_at ORDER BY r.decided_at LIMIT 1) d ON true
     ORDER BY mine.created_at DESC, mine.request_id LIMIT 50;
END`,
  }),
  // A year after it was asked nobody looks for an answer any more.
  definerFunction({
    signature: 'tenancy.forget_own_requests()',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `DELETE FROM tenancy.own_request WHERE created_at < now() - interval '365 days'`,
  }),
  `INSERT INTO tenancy.own_request (request_id, org_id, requested_by, target_kind, target, place, message, created_at)
   SELECT r.request_id, r.org_id, r.requested_by, CASE WHEN r.document_id IS NULL THEN 'space' ELSE 'document' END,
          coalesce(r.document_id, r.space_id), r.space_id, r.message, r.created_at FROM tenancy.access_request r;`,
  'DROP FUNCTION tenancy.access_request_mails(uuid);',
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
  IF r.request_id IS NULL THEN RETURN; END IF;
  recipients := CASE WHEN r.state = 'open' THEN tenancy.space_managers(r.org_id, r.space_id) ELSE ARRAY[r.requested_by] END;
  RETURN QUERY SELECT p.email, p.name, p.locale, (SELECT q.name FROM identity.contacts(ARRAY[r.requested_by]) q),
      CASE WHEN r.state <> 'declined' THEN s.name END, o.slug, o.name, r.state, r.granted_role,
      tenancy.custom_role_name(r.org_id, r.granted_role), r.granted_until, r.message, r.reason,
      CASE WHEN r.state <> 'declined' THEN r.space_id END, r.document_id
    FROM identity.contacts(recipients) p JOIN tenancy.organization o ON o.org_id = r.org_id
    JOIN tenancy.space s ON s.org_id = r.org_id AND s.space_id = r.space_id;
END`,
  }),
].join('\n');
