import { definerFunction } from '#runtime/db/table.js';

/** Whom the operator writes to: its own owners, and those who may conclude a contract for a customer. */
export const up = [
  definerFunction({
    signature: 'tenancy.operator()',
    returns: 'uuid',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT o.org_id FROM tenancy.organization o WHERE o.is_operator`,
  }),
  definerFunction({
    signature: 'tenancy.owners(of_operator boolean)',
    returns: 'TABLE (org_id uuid, slug text, name text, account_id uuid)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT o.org_id, o.slug, o.name, m.account_id FROM tenancy.organization o
    JOIN tenancy.membership m ON m.org_id = o.org_id AND m.role_key = 'organization.owner'
     AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()
   WHERE o.is_operator = of_operator`,
  }),
].join('\n');
