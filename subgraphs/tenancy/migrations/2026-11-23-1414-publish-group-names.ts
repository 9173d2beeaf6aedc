import { definerFunction } from '#runtime/db/table.js';

/** What groups are called, for sentences of the trail: for those who may see groups, or the whole trail. */
export const up = definerFunction({
  signature: 'tenancy.group_names(ids uuid[])',
  returns: 'TABLE (group_id uuid, name text)',
  volatility: 'STABLE',
  language: 'sql',
  execute: ['kopexa_compliance'],
  body: `
  SELECT g.group_id, g.name FROM tenancy.user_group g
   WHERE g.org_id = (SELECT platform.org_id()) AND g.group_id = ANY(ids)
     AND ((SELECT tenancy.may('member.read')) OR (SELECT tenancy.may('audit.read')))`,
});
