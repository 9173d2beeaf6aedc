import { definerFunction } from '#runtime/db/table.js';

const CONTENT = 'kopexa_content';
const now = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;
const then = (row: string): string => `${row}.valid_from <= moment AND ${row}.valid_to > moment`;

/** What content asks tenancy about people and groups. */
const people = [
  // Everybody who holds something in a Space, with what it is.
  definerFunction({
    signature: 'tenancy.people_in_space(org uuid, space uuid)',
    returns: 'TABLE (account_id uuid, permissions text[])',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT m.account_id, p.permissions FROM tenancy.membership m
   CROSS JOIN LATERAL tenancy.space_permissions_of(org, m.account_id) p
   WHERE m.org_id = org AND ${now('m')} AND p.space_id = space`,
  }),
  definerFunction({
    signature: 'tenancy.groups_among(org uuid, ids uuid[])',
    returns: 'uuid[]',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT coalesce(array_agg(g.group_id), '{}') FROM tenancy.user_group g
   WHERE g.org_id = org AND g.group_id = ANY(ids) AND g.archived_at IS NULL`,
  }),
];

/**
 * The three changes. Each decides again, from the verified context, whether its caller may: a captured room gives
 * nothing that its user could not give.
 */
const changes = [
  definerFunction({
    signature: 'content.restrictable(document uuid)',
    returns: 'uuid',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE org uuid := platform.org_id(); place uuid;
BEGIN
  SELECT d.space_id INTO place FROM content.document d
   WHERE d.org_id = org AND d.document_id = document AND d.space_id = ANY(tenancy.spaces_with('document.read'))
     AND NOT content.is_closed(org, d.space_id, document);
  IF place IS NULL THEN RAISE EXCEPTION 'No such document.' USING ERRCODE = 'KX404'; END IF;
  IF NOT place = ANY(tenancy.spaces_with('document.restrict')) THEN
    RAISE EXCEPTION 'document.restrict is needed' USING ERRCODE = 'KX403';
  END IF;
  RETURN place;
END`,
  }),
  // Only people who read the Space anyway, and groups that exist: to name somebody gives no right of its own.
  definerFunction({
    signature: 'content.check_named(space uuid, users uuid[], groups uuid[])',
    returns: 'void',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  IF EXISTS (SELECT 1 FROM unnest(users) u WHERE NOT EXISTS (
      SELECT 1 FROM tenancy.space_permissions_of(org, u) p WHERE p.space_id = space AND 'document.read' = ANY(p.permissions))) THEN
    RAISE EXCEPTION '%', 'input.userIds|Nicht alle dieser Personen haben Zugriff auf den Space. Geben Sie ihnen dort zuerst eine Rolle, oder nehmen Sie sie aus der Liste.|Not all of these people have access to the Space. Give them a role there first, or take them off the list.'
      USING ERRCODE = 'KX422';
  END IF;
  IF NOT groups <@ tenancy.groups_among(org, groups) THEN
    RAISE EXCEPTION '%', 'input.groupIds|Eine dieser Gruppen gibt es nicht mehr. Laden Sie die Seite neu und wählen Sie noch einmal.|One of these groups no longer exists. Reload the page and choose again.'
      USING ERRCODE = 'KX422';
  END IF;
END`,
  }),
  definerFunction({
    signature: 'content.name_in(restriction uuid, kind text, ids uuid[])',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE org uuid := platform.org_id(); moment timestamptz := clock_timestamp();
BEGIN
  UPDATE content.restriction_grant g SET valid_to = greatest(moment, g.valid_from)
   WHERE g.org_id = org AND g.restriction_id = restriction AND g.principal_kind = kind AND g.valid_to = 'infinity'
     AND NOT g.principal_id = ANY(ids);
  INSERT INTO content.restriction_grant (org_id, restriction_id, principal_kind, principal_id, granted_by, valid_from)
  SELECT DISTINCT org, restriction, kind, i, platform.user_id(), moment FROM unnest(ids) i
  ON CONFLICT DO NOTHING;
END`,
  }),
  definerFunction({
    signature:
      'content.restrict_document(restriction uuid, document uuid, users uuid[], groups uuid[], why text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [CONTENT],
    body: `
DECLARE org uuid := platform.org_id(); place uuid := content.restrictable(document);
BEGIN
  IF EXISTS (SELECT 1 FROM content.restriction r WHERE r.org_id = org AND r.document_id = document AND ${now('r')}) THEN
    RAISE EXCEPTION '%', 'input.documentId|Dieses Dokument ist bereits eingeschränkt. Laden Sie die Seite neu und ändern Sie die Einschränkung.|This document is already restricted. Reload the page and change the restriction.'
      USING ERRCODE = 'KX422';
  END IF;
  PERFORM content.check_named(place, users, groups);
  INSERT INTO content.restriction (restriction_id, org_id, document_id, made_by, reason)
    VALUES (restriction, org, document, platform.user_id(), coalesce(why, ''));
  PERFORM content.name_in(restriction, 'user', users);
  PERFORM content.name_in(restriction, 'group', groups);
END`,
  }),
  // Who is named already stays without being asked for again: they may have lost the Space meanwhile. Groups that are
  // NULL stay as they are: whoever restricts need not see the groups of the Organization.
  definerFunction({
    signature: 'content.change_restriction(document uuid, users uuid[], groups uuid[], why text)',
    returns: 'TABLE (restriction_id uuid, users_before uuid[], groups_before uuid[])',
    volatility: 'VOLATILE',
    execute: [CONTENT],
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); place uuid := content.restrictable(document); current uuid; people uuid[]; sets uuid[];
BEGIN
  SELECT r.restriction_id INTO current FROM content.restriction r
   WHERE r.org_id = org AND r.document_id = document AND ${now('r')};
  IF current IS NULL THEN
    RAISE EXCEPTION '%', 'input.documentId|Dieses Dokument ist nicht eingeschränkt. Laden Sie die Seite neu.|This document is not restricted. Reload the page.'
      USING ERRCODE = 'KX422';
  END IF;
  SELECT coalesce(array_agg(g.principal_id) FILTER (WHERE g.principal_kind = 'user'), '{}'),
         coalesce(array_agg(g.principal_id) FILTER (WHERE g.principal_kind = 'group'), '{}') INTO people, sets
    FROM content.restriction_grant g WHERE g.org_id = org AND g.restriction_id = current AND ${now('g')};
  PERFORM content.check_named(place, ARRAY(SELECT u FROM unnest(users) u WHERE NOT u = ANY(people)),
                              ARRAY(SELECT s FROM unnest(groups) s WHERE NOT s = ANY(sets)));
  PERFORM content.name_in(current, 'user', users);
  IF groups IS NOT NULL THEN PERFORM content.name_in(current, 'group', groups); END IF;
  IF why IS NOT NULL THEN
    UPDATE content.restriction r SET reason = why WHERE r.org_id = org AND r.restriction_id = current;
  END IF;
  RETURN QUERY SELECT current, people, sets;
END`,
  }),
  definerFunction({
    signature: 'content.lift_restriction(document uuid)',
    returns: 'uuid',
    volatility: 'VOLATILE',
    execute: [CONTENT],
    body: `
DECLARE org uuid := platform.org_id(); moment timestamptz := clock_timestamp(); ended uuid;
BEGIN
  PERFORM content.restrictable(document);
  UPDATE content.restriction r SET valid_to = greatest(moment, r.valid_from), lifted_by = platform.user_id()
   WHERE r.org_id = org AND r.document_id = document AND ${now('r')} RETURNING r.restriction_id INTO ended;
  UPDATE content.restriction_grant g SET valid_to = greatest(moment, g.valid_from)
   WHERE g.org_id = org AND g.restriction_id = ended AND ${now('g')};
  RETURN ended;
END`,
  }),
];

