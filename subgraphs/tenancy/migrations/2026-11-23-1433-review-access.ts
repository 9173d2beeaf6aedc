import { definerFunction } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];
const at = (row: string): string => `${row}.valid_from <= moment AND ${row}.valid_to > moment`;

/** Documents are closed by the Space's rights, by being a draft, and by restrictions on the way up. */
const documents = definerFunction({
  signature: 'tenancy.held_at_document(org uuid, document uuid, account uuid, moment timestamptz)',
  returns: 'TABLE (account_id uuid, kind text, space_id uuid, permissions text[], ways jsonb)',
  volatility: 'STABLE',
  language: 'sql',
  execute: [],
  body: `
  WITH doc AS (SELECT d.* FROM content.document_at(org, document, moment) d),
  reach AS (SELECT r.account_id, array_agg(r.group_id::text) AS groups FROM doc d
              CROSS JOIN LATERAL tenancy.groups_at(org, NULL, moment) r
             WHERE d.restrictions <> '[]' GROUP BY r.account_id)
  SELECT h.account_id, h.kind, h.space_id, mine.permissions, h.ways
    FROM doc d CROSS JOIN LATERAL tenancy.held_at(org, d.space_id, account, moment) h
   CROSS JOIN LATERAL (SELECT ARRAY(SELECT p FROM unnest(h.permissions) p WHERE p LIKE 'document.%') AS permissions) mine
    LEFT JOIN reach r ON r.account_id = coalesce((h.ways->0->>'owner')::uuid, h.account_id)
   WHERE h.space_id = d.space_id
     AND ('document.read_draft' = ANY(mine.permissions) OR (d.published AND 'document.read' = ANY(mine.permissions)))
     AND ('document.restrict' = ANY(mine.permissions) OR NOT EXISTS (
       SELECT 1 FROM jsonb_array_elements(d.restrictions) closed
        WHERE NOT closed->'users' ? coalesce(h.ways->0->>'owner', h.account_id::text)
          AND NOT coalesce(closed->'groups' ?| r.groups, false)))`,
});

/** What the context's person may ask about; everything else answers as if it were missing. */
const asking = [
  // Whether the reader may ask who holds what in a Space.
  definerFunction({
    signature: 'tenancy.may_review(space uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
BEGIN
  RETURN EXISTS (SELECT 1 FROM tenancy.space s WHERE s.org_id = platform.org_id() AND s.space_id = space)
     AND (tenancy.may('access.review') OR space = ANY(tenancy.spaces_with('space.share')) OR space = ANY(tenancy.spaces_with('space.audit')));
END`,
  }),
  // Whether the reader may read a document now, by its present place.
  definerFunction({
    signature: 'tenancy.reads_document(document uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE d record;
BEGIN
  SELECT x.* INTO d FROM content.document_at(platform.org_id(), document, clock_timestamp()) x;
  RETURN coalesce((d.space_id = ANY(tenancy.spaces_with('document.read_draft'))
      OR (d.published AND d.space_id = ANY(tenancy.spaces_with('document.read'))))
    AND document <> ALL (content.closed_documents()), false);
END`,
  }),
  // Those who share or audit a Space ask about documents that they read; reviewers about every one of the Organization.
  definerFunction({
    signature: 'tenancy.may_review_document(document uuid, moment timestamptz)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE org uuid := platform.org_id(); present uuid; past uuid;
BEGIN
  SELECT d.space_id INTO present FROM content.document_at(org, document, clock_timestamp()) d;
  IF present IS NULL THEN RETURN false; END IF;
  IF tenancy.may('access.review') THEN RETURN true; END IF;
  SELECT d.space_id INTO past FROM content.document_at(org, document, moment) d;
  RETURN tenancy.may_review(present) AND tenancy.reads_document(document) AND (past IS NULL OR tenancy.may_review(past));
END`,
  }),
  definerFunction({
    signature: 'tenancy.reviewable_spaces(moment timestamptz)',
    returns: 'TABLE (space_id uuid, name text)',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); everywhere boolean := tenancy.may('access.review');
  mine uuid[] := tenancy.spaces_with('space.share') || tenancy.spaces_with('space.audit');
BEGIN
  RETURN QUERY SELECT s.subject_id, s.name FROM tenancy.state_version s
    JOIN tenancy.space sp ON sp.org_id = s.org_id AND sp.space_id = s.subject_id
   WHERE s.org_id = org AND s.kind = 'space' AND ${at('s')} AND NOT s.gone AND (everywhere OR s.subject_id = ANY(mine))
   ORDER BY lower(s.name), s.subject_id LIMIT 1000;
END`,
  }),
];

