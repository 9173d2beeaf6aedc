import { content, createTable, definerFunction, technical } from '#runtime/db/table.js';

const TENANCY = 'kopexa_tenancy';
const now = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;
const managing = `(SELECT tenancy.may('support.manage'))`;

/** What an Organization opened for the operator's support, in which Spaces, and who came in. Temporal, never deleted. */
const tables = [
  createTable({
    name: 'tenancy.support_access',
    scope: 'organization',
    columns: {
      support_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      reason: content('text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000)'),
      opened_by: technical('uuid NOT NULL'),
      planned_to: technical('timestamptz NOT NULL'),
      ended_by: technical('uuid'),
      end_told_at: technical('timestamptz'),
      valid_from: technical('timestamptz NOT NULL DEFAULT clock_timestamp()'),
      valid_to: technical('timestamptz NOT NULL'),
    },
    constraints: [
      'PRIMARY KEY (org_id, support_id)',
      'FOREIGN KEY (org_id) REFERENCES tenancy.organization (org_id)',
      "CHECK (planned_to > valid_from AND planned_to <= valid_from + interval '72 hours')",
      'CHECK (valid_to >= valid_from AND valid_to <= planned_to)',
      'CHECK (ended_by IS NOT NULL OR valid_to = planned_to)',
    ],
    indexes: ['(org_id, valid_to)', '(valid_to)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
    policies: [{ login: TENANCY, for: 'SELECT', using: managing }],
  }),
  createTable({
    name: 'tenancy.support_access_space',
    scope: 'organization',
    columns: {
      org_id: technical('uuid NOT NULL'),
      support_id: technical('uuid NOT NULL'),
      space_id: technical('uuid NOT NULL'),
      role_key: technical('text NOT NULL REFERENCES tenancy.role (role_key)'),
    },
    constraints: [
      'PRIMARY KEY (org_id, support_id, space_id)',
      'FOREIGN KEY (org_id, support_id) REFERENCES tenancy.support_access (org_id, support_id)',
      'FOREIGN KEY (org_id, space_id) REFERENCES tenancy.space (org_id, space_id)',
      "CHECK (role_key IN ('space.viewer', 'space.commenter', 'space.auditor', 'space.editor'))",
    ],
    definer: ['SELECT', 'INSERT'],
    policies: [{ login: TENANCY, for: 'SELECT', using: managing }],
  }),
  createTable({
    name: 'tenancy.support_visit',
    scope: 'organization',
    columns: {
      visit_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      support_id: technical('uuid NOT NULL'),
      account_id: technical('uuid NOT NULL'),
      entered_at: technical('timestamptz NOT NULL DEFAULT clock_timestamp()'),
    },
    constraints: [
      'PRIMARY KEY (org_id, visit_id)',
      'UNIQUE (org_id, support_id, account_id)',
      'FOREIGN KEY (org_id, support_id) REFERENCES tenancy.support_access (org_id, support_id)',
    ],
    definer: ['SELECT', 'INSERT'],
    policies: [{ login: TENANCY, for: 'SELECT', using: managing }],
  }),
];

const published = [
  // Who is here by support access and by nothing else.
  definerFunction({
    signature: 'tenancy.is_support(org uuid, account uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account
                  AND m.role_key = 'organization.support' AND ${now('m')})`,
  }),
  // Which of these people, by their places in the list, acted as support at these moments; for the trail's sentences.
  definerFunction({
    signature: 'tenancy.acted_as_support(people uuid[], moments timestamptz[])',
    returns: 'TABLE (place bigint)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_compliance'],
    body: `
  SELECT DISTINCT asked.place
    FROM unnest(people, moments) WITH ORDINALITY AS asked (account, moment, place)
    JOIN tenancy.membership m ON m.org_id = (SELECT platform.org_id()) AND m.account_id = asked.account
     AND m.role_key = 'organization.support' AND m.valid_from <= asked.moment AND m.valid_to > asked.moment
   WHERE (SELECT tenancy.may('audit.read')) OR (SELECT tenancy.spaces_with('space.audit')) <> '{}'`,
  }),
  // An access stands as long as the person who opened it could open one: whoever is removed or demoted leaves no
  // open door behind. That the Organization is archived meanwhile leaves it open, for reading.
  definerFunction({
    signature: 'tenancy.standing_support(support uuid)',
    returns: 'SETOF tenancy.support_access',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT a.* FROM tenancy.support_access a JOIN tenancy.organization o ON o.org_id = a.org_id AND NOT o.is_operator
   WHERE (support IS NULL OR a.support_id = support) AND ${now('a')}
     AND EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = a.org_id AND m.account_id = a.opened_by AND ${now('m')}
                  AND 'support.manage' = ANY(tenancy.role_permissions(m.org_id, m.role_key)))`,
  }),
  // For the operator's support: what is open, and nothing else about the customer.
  definerFunction({
    signature: 'tenancy.open_support()',
    returns:
      'TABLE (support_id uuid, organization text, reason text, valid_from timestamptz, valid_to timestamptz, spaces integer, entered_at timestamptz)',
    volatility: 'STABLE',
    execute: [TENANCY],
    body: `
#variable_conflict use_column
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.kind <> 'user' OR c.org_id IS DISTINCT FROM tenancy.operator() OR NOT tenancy.may('operator.support') THEN RETURN; END IF;
  RETURN QUERY SELECT a.support_id, o.name, a.reason, a.valid_from, a.valid_to,
      (SELECT count(*)::integer FROM tenancy.support_access_space s WHERE s.org_id = a.org_id AND s.support_id = a.support_id),
      (SELECT v.entered_at FROM tenancy.support_visit v
        WHERE v.org_id = a.org_id AND v.support_id = a.support_id AND v.account_id = c.user_id)
    FROM tenancy.standing_support(NULL) a JOIN tenancy.organization o ON o.org_id = a.org_id
   ORDER BY a.valid_to, a.support_id;
END`,
  }),
  // For the worker: one row a mail, to every owner of the Organization.
  definerFunction({
    signature: 'tenancy.support_mails(support uuid, visitor uuid)',
    returns:
      'TABLE (email text, recipient text, locale text, organization_slug text, organization_name text, reason text, opener text, visitor_name text, ender text, planned_to timestamptz, valid_to timestamptz, is_over boolean)',
    volatility: 'STABLE',
    execute: ['kopexa_worker'],
    body: `
#variable_conflict use_column
DECLARE a tenancy.support_access; owners uuid[];
BEGIN
  SELECT s.* INTO a FROM tenancy.support_access s WHERE s.support_id = support;
  IF a.support_id IS NULL THEN RETURN; END IF;
  SELECT array_agg(m.account_id) INTO owners FROM tenancy.membership m
   WHERE m.org_id = a.org_id AND m.role_key = 'organization.owner' AND ${now('m')};
  RETURN QUERY SELECT p.email, p.name, p.locale, o.slug, o.name, a.reason,
      (SELECT q.name FROM identity.contacts(ARRAY[a.opened_by]) q),
      (SELECT q.name FROM identity.contacts(ARRAY[visitor]) q),
      (SELECT q.name FROM identity.contacts(ARRAY[a.ended_by]) q),
      a.planned_to, a.valid_to, a.valid_to <= clock_timestamp()
    FROM identity.contacts(owners) p JOIN tenancy.organization o ON o.org_id = a.org_id;
END`,
  }),
  // What ran out by itself and was not told yet: for the job that tells the owners.
  definerFunction({
    signature: 'tenancy.untold_support_ends()',
    returns: 'TABLE (support_id uuid)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  SELECT a.support_id FROM tenancy.support_access a WHERE a.end_told_at IS NULL AND a.valid_to <= clock_timestamp()`,
  }),
  definerFunction({
    signature: 'tenancy.tell_support_end(support uuid, sealed text)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: ['kopexa_worker'],
    body: `
DECLARE org uuid; event uuid;
BEGIN
  UPDATE tenancy.support_access a SET end_told_at = clock_timestamp()
   WHERE a.support_id = support AND a.end_told_at IS NULL AND a.valid_to <= clock_timestamp() RETURNING a.org_id INTO org;
  IF org IS NULL THEN RETURN false; END IF;
  INSERT INTO platform.outbox_event (org_id, topic, payload)
    VALUES (org, 'tenancy.support', jsonb_build_object('sealed', sealed)) RETURNING id INTO event;
  PERFORM pg_notify('kopexa_outbox', event::text);
  RETURN true;
END`,
  }),
];