/** What is read of restrictions: by those alone who see the document, and who are therefore let in or may lift it. */
const reads = [
  definerFunction({
    signature: 'content.restrictions_of(documents uuid[])',
    returns:
      'TABLE (document_id uuid, level integer, restriction_id uuid, restricted_id uuid, made_by uuid, reason text, since timestamptz, users uuid[], groups uuid[])',
    volatility: 'STABLE',
    execute: [CONTENT],
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); places uuid[] := tenancy.spaces_with('document.read'); closed uuid[] := content.closed_documents();
BEGIN
  RETURN QUERY
    SELECT d.document_id, w.level, r.restriction_id, r.document_id, r.made_by, r.reason, r.valid_from,
           ARRAY(SELECT g.principal_id FROM content.restriction_grant g WHERE g.org_id = org AND g.restriction_id = r.restriction_id
                  AND g.principal_kind = 'user' AND ${now('g')} ORDER BY g.valid_from, g.grant_id),
           ARRAY(SELECT g.principal_id FROM content.restriction_grant g WHERE g.org_id = org AND g.restriction_id = r.restriction_id
                  AND g.principal_kind = 'group' AND ${now('g')} ORDER BY g.valid_from, g.grant_id)
      FROM content.document d
     CROSS JOIN LATERAL content.way_up(org, d.document_id) w
      JOIN content.restriction r ON r.org_id = org AND r.document_id = w.document_id AND ${now('r')}
     WHERE d.org_id = org AND d.document_id = ANY(documents) AND d.space_id = ANY(places) AND NOT d.document_id = ANY(closed)
     ORDER BY d.document_id, w.level;
END`,
  }),
  // Whom one may name: everybody who reads the Space of a document that one may restrict.
  definerFunction({
    signature: 'content.restriction_candidates(document uuid)',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: [CONTENT],
    body: `
BEGIN
  RETURN ARRAY(SELECT p.account_id FROM tenancy.people_in_space(platform.org_id(), content.restrictable(document)) p
                WHERE 'document.read' = ANY(p.permissions));
END`,
  }),
  // Who would read a document in a place: by the Space, as far as every restriction lets them in.
  definerFunction({
    signature: 'content.readers_under(org uuid, space uuid, needed text, restrictions uuid[])',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: [],
    body: `
BEGIN
  RETURN ARRAY(SELECT p.account_id FROM tenancy.people_in_space(org, space) p
    WHERE needed = ANY(p.permissions) AND ('document.restrict' = ANY(p.permissions) OR NOT EXISTS (
      SELECT 1 FROM unnest(restrictions) r WHERE NOT EXISTS (
        SELECT 1 FROM content.restriction_grant g WHERE g.org_id = org AND g.restriction_id = r AND ${now('g')}
           AND ((g.principal_kind = 'user' AND g.principal_id = p.account_id)
             OR (g.principal_kind = 'group' AND g.principal_id = ANY(tenancy.groups_of(org, p.account_id))))))));
END`,
  }),
  // What a move would change, in numbers, for somebody who could make it; no row for everybody else.
  definerFunction({
    signature: 'content.move_effect(document uuid, space uuid, parent uuid)',
    returns: 'TABLE (gains integer, loses integer, comes_under uuid, leaves uuid, keeps_own boolean)',
    volatility: 'STABLE',
    execute: [CONTENT],
    body: `
#variable_conflict use_variable
DECLARE
  org uuid := platform.org_id(); writable uuid[] := tenancy.spaces_with('document.write');
  place uuid; needed text; own uuid[]; above uuid[]; ahead uuid[]; before uuid[]; after uuid[];
BEGIN
  SELECT d.space_id, CASE WHEN d.published_version_id IS NULL THEN 'document.read_draft' ELSE 'document.read' END
    INTO place, needed FROM content.document d
   WHERE d.org_id = org AND d.document_id = document AND d.trashed_at IS NULL AND d.space_id = ANY(writable)
     AND NOT content.is_closed(org, d.space_id, d.document_id);
  IF place IS NULL OR NOT space = ANY(writable) THEN RETURN; END IF;
  IF parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM content.document d WHERE d.org_id = org AND d.document_id = parent
       AND d.space_id = space AND NOT content.is_closed(org, d.space_id, d.document_id)) THEN RETURN; END IF;
  SELECT coalesce(array_agg(r.restriction_id) FILTER (WHERE w.level = 0), '{}'),
         coalesce(array_agg(r.restriction_id ORDER BY w.level) FILTER (WHERE w.level > 0), '{}') INTO own, above
    FROM content.way_up(org, document) w JOIN content.restriction r
      ON r.org_id = org AND r.document_id = w.document_id AND ${now('r')};
  SELECT coalesce(array_agg(r.restriction_id ORDER BY w.level), '{}') INTO ahead
    FROM content.way_up(org, parent) w JOIN content.restriction r
      ON r.org_id = org AND r.document_id = w.document_id AND ${now('r')};
  before := content.readers_under(org, place, needed, own || above);
  after := content.readers_under(org, space, needed, own || ahead);
  RETURN QUERY SELECT
    (SELECT count(*)::integer FROM unnest(after) a WHERE NOT a = ANY(before)),
    (SELECT count(*)::integer FROM unnest(before) b WHERE NOT b = ANY(after)),
    (SELECT r.document_id FROM content.restriction r WHERE r.org_id = org AND r.restriction_id = ahead[1] AND NOT ahead[1] = ANY(above)),
    (SELECT r.document_id FROM content.restriction r WHERE r.org_id = org AND r.restriction_id = above[1] AND NOT above[1] = ANY(ahead)),
    own <> '{}';
END`,
  }),
];

/** Published to tenancy's functions: who was let in at a moment. */
const history = [
  definerFunction({
    signature: 'content.document_at(org uuid, document uuid, moment timestamptz)',
    returns: 'TABLE (space_id uuid, published boolean, trashed boolean, restrictions jsonb)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  WITH RECURSIVE way AS (
    SELECT p.document_id, p.parent_id, p.in_space_id AS space_id, p.is_published, p.is_trashed, 0 AS level FROM content.placement p
     WHERE p.org_id = org AND p.document_id = document AND ${then('p')}
    UNION ALL
    SELECT p.document_id, p.parent_id, p.in_space_id AS space_id, p.is_published, p.is_trashed, way.level + 1 FROM way
      JOIN content.placement p ON p.org_id = org AND p.document_id = way.parent_id AND ${then('p')} WHERE way.level < 100)
  SELECT d.space_id, d.is_published, d.is_trashed,
         coalesce((SELECT jsonb_agg(jsonb_build_object(
                     'id', r.restriction_id, 'documentId', r.document_id, 'madeBy', r.made_by, 'since', r.valid_from,
                     'users', (SELECT coalesce(jsonb_agg(g.principal_id), '[]') FROM content.restriction_grant g
                                WHERE g.org_id = org AND g.restriction_id = r.restriction_id AND g.principal_kind = 'user' AND ${then('g')}),
                     'groups', (SELECT coalesce(jsonb_agg(g.principal_id), '[]') FROM content.restriction_grant g
                                 WHERE g.org_id = org AND g.restriction_id = r.restriction_id AND g.principal_kind = 'group' AND ${then('g')}))
                     ORDER BY w.level)
                     FROM way w JOIN content.restriction r ON r.org_id = org AND r.document_id = w.document_id AND ${then('r')}), '[]')
    FROM way d WHERE d.level = 0`,
  }),
  definerFunction({
    signature: 'content.closed_counts_at(org uuid, account uuid, groups uuid[], moment timestamptz)',
    returns: 'TABLE (space_id uuid, closed integer)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  WITH RECURSIVE closed AS (
    SELECT p.document_id, p.in_space_id AS space_id, p.is_trashed FROM content.restriction r
      JOIN content.placement p ON p.org_id = r.org_id AND p.document_id = r.document_id AND ${then('p')}
     WHERE r.org_id = org AND ${then('r')} AND NOT EXISTS (
       SELECT 1 FROM content.restriction_grant g WHERE g.org_id = org AND g.restriction_id = r.restriction_id AND ${then('g')}
          AND ((g.principal_kind = 'user' AND g.principal_id = account)
            OR (g.principal_kind = 'group' AND g.principal_id = ANY(groups))))
    UNION
    SELECT p.document_id, p.in_space_id AS space_id, p.is_trashed FROM closed
      JOIN content.placement p ON p.org_id = org AND p.parent_id = closed.document_id AND ${then('p')})
  SELECT c.space_id, count(*)::integer FROM closed c WHERE NOT c.is_trashed GROUP BY c.space_id`,
  }),
  definerFunction({
    signature: 'content.documents_of_space(org uuid, space uuid)',
    returns: 'TABLE (document_id uuid, title text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT t.document_id, t.title FROM content.titles(ARRAY(
    SELECT d.document_id FROM content.document d
     WHERE d.org_id = org AND d.space_id = space AND d.trashed_at IS NULL AND d.archived_at IS NULL)) t
   WHERE org = platform.org_id() ORDER BY lower(t.title), t.document_id`,
  }),
  `CREATE INDEX ON content.placement (org_id, parent_id, valid_to) WHERE parent_id IS NOT NULL;`,
];

/** How restrictions change, and what is read of them. */
export const up = [...people, ...changes, ...reads, ...history].join('\n');