const answering = [
  // Who held something at a place, a page by name. Null: there is no such place for the reader.
  definerFunction({
    signature:
      'tenancy.review_place(space uuid, document uuid, wanted text, asked timestamptz, term text, after_name text, after_id uuid, many integer)',
    returns: 'jsonb',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id(); moment timestamptz := coalesce(asked, clock_timestamp()); place uuid := space; answer jsonb;
BEGIN
  IF document IS NOT NULL THEN
    IF NOT tenancy.may_review_document(document, moment) THEN RETURN NULL; END IF;
    SELECT d.space_id INTO place FROM content.document_at(org, document, moment) d;
  ELSIF space IS NOT NULL THEN
    IF NOT tenancy.may_review(space) THEN RETURN NULL; END IF;
  ELSIF NOT tenancy.may('access.review') THEN RETURN NULL; END IF;
  WITH held AS MATERIALIZED (
    SELECT h.* FROM tenancy.held_at_document(org, document, NULL, moment) h WHERE document IS NOT NULL
    UNION ALL
    SELECT h.* FROM tenancy.held_at(org, space, NULL, moment) h
     WHERE document IS NULL AND h.space_id IS NOT DISTINCT FROM space),
  named AS MATERIALIZED (
    SELECT h.*, coalesce(p.name, s.name, '') AS name FROM held h
      LEFT JOIN identity.contacts((SELECT array_agg(x.account_id) FROM held x WHERE x.kind = 'user')) p ON p.account_id = h.account_id
      LEFT JOIN identity.service_accounts_at(org, NULL, moment) s ON h.kind = 'service' AND s.service_account_id = h.account_id
     WHERE (wanted IS NULL OR wanted = ANY(h.permissions)) AND cardinality(h.permissions) > 0),
  found AS (SELECT n.* FROM named n WHERE term = '' OR position(lower(term) IN lower(n.name)) > 0),
  page AS (SELECT f.* FROM found f WHERE after_id IS NULL OR (lower(f.name), f.account_id) > (after_name, after_id)
            ORDER BY lower(f.name), f.account_id LIMIT many)
  SELECT jsonb_build_object('at', moment, 'total', (SELECT count(*) FROM found),
    'space', (SELECT s.name FROM tenancy.state_version s WHERE s.org_id = org AND s.kind = 'space' AND s.subject_id = place AND ${at('s')}),
    'entries', coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.account_id, 'kind', p.kind, 'name', p.name, 'sort', lower(p.name),
      'permissions', p.permissions, 'ways', p.ways,
      -- Known of the present alone.
      'secondFactor', CASE WHEN asked IS NULL AND p.kind = 'user' THEN identity.has_second_factor(p.account_id) END)
      ORDER BY lower(p.name), p.account_id) FROM page p), '[]')) INTO answer;
  RETURN answer;
END`,
  }),
  // What somebody held, Spaces a page by name. Null: there is nobody of that id for the reader.
  definerFunction({
    signature:
      'tenancy.review_person(person uuid, asked timestamptz, after_name text, after_id uuid, many integer)',
    returns: 'jsonb',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id(); moment timestamptz := coalesce(asked, clock_timestamp()); answer jsonb; who jsonb;
  reviews boolean := tenancy.may('access.review');
BEGIN
  who := tenancy.reviewed_principal(person);
  IF who IS NULL OR NOT (person = platform.user_id() OR reviews) THEN RETURN NULL; END IF;
  WITH held AS MATERIALIZED (SELECT h.* FROM tenancy.held_at(org, NULL, person, moment) h),
  spaces AS (SELECT h.*, s.name FROM held h
      JOIN tenancy.state_version s ON s.org_id = org AND s.kind = 'space' AND s.subject_id = h.space_id AND ${at('s')}
     WHERE cardinality(h.permissions) > 0),
  closed AS (SELECT c.space_id, c.closed FROM content.closed_counts_at(org,
      coalesce((SELECT (h.ways->0->>'owner')::uuid FROM held h WHERE h.ways->0 ? 'owner' LIMIT 1), person),
      ARRAY(SELECT g.group_id FROM tenancy.groups_at(org,
        coalesce((SELECT (h.ways->0->>'owner')::uuid FROM held h WHERE h.ways->0 ? 'owner' LIMIT 1), person), moment) g), moment) c),
  page AS (SELECT f.*, 
             -- Nobody learns of themselves that, and how much, is hidden from them.
             CASE WHEN NOT reviews THEN NULL WHEN 'document.restrict' = ANY(f.permissions) THEN 0 ELSE coalesce(c.closed, 0) END AS closed
             FROM spaces f LEFT JOIN closed c ON c.space_id = f.space_id
            WHERE after_id IS NULL OR (lower(f.name), f.space_id) > (after_name, after_id)
            ORDER BY lower(f.name), f.space_id LIMIT many)
  SELECT who || jsonb_build_object('at', moment, 'total', (SELECT count(*) FROM spaces),
    'organization', (SELECT jsonb_build_object('permissions', h.permissions, 'ways', h.ways) FROM held h WHERE h.space_id IS NULL),
    'spaces', coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.space_id, 'name', p.name, 'sort', lower(p.name), 'permissions', p.permissions,
      'ways', p.ways, 'closed', p.closed) ORDER BY lower(p.name), p.space_id) FROM page p), '[]')) INTO answer;
  RETURN answer;
END`,
  }),
  // Somebody who is or was a member, or a service account of the Organization.
  definerFunction({
    signature: 'tenancy.reviewed_principal(person uuid)',
    returns: 'jsonb',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE org uuid := platform.org_id(); answer jsonb;
BEGIN
  SELECT jsonb_build_object('id', p.account_id, 'kind', 'user', 'name', p.name) INTO answer FROM identity.contacts(ARRAY[person]) p
   WHERE EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = person);
  IF answer IS NOT NULL THEN RETURN answer; END IF;
  SELECT jsonb_build_object('id', s.service_account_id, 'kind', 'service', 'name', s.name) INTO answer
    FROM identity.service_accounts_at(org, person, clock_timestamp()) s;
  RETURN answer;
END`,
  }),
];

/** Answers to who can, and what can. They decide themselves who may ask. */
export const up = [documents, ...asking, ...answering].join('\n');
