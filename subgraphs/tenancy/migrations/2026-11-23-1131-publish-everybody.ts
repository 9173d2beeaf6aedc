import { definerFunction } from '#runtime/db/table.js';

/** Published to other rooms' definer functions: everybody who is or was a member of the context's Organization. */
export const up = definerFunction({
  signature: 'tenancy.everybody()',
  returns: 'uuid[]',
  volatility: 'STABLE',
  execute: [],
  body: `
BEGIN
  RETURN coalesce((SELECT array_agg(DISTINCT m.account_id) FROM tenancy.membership m
                    WHERE m.org_id = platform.org_id()), '{}');
END`,
});
