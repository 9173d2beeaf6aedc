import { definerFunction } from '#runtime/db/table.js';

/** Whom a membership is about, for sentences of the audit trail; a role change and a removal name the membership. */
export const up = definerFunction({
  signature: 'tenancy.member_accounts(ids uuid[])',
  returns: 'TABLE (member_id uuid, account_id uuid)',
  volatility: 'STABLE',
  language: 'sql',
  execute: ['kopexa_compliance'],
  body: `
  SELECT DISTINCT m.member_id, m.account_id FROM tenancy.membership m
   WHERE m.org_id = (SELECT platform.org_id()) AND m.member_id = ANY(ids) AND (SELECT tenancy.may('audit.read'))`,
});