/** The only ways in which support comes in and goes. Each decides itself, from the verified context. */
const changes = [
  definerFunction({
    signature: 'tenancy.open_support_access(support uuid, why text, hours integer, places jsonb)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [TENANCY],
    body: `
DECLARE c platform.request_context := platform.context(); org uuid := platform.org_id(); place record;
  moment timestamptz := clock_timestamp(); until timestamptz;
BEGIN
  IF c.kind <> 'user' OR NOT tenancy.may('support.manage') OR org = tenancy.operator() THEN
    RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403';
  END IF;
  IF hours IS NULL OR hours NOT BETWEEN 1 AND 72 THEN
    RAISE EXCEPTION 'input.hours|Der Zugang kann 1 bis 72 Stunden offen sein.|Access can be open for 1 to 72 hours.' USING ERRCODE = 'KX422';
  END IF;
  IF EXISTS (SELECT 1 FROM tenancy.support_access a WHERE a.org_id = org AND ${now('a')}) THEN
    RAISE EXCEPTION 'input.hours|Der Support-Zugang ist schon offen. Beenden Sie ihn, um ihn neu zu öffnen.|Support access is open already. End it to open it anew.'
      USING ERRCODE = 'KX422';
  END IF;
  until := moment + make_interval(hours => hours);
  INSERT INTO tenancy.support_access (support_id, org_id, reason, opened_by, planned_to, valid_from, valid_to)
    VALUES (support, org, why, c.user_id, until, moment, until);
  FOR place IN SELECT (r.value->>'spaceId')::uuid AS space, r.value->>'role' AS role, r.ordinality - 1 AS index
                 FROM jsonb_array_elements(places) WITH ORDINALITY r LOOP
    IF NOT place.space = ANY(tenancy.spaces_with('space.read')) THEN RAISE EXCEPTION 'No such Space.' USING ERRCODE = 'KX404'; END IF;
    IF coalesce(place.role, '') NOT IN ('space.viewer', 'space.commenter', 'space.auditor', 'space.editor')
       OR NOT tenancy.may_grant_as(org, c.user_id, place.space, place.role) THEN
      RAISE EXCEPTION '%', format('input.spaces.%s.role|In diesem Space dürfen Sie diese Rolle nicht vergeben. Wählen Sie Lesen oder Bearbeiten, oder bitten Sie die Verantwortlichen.|In this Space you may not give this role. Choose reading or editing, or ask its managers.', place.index)
        USING ERRCODE = 'KX422';
    END IF;
    INSERT INTO tenancy.support_access_space (org_id, support_id, space_id, role_key)
      VALUES (org, support, place.space, place.role);
  END LOOP;
END`,
  }),
  // Ends it for everybody who came in, at once: with their membership goes all that rests on it.
  definerFunction({
    signature: 'tenancy.end_support_access(support uuid)',
    returns: 'integer',
    volatility: 'VOLATILE',
    execute: [TENANCY],
    body: `
DECLARE c platform.request_context := platform.context(); org uuid := platform.org_id(); moment timestamptz := clock_timestamp();
  people uuid[]; ended integer;
BEGIN
  IF c.kind <> 'user' OR NOT tenancy.may('support.manage') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  UPDATE tenancy.support_access a SET valid_to = moment, ended_by = c.user_id, end_told_at = moment
   WHERE a.org_id = org AND a.support_id = support AND a.valid_from <= moment AND a.valid_to > moment;
  IF NOT FOUND THEN RAISE EXCEPTION 'No open access.' USING ERRCODE = 'KX404'; END IF;
  SELECT coalesce(array_agg(m.account_id), '{}') INTO people FROM tenancy.membership m
   WHERE m.org_id = org AND m.role_key = 'organization.support' AND m.valid_to > moment;
  UPDATE tenancy.space_grant g SET valid_to = greatest(moment, g.valid_from)
   WHERE g.org_id = org AND g.principal_kind = 'user' AND g.principal_id = ANY(people) AND g.valid_to > moment;
  UPDATE tenancy.group_member m SET valid_to = greatest(moment, m.valid_from)
   WHERE m.org_id = org AND m.account_id = ANY(people) AND m.valid_to > moment;
  UPDATE tenancy.membership m SET valid_to = greatest(moment, m.valid_from)
   WHERE m.org_id = org AND m.role_key = 'organization.support' AND m.valid_to > moment;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END`,
  }),
  // A person of the operator comes in: as themselves, with a fresh second factor, as long as the access is open. Asked
  // in the operator's Organization; the entry belongs to the customer's trail.
  definerFunction({
    signature: 'tenancy.enter_support(support uuid, visit uuid)',
    returns: 'TABLE (org_id uuid, slug text, valid_to timestamptz, is_new boolean)',
    volatility: 'VOLATILE',
    execute: [TENANCY],
    body: `
#variable_conflict use_column
DECLARE c platform.request_context := platform.context(); a tenancy.support_access; held text; joins boolean;
  moment timestamptz := clock_timestamp();
BEGIN
  IF c.kind <> 'user' OR c.org_id IS DISTINCT FROM tenancy.operator() OR NOT tenancy.may('operator.support') THEN
    RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403';
  END IF;
  SELECT s.* INTO a FROM tenancy.standing_support(support) s;
  IF a.support_id IS NULL THEN RAISE EXCEPTION 'No open access.' USING ERRCODE = 'KX404'; END IF;
  PERFORM identity.require_fresh_factor();
  -- Like every change of memberships: alone, and looked at again once nobody else changes them.
  PERFORM pg_advisory_xact_lock(hashtextextended(a.org_id::text, 20261123));
  SELECT s.* INTO a FROM tenancy.standing_support(support) s;
  IF a.support_id IS NULL THEN RAISE EXCEPTION 'No open access.' USING ERRCODE = 'KX404'; END IF;
  moment := clock_timestamp();
  SELECT m.role_key INTO held FROM tenancy.membership m
   WHERE m.org_id = a.org_id AND m.account_id = c.user_id AND m.valid_from <= moment AND m.valid_to > moment LIMIT 1;
  IF held <> 'organization.support' THEN
    RAISE EXCEPTION 'supportAccessId|Sie sind in dieser Organization schon Mitglied. Öffnen Sie sie über die Auswahl der Organizations.|You are a member of this Organization already. Open it in the list of Organizations.'
      USING ERRCODE = 'KX422';
  END IF;
  joins := held IS NULL;
  IF joins THEN
    -- What they had before, as somebody whose time here was over, does not come back to life.
    PERFORM tenancy.end_what_was_held(a.org_id, c.user_id);
    PERFORM identity.end_secrets_of(a.org_id, c.user_id);
    INSERT INTO tenancy.membership (org_id, account_id, role_key, granted_by, joined_at, valid_from, valid_to)
      VALUES (a.org_id, c.user_id, 'organization.support', a.opened_by, moment, moment, a.valid_to);
    INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key, granted_by, valid_from, valid_to)
      SELECT a.org_id, s.space_id, 'user', c.user_id, s.role_key, a.opened_by, moment, a.valid_to
        FROM tenancy.support_access_space s JOIN tenancy.space sp ON sp.org_id = s.org_id AND sp.space_id = s.space_id AND sp.deleted_at IS NULL
       WHERE s.org_id = a.org_id AND s.support_id = a.support_id
         -- Of what was opened, what the person who opened it could give now.
         AND tenancy.may_grant_as(a.org_id, a.opened_by, s.space_id, s.role_key);
    INSERT INTO tenancy.support_visit (visit_id, org_id, support_id, account_id, entered_at)
      VALUES (visit, a.org_id, a.support_id, c.user_id, moment) ON CONFLICT DO NOTHING;
  END IF;
  PERFORM tenancy.enter(a.org_id);
  RETURN QUERY SELECT a.org_id, o.slug, a.valid_to, joins FROM tenancy.organization o WHERE o.org_id = a.org_id;
END`,
  }),
];

/**
 * Support access (ADR 20): the Organization opens it, for hours, and ends it when it likes. Whoever comes in is a
 * member with an end and acts under their own name; what they hold, and that they hold nothing without
 * `operator.support`, is decided where all permissions are.
 */
export const up = [...tables, ...published, ...changes].join('\n');
