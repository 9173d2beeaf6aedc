import { DEFINER, OWNER } from '#runtime/db/roles.js';
import { definerFunction } from '#runtime/db/table.js';

/** Classifications in their order. */
const ORDER = "ARRAY['public', 'internal', 'confidential', 'strictly_confidential']";

/**
 * The AI room gets no text of documents that are classified higher than the Organization lets go
 * (`ai.highest_classification`): it learns of them only that they are withheld.
 */
export const up = [
  `SET LOCAL ROLE ${DEFINER};
   DROP FUNCTION content.readable_versions(uuid[], uuid[]);
   SET LOCAL ROLE ${OWNER};`,
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
       AND (d.space_id = ANY(drafts) OR (v.is_published AND d.space_id = ANY(published)))
       AND (v.version_id = ANY(versions)
         OR (d.document_id = ANY(documents)
             AND v.number = CASE WHEN d.space_id = ANY(drafts) THEN d.latest_version ELSE v.number END));
END`,
  }),
].join('\n');
