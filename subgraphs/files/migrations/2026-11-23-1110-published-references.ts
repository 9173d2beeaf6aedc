import { definerFunction } from '#runtime/db/table.js';

/** What content tells the room of files about documents, and tenancy about people. */
export const up = [
  // Whether readers of a document meet this file in it. Bodies refer to files by an attribute `fileId`.
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
     AND jsonb_path_exists(v.body, '$.**.fileId ? (@ == $id)', jsonb_build_object('id', file::text)))`,
  }),
  // The Space of a document to which the context may attach something; null for every other document.
  definerFunction({
    signature: 'content.attachable(document uuid)',
    returns: 'uuid',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_files'],
    body: `
  SELECT d.space_id FROM content.document d
   WHERE d.org_id = platform.org_id() AND d.document_id = document AND d.trashed_at IS NULL
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
                    WHERE d.org_id = platform.org_id() AND d.document_id = document), true)`,
  }),
  // The people among these with whom the context's person shares an Organization now, and that person.
  definerFunction({
    signature: 'tenancy.colleagues_among(ids uuid[])',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.user_id IS NULL OR c.assurance < 2 THEN RETURN '{}'; END IF;
  RETURN coalesce((SELECT array_agg(DISTINCT theirs.account_id) FROM tenancy.membership mine
      JOIN tenancy.membership theirs ON theirs.org_id = mine.org_id
     WHERE mine.account_id = c.user_id AND theirs.account_id = ANY(ids)
       AND mine.valid_from <= clock_timestamp() AND mine.valid_to > clock_timestamp()
       AND theirs.valid_from <= clock_timestamp() AND theirs.valid_to > clock_timestamp()), '{}')
    || CASE WHEN c.user_id = ANY(ids) THEN ARRAY[c.user_id] ELSE '{}'::uuid[] END;
END`,
  }),
  'GRANT USAGE ON SCHEMA content TO kopexa_files;',
].join('\n');
