import { content, createTable, createdAt, definerFunction, technical } from '#runtime/db/table.js';

const TENANCY = 'kopexa_tenancy';
const sharing = `space_id = ANY((SELECT tenancy.spaces_with('space.share'))::uuid[])`;

/**
 * Requests for access. Whoever asks never sees the row: its existence would say that the page exists.
 */
export const up = [
  createTable({
    name: 'tenancy.access_request',
    scope: 'organization',
    columns: {
      request_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      space_id: technical('uuid NOT NULL'),
      document_id: technical('uuid'),
      requested_by: technical('uuid NOT NULL'),
      message: content("text NOT NULL DEFAULT '' CHECK (length(message) <= 1000)"),
      state: technical("text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'approved', 'declined'))"),
      created_at: createdAt(),
      decided_by: technical('uuid'),
      decided_at: technical('timestamptz'),
      granted_role: technical('text REFERENCES tenancy.role (role_key)'),
      reason: content('text CHECK (length(reason) <= 1000)'),
    },
    constraints: [
      'PRIMARY KEY (org_id, request_id)',
      'FOREIGN KEY (org_id, space_id) REFERENCES tenancy.space (org_id, space_id)',
      "CHECK ((state = 'open') = (decided_at IS NULL))",
    ],
    indexes: ['(org_id, space_id, created_at DESC)', "(org_id, requested_by) WHERE state = 'open'"],
    definer: ['SELECT', 'INSERT'],
    policies: [
      { login: TENANCY, for: 'SELECT', using: sharing },
      {
        login: TENANCY,
        for: 'UPDATE',
        using: `${sharing} AND state = 'open'`,
        check: `${sharing} AND state <> 'open' AND decided_by = (SELECT platform.user_id())`,
        columns: ['state', 'decided_by', 'decided_at', 'granted_role', 'reason'],
      },
    ],
  }),
  // Answers nothing, whatever it finds. One open request a person and Space, twenty a person in all, and none for what
  // the person can open: approving it could only take away.
  definerFunction({
    signature: 'tenancy.create_access_request(request uuid, space uuid, document uuid, message text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [TENANCY],
    body: `
DECLARE org uuid := platform.org_id(); account uuid := platform.user_id(); place uuid := space;
BEGIN
  IF tenancy.org_permissions_of(org, account) IS NULL THEN RAISE EXCEPTION 'No member.' USING ERRCODE = 'KX403'; END IF;
  IF document IS NOT NULL THEN place := content.space_of(org, document); END IF;
  INSERT INTO tenancy.access_request (request_id, org_id, space_id, document_id, requested_by, message)
  SELECT request, org, s.space_id, document, account, create_access_request.message FROM tenancy.space s
   WHERE s.org_id = org AND s.space_id = place
     AND NOT EXISTS (SELECT 1 FROM tenancy.access_request r WHERE r.org_id = org AND r.requested_by = account
                      AND r.state = 'open' AND r.space_id = s.space_id)
     AND NOT EXISTS (SELECT 1 FROM tenancy.space_permissions_of(org, account) p WHERE p.space_id = s.space_id
                      AND CASE WHEN document IS NULL THEN 'space.read' ELSE 'document.read_draft' END = ANY(p.permissions))
     AND (SELECT count(*) FROM tenancy.access_request r WHERE r.org_id = org AND r.requested_by = account AND r.state = 'open') < 20;
END`,
  }),
  definerFunction({
    signature: 'tenancy.space_managers(org uuid, space uuid)',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: [],
    body: `
BEGIN
  RETURN (SELECT array_agg(m.account_id) FROM tenancy.membership m
           WHERE m.org_id = org AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()
             AND EXISTS (SELECT 1 FROM tenancy.space_permissions_of(org, m.account_id) p
                          WHERE p.space_id = space AND 'space.share' = ANY(p.permissions)));
END`,
  }),
  // For the worker: one row a mail. Open requests go to those who may decide, decided ones to who asked.
  definerFunction({
    signature: 'tenancy.access_request_mails(request uuid)',
    returns:
      'TABLE (email text, recipient text, locale text, requester text, space_name text, organization_slug text, organization_name text, state text, role_key text, message text, reason text, space_id uuid, document_id uuid)',
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
      CASE WHEN r.state <> 'declined' THEN s.name END, o.slug, o.name, r.state, r.granted_role, r.message, r.reason,
      CASE WHEN r.state <> 'declined' THEN r.space_id END, r.document_id
    FROM identity.contacts(recipients) p JOIN tenancy.organization o ON o.org_id = r.org_id
    JOIN tenancy.space s ON s.org_id = r.org_id AND s.space_id = r.space_id;
END`,
  }),
].join('\n');
