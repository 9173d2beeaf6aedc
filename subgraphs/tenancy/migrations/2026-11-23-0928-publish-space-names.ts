import { definerFunction } from '#runtime/db/table.js';

/** What the audit trail may know about Spaces. */
export const up = [
  // A Space's id if it is one of this Organization, else null; for placing refused attempts.
  definerFunction({
    signature: 'tenancy.space_within(org uuid, space uuid)',
    returns: 'uuid',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT s.space_id FROM tenancy.space s WHERE s.org_id = org AND s.space_id = space`,
  }),
  // Names of Spaces that the context's person may open.
  definerFunction({
    signature: 'tenancy.space_names(ids uuid[])',
    returns: 'TABLE (space_id uuid, name text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_compliance'],
    body: `
  SELECT s.space_id, s.name FROM tenancy.space s
   WHERE s.org_id = (SELECT platform.org_id()) AND s.space_id = ANY(ids)
     AND s.space_id = ANY((SELECT tenancy.spaces_with('space.read'))::uuid[])`,
  }),
].join('\n');
