import { definerFunction } from '#runtime/db/table.js';

/**
 * Names and mail addresses of everybody who is or was in the context's Organization, for the AI room: it takes them
 * out of what it sends. Only for people who may use AI there, and only while the Organization wants it.
 */
export const up = definerFunction({
  signature: 'identity.names_to_mask()',
  returns: 'TABLE (name text, email text)',
  volatility: 'STABLE',
  execute: ['kopexa_ai'],
  body: `
#variable_conflict use_column
DECLARE known uuid[];
BEGIN
  IF NOT tenancy.may('ai.use') OR tenancy.setting('ai.enabled') IS DISTINCT FROM 'true' THEN RETURN; END IF;
  known := tenancy.everybody();
  RETURN QUERY SELECT a.name, a.email FROM identity.account a WHERE a.account_id = ANY(known) ORDER BY a.account_id;
END`,
});
