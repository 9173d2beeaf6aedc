import { OWNER, SEARCHER } from '#runtime/db/roles.js';
import { definerFunction } from '#runtime/db/table.js';

/**
 * What the AI room may read of documents: what the search function finds for the context, and the text of versions,
 * each time with the rights held at that statement. Nothing from the trash, and nothing in an Organization that did
 * not opt in.
 */
export const up = [
  definerFunction({
    signature: 'content.readable_versions(documents uuid[], versions uuid[])',
    returns:
      'TABLE (document_id uuid, version_id uuid, space_id uuid, number integer, title text, body jsonb, is_published boolean)',
    volatility: 'STABLE',
    execute: ['kopexa_ai'],
    body: `
#variable_conflict use_column
DECLARE
  org uuid := platform.org_id();
  published uuid[] := tenancy.spaces_with('document.read');
  drafts uuid[] := tenancy.spaces_with('document.read_draft');
  wanted uuid[];
BEGIN
  IF org IS NULL OR NOT tenancy.may('ai.use') OR tenancy.setting('ai.enabled') IS DISTINCT FROM 'true' THEN RETURN; END IF;
  wanted := coalesce(documents, '{}') || ARRAY(SELECT v.document_id FROM content.document_version v
                                               WHERE v.org_id = org AND v.version_id = ANY(versions));
  RETURN QUERY
    SELECT d.document_id, v.version_id, d.space_id, v.number, v.title, v.body, v.is_published
      FROM content.document d
      JOIN content.document_version v ON v.org_id = d.org_id AND v.document_id = d.document_id
     WHERE d.org_id = org AND d.document_id = ANY(wanted) AND d.trashed_at IS NULL
       AND (d.space_id = ANY(drafts) OR (v.is_published AND d.space_id = ANY(published)))
       AND (v.version_id = ANY(versions)
         OR (d.document_id = ANY(documents)
             AND v.number = CASE WHEN d.space_id = ANY(drafts) THEN d.latest_version ELSE v.number END));
END`,
  }),
  `GRANT USAGE ON SCHEMA content TO kopexa_ai;
   SET LOCAL ROLE ${SEARCHER};
   GRANT EXECUTE ON FUNCTION content.search(text, text, text, uuid[], integer, integer) TO kopexa_ai;
   SET LOCAL ROLE ${OWNER};`,
].join('\n');
