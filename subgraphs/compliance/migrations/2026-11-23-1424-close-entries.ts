import { definerFunction } from '#runtime/db/table.js';

const COMPLIANCE = 'kopexa_compliance';

/**
 * Entries about a document that is closed to somebody, or about a file of it, are closed to them too (ADR 18): that
 * something happened in a restricted document is not theirs to know.
 */
export const up = [
  definerFunction({
    signature: 'compliance.closed_subjects()',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: [COMPLIANCE],
    body: 'BEGIN RETURN content.closed_documents() || files.closed_files(); END',
  }),
  // Lists in other entries (what went along with a document) without what is closed: neither names nor a number.
  definerFunction({
    signature: 'compliance.without_closed(changes text, closed uuid[])',
    returns: 'text',
    volatility: 'IMMUTABLE',
    language: 'sql',
    execute: [COMPLIANCE],
    body: `
  SELECT CASE WHEN closed = '{}' THEN changes ELSE (
    SELECT coalesce(jsonb_agg(c || coalesce((
             SELECT jsonb_object_agg(side.key, (
                      SELECT coalesce(jsonb_agg(x ORDER BY place), '[]') FROM jsonb_array_elements(side.value) WITH ORDINALITY u (x, place)
                       WHERE NOT (x #>> '{}') = ANY(closed::text[])))
               FROM jsonb_each(c) side WHERE jsonb_typeof(side.value) = 'array'), '{}')), '[]')::text
      FROM jsonb_array_elements(changes::jsonb) c) END`,
  }),
  `CREATE POLICY unrestricted ON compliance.audit_entry AS RESTRICTIVE TO ${COMPLIANCE}
     USING (subject_id IS NULL OR NOT subject_id = ANY((SELECT compliance.closed_subjects())::uuid[]));`,
].join('\n');
