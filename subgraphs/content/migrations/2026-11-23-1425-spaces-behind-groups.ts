import { definerFunction } from '#runtime/db/table.js';

const now = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;

/**
 * For tenancy: the Spaces in which restrictions let these groups in, and who named them there. Whoever fills such a
 * group opens documents, and is asked for the right to do so.
 */
export const up = definerFunction({
  signature: 'content.spaces_restricted_to(org uuid, groups uuid[])',
  returns: 'TABLE (space_id uuid, granted_by uuid)',
  volatility: 'STABLE',
  language: 'sql',
  execute: [],
  body: `
  SELECT DISTINCT d.space_id, g.granted_by FROM content.restriction_grant g
    JOIN content.restriction r ON r.org_id = g.org_id AND r.restriction_id = g.restriction_id AND ${now('r')}
    JOIN content.document d ON d.org_id = r.org_id AND d.document_id = r.document_id
   WHERE g.org_id = org AND g.principal_kind = 'group' AND g.principal_id = ANY(groups) AND ${now('g')}`,
});
