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
  `CREATE POLICY unrestricted ON compliance.audit_entry AS RESTRICTIVE TO ${COMPLIANCE}
     USING (subject_id IS NULL OR NOT subject_id = ANY((SELECT compliance.closed_subjects())::uuid[]));`,
].join('\n');
