import { DEFINER, OWNER, SEARCHER } from '#runtime/db/roles.js';
import { definerFunction } from '#runtime/db/table.js';

const CONTENT = 'kopexa_content';
/** Classifications in their order. */
const ORDER = "ARRAY['public', 'internal', 'confidential', 'strictly_confidential']";
const isOpen = (column: string): string => `NOT ${column} = ANY((SELECT content.closed_documents())::uuid[])`;

/** RESTRICTIVE: whatever another policy says, nobody reads or writes what is closed to them, or puts something below it. */
const policies = [
  `CREATE POLICY unrestricted ON content.document AS RESTRICTIVE TO ${CONTENT} USING (${isOpen('document_id')})
     WITH CHECK (${isOpen('document_id')} AND (parent_id IS NULL OR ${isOpen('parent_id')}));`,
  ...['content.document_version', 'content.search_entry'].map(
    (
      table,
    ) => `CREATE POLICY unrestricted ON ${table} AS RESTRICTIVE TO ${CONTENT} USING (${isOpen('document_id')})
     WITH CHECK (${isOpen('document_id')});`,
  ),
];

/**
 * Nobody takes to another Space what they do not see: there it would be open to those who manage that Space, the mover
 * perhaps among them. It stays behind, at the end of the top level, under its own restriction.
 */
