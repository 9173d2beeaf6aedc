import { definerFunction } from '#runtime/db/table.js';

/** How many documents somebody answers for: who goes leaves them behind. */
export const up = definerFunction({
  signature: 'content.documents_owned(org uuid, account uuid)',
  returns: 'integer',
  volatility: 'STABLE',
  language: 'sql',
  execute: [],
  body: `
  SELECT count(*)::integer FROM content.document d
   WHERE d.org_id = org AND d.owner_id = account AND d.trashed_at IS NULL AND d.archived_at IS NULL`,
});
