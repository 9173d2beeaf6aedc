import { definerFunction } from '#runtime/db/table.js';

/** Tools stop at once where an Organization is about to be deleted; people can still look at it, and call it off. */
export const up = [
  definerFunction({
    signature: 'identity.service_owner(org uuid, account uuid, secret uuid)',
    returns: 'uuid',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT a.owner_id FROM identity.service_account a
    JOIN identity.service_secret s ON s.org_id = a.org_id AND s.service_account_id = a.service_account_id
    JOIN tenancy.organization o ON o.org_id = a.org_id AND o.deletes_at IS NULL
   WHERE a.org_id = org AND a.service_account_id = account AND s.secret_id = secret
     AND a.revoked_at IS NULL AND s.revoked_at IS NULL AND a.expires_at > clock_timestamp()`,
  }),
  definerFunction({
    signature: 'identity.service_of(hash bytea)',
    returns:
      'TABLE (secret_id uuid, service_account_id uuid, org_id uuid, owner_id uuid, ip_ranges cidr[], operations text[], problem text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT s.secret_id, a.service_account_id, a.org_id, a.owner_id, a.ip_ranges, a.operations,
         CASE WHEN a.revoked_at IS NOT NULL OR s.revoked_at IS NOT NULL THEN 'TOKEN_REVOKED'
              WHEN a.expires_at <= clock_timestamp() THEN 'TOKEN_EXPIRED'
              WHEN o.deletes_at IS NOT NULL THEN 'ORGANIZATION_ENDS' END
    FROM identity.service_secret s
    JOIN identity.service_account a ON a.org_id = s.org_id AND a.service_account_id = s.service_account_id
    JOIN tenancy.organization o ON o.org_id = a.org_id
   WHERE s.token_hash = hash`,
  }),
].join('\n');
