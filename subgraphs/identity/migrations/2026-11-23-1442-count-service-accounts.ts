import { definerFunction } from '#runtime/db/table.js';

/** What other rooms may ask about the service accounts of somebody who goes. */
export const up = [
  definerFunction({
    signature: 'identity.service_accounts_owned(org uuid, account uuid)',
    returns: 'integer',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT count(*)::integer FROM identity.service_account a
   WHERE a.org_id = org AND a.owner_id = account AND a.revoked_at IS NULL AND a.expires_at > clock_timestamp()`,
  }),
  // Secrets end with the membership of who owns them; a membership that ran out tells no trigger.
  definerFunction({
    signature: 'identity.end_secrets_of(org uuid, account uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: [],
    body: `
  UPDATE identity.service_secret s SET revoked_at = clock_timestamp()
    FROM identity.service_account a
   WHERE a.org_id = org AND a.owner_id = account AND s.org_id = a.org_id
     AND s.service_account_id = a.service_account_id AND s.revoked_at IS NULL`,
  }),
].join('\n');
