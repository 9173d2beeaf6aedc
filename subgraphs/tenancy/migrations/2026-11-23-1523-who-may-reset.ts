import { definerFunction } from '#runtime/db/table.js';

const live = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;

/** Who belongs where, for identity: what it needs to know before an Organization resets somebody's second factors. */
export const up = [
  // Whoever acts is an owner of the context's Organization at this moment.
  definerFunction({
    signature: 'tenancy.acts_as_owner()',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT tenancy.may('member.manage') AND EXISTS (SELECT 1 FROM tenancy.membership m
   WHERE m.org_id = platform.org_id() AND m.account_id = platform.user_id() AND m.role_key = 'organization.owner' AND ${live('m')})`,
  }),
  // An owner now who was one at that moment already.
  definerFunction({
    signature: 'tenancy.was_owner_since(account uuid, moment timestamptz)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = platform.org_id() AND m.account_id = account
    AND m.role_key = 'organization.owner' AND m.valid_from <= moment AND ${live('m')})`,
  }),
  // An owner for a day at that moment, so that nobody appoints the second person first; in an Organization's first
  // hour owners are those who found it.
  definerFunction({
    signature: 'tenancy.was_settled_owner(account uuid, moment timestamptz)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT tenancy.was_owner_since(account, least(moment, greatest(moment - interval '1 day',
    (SELECT o.created_at + interval '1 hour' FROM tenancy.organization o WHERE o.org_id = platform.org_id()))))`,
  }),
  // How somebody stands to the context's Organization. Who was an owner within the last week still counts as one, so
  // that nobody is demoted first; any other membership, also one that is still to begin, means that they are not its alone.
  definerFunction({
    signature: 'tenancy.standing_of(account uuid)',
    returns: 'TABLE (is_member boolean, counts_as_owner boolean, is_sole boolean)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = platform.org_id() AND m.account_id = account
                    AND m.role_key <> 'organization.support' AND ${live('m')}),
         EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = platform.org_id() AND m.account_id = account
                    AND m.role_key = 'organization.owner' AND m.valid_to > clock_timestamp() - interval '7 days'),
         NOT EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id IS DISTINCT FROM platform.org_id()
                    AND m.account_id = account AND m.valid_to > clock_timestamp())`,
  }),
  definerFunction({
    signature: 'tenancy.owners_of(org uuid)',
    returns: 'TABLE (account_id uuid, slug text, name text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT m.account_id, o.slug, o.name FROM tenancy.organization o JOIN tenancy.membership m ON m.org_id = o.org_id
   WHERE o.org_id = org AND m.role_key = 'organization.owner' AND ${live('m')}`,
  }),
].join('\n');