const moves = [
  `GRANT UPDATE (parent_id, position) ON content.document TO ${DEFINER};`,
  definerFunction({
    signature: 'content.leave_behind(org uuid, space uuid, moved uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE closed uuid[] := content.closed_documents(); last double precision;
BEGIN
  IF closed = '{}' THEN RETURN; END IF;
  SELECT coalesce(max(d.position), 0) INTO last FROM content.document d
   WHERE d.org_id = org AND d.space_id = space AND d.parent_id IS NULL;
  WITH RECURSIVE tree AS (
    SELECT moved AS document_id
    UNION
    SELECT d.document_id FROM tree JOIN content.document d
      ON d.org_id = org AND d.space_id = space AND d.parent_id = tree.document_id AND NOT tree.document_id = ANY(closed)),
  hidden AS (SELECT t.document_id, row_number() OVER (ORDER BY t.document_id) AS place FROM tree t WHERE t.document_id = ANY(closed))
  UPDATE content.document d SET parent_id = NULL, position = last + 1024 * hidden.place
    FROM hidden WHERE d.org_id = org AND d.document_id = hidden.document_id;
END`,
  }),
  definerFunction({
    signature: 'content.guard_document()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: [OWNER],
    body: `
DECLARE trashing boolean := NEW.trashed_at IS DISTINCT FROM OLD.trashed_at;
BEGIN
  IF platform.org_id() IS NULL THEN RETURN NEW; END IF;
  IF trashing AND NOT NEW.space_id = ANY(tenancy.spaces_with('document.trash')) THEN
    RAISE EXCEPTION 'document.trash is needed' USING ERRCODE = 'KX403';
  END IF;
  IF NEW.published_version_id IS DISTINCT FROM OLD.published_version_id
     AND NOT NEW.space_id = ANY(tenancy.spaces_with('document.publish')) THEN
    RAISE EXCEPTION 'document.publish is needed' USING ERRCODE = 'KX403';
  END IF;
  IF ((NEW.space_id, NEW.owner_id, NEW.language, NEW.classification, NEW.latest_version, NEW.revision, NEW.archived_at)
        IS DISTINCT FROM
      (OLD.space_id, OLD.owner_id, OLD.language, OLD.classification, OLD.latest_version, OLD.revision, OLD.archived_at)
      OR (NOT trashing AND (NEW.parent_id, NEW.position) IS DISTINCT FROM (OLD.parent_id, OLD.position)))
     AND NOT ARRAY[NEW.space_id, OLD.space_id] <@ tenancy.spaces_with('document.write') THEN
    RAISE EXCEPTION 'document.write is needed' USING ERRCODE = 'KX403';
  END IF;
  IF NEW.space_id <> OLD.space_id AND pg_trigger_depth() = 1 THEN
    PERFORM content.leave_behind(OLD.org_id, OLD.space_id, OLD.document_id);
  END IF;
  RETURN NEW;
END`,
  }),
];

/** Published to other rooms: each leaves out what is closed to the context. */
const published = [
  definerFunction({
    signature: 'content.titles(ids uuid[])',
    returns: 'TABLE (document_id uuid, title text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_compliance'],
    body: `
  SELECT d.document_id, v.title FROM content.document d
    JOIN content.document_version v ON v.org_id = d.org_id AND v.document_id = d.document_id
     AND ((v.number = d.latest_version AND d.space_id = ANY((SELECT tenancy.spaces_with('document.read_draft'))::uuid[]))
       OR (v.version_id = d.published_version_id AND d.space_id = ANY((SELECT tenancy.spaces_with('document.read'))::uuid[])
           AND NOT d.space_id = ANY((SELECT tenancy.spaces_with('document.read_draft'))::uuid[])))
   WHERE d.org_id = (SELECT platform.org_id()) AND d.document_id = ANY(ids) AND ${isOpen('d.document_id')}`,
  }),
  definerFunction({
    signature: 'content.readable_versions(documents uuid[], versions uuid[])',
    returns:
      'TABLE (document_id uuid, version_id uuid, space_id uuid, number integer, title text, body jsonb, is_published boolean, is_withheld boolean)',
    volatility: 'STABLE',
    execute: ['kopexa_ai'],
    body: `
#variable_conflict use_column
DECLARE
  org uuid := platform.org_id();
  published uuid[] := tenancy.spaces_with('document.read');
  drafts uuid[] := tenancy.spaces_with('document.read_draft');
  highest integer := array_position(${ORDER}, tenancy.setting('ai.highest_classification'));
  closed uuid[] := content.closed_documents();
  wanted uuid[];
BEGIN
  IF org IS NULL OR NOT tenancy.may('ai.use') OR tenancy.setting('ai.enabled') IS DISTINCT FROM 'true' THEN RETURN; END IF;
  wanted := coalesce(documents, '{}') || ARRAY(SELECT v.document_id FROM content.document_version v
                                               WHERE v.org_id = org AND v.version_id = ANY(versions));
  RETURN QUERY
    SELECT d.document_id, v.version_id, d.space_id, v.number, v.title,
           CASE WHEN array_position(${ORDER}, d.classification) <= highest THEN v.body END,
           v.is_published, (array_position(${ORDER}, d.classification) <= highest) IS NOT TRUE
      FROM content.document d
      JOIN content.document_version v ON v.org_id = d.org_id AND v.document_id = d.document_id
     WHERE d.org_id = org AND d.document_id = ANY(wanted) AND d.trashed_at IS NULL
       AND NOT d.document_id = ANY(closed)
       AND (d.space_id = ANY(drafts) OR (v.is_published AND d.space_id = ANY(published)))
       AND (v.version_id = ANY(versions)
         OR (d.document_id = ANY(documents)
             AND v.number = CASE WHEN d.space_id = ANY(drafts) THEN d.latest_version ELSE v.number END));
END`,
  }),
  definerFunction({
    signature: 'content.published_refers(document uuid, file uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_files'],
    body: `
  SELECT EXISTS (SELECT 1 FROM content.document d
    JOIN content.document_version v ON v.org_id = d.org_id AND v.version_id = d.published_version_id
   WHERE d.org_id = platform.org_id() AND d.document_id = document AND d.trashed_at IS NULL
     AND NOT content.is_closed(d.org_id, d.space_id, d.document_id)
     AND jsonb_path_exists(v.body, '$.**.fileId ? (@ == $id)', jsonb_build_object('id', file::text)))`,
  }),
  definerFunction({
    signature: 'content.attachable(document uuid)',
    returns: 'uuid',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_files'],
    body: `
  SELECT d.space_id FROM content.document d
   WHERE d.org_id = platform.org_id() AND d.document_id = document AND d.trashed_at IS NULL
     AND NOT content.is_closed(d.org_id, d.space_id, d.document_id)
     AND d.space_id = ANY((SELECT tenancy.spaces_with('document.write'))::uuid[])`,
  }),
  definerFunction({
    signature: 'content.in_trash(document uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_files'],
    body: `
  SELECT coalesce((SELECT d.trashed_at IS NOT NULL FROM content.document d
                    WHERE d.org_id = platform.org_id() AND d.document_id = document
                      AND NOT content.is_closed(d.org_id, d.space_id, d.document_id)), true)`,
  }),
  `SET LOCAL ROLE ${DEFINER};
   GRANT EXECUTE ON FUNCTION content.closed_documents() TO ${SEARCHER};
   SET LOCAL ROLE ${OWNER};`,
  definerFunction({
    signature: 'content.search(query text, head text, tail text, within uuid[], size integer, skip integer)',
    returns: 'TABLE (document_id uuid, version_id uuid, language text, rank real, matched tsquery)',
    volatility: 'STABLE',
    owner: SEARCHER,
    execute: [CONTENT, 'kopexa_ai'],
    body: `
#variable_conflict use_column
DECLARE
  org uuid := platform.org_id();
  published uuid[] := tenancy.spaces_with('document.read');
  drafts uuid[] := tenancy.spaces_with('document.read_draft');
  german tsquery := websearch_to_tsquery('german', query);
  english tsquery := websearch_to_tsquery('english', query);
  closed uuid[] := content.closed_documents();
  typing tsquery;
BEGIN
  IF org IS NULL THEN RETURN; END IF;
  IF coalesce(tail, '') <> '' THEN
    typing := to_tsquery('simple', quote_literal(tail) || ':*AC');
    german := german || (websearch_to_tsquery('german', coalesce(head, '')) && typing);
    english := english || (websearch_to_tsquery('english', coalesce(head, '')) && typing);
  END IF;
  RETURN QUERY
    SELECT best.document_id, best.version_id, best.language, best.rank, best.matched
      FROM (SELECT DISTINCT ON (found.document_id) found.*
              FROM (SELECT e.document_id, e.version_id, e.language, e.kind, m.matched,
                           ts_rank('{0.05, 0.1, 0.4, 1.0}', e.tsv, m.matched, 1) AS rank
                      FROM content.search_entry e
                     CROSS JOIN LATERAL (SELECT CASE e.language WHEN 'de' THEN german ELSE english END AS matched) m
                     WHERE ((e.language = 'de' AND e.tsv @@ german) OR (e.language = 'en' AND e.tsv @@ english))
                       AND e.org_id = org AND NOT e.hidden AND NOT e.document_id = ANY(closed)
                       AND (within IS NULL OR e.space_id = ANY(within))
                       AND ((e.kind = 'published' AND e.space_id = ANY(published))
                         OR (e.kind = 'draft' AND e.space_id = ANY(drafts)))) found
             ORDER BY found.document_id, found.rank DESC, found.kind DESC) best
     ORDER BY best.rank DESC, best.document_id DESC
     LIMIT least(size, 201) OFFSET least(skip, 200);
END`,
  }),
];

/** What restrictions close is closed in every statement and every function of this room. */
export const up = [...policies, ...moves, ...published].join('\n');
