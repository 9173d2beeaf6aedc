import { definerFunction } from '#runtime/db/table.js';

const WORKER = ['kopexa_worker'];
const current = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;

/** Figures over all Organizations for the claims board: numbers, no names. */
export const up = [
  definerFunction({
    signature: 'tenancy.access_figures()',
    returns:
      'TABLE (members integer, without_factor integer, half_sessions integer, outsiders_with_grant integer)',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `
  SELECT (SELECT count(DISTINCT m.account_id)::integer FROM tenancy.membership m WHERE ${current('m')}),
         identity.count_without_factor(ARRAY(
           SELECT m.account_id FROM tenancy.membership m WHERE ${current('m')}
           UNION SELECT g.principal_id FROM tenancy.space_grant g WHERE g.principal_kind = 'user' AND ${current('g')})),
         identity.count_half_sessions(ARRAY(SELECT e.session_id FROM tenancy.session_entry e)),
         (SELECT count(*)::integer FROM tenancy.space_grant g
           WHERE g.principal_kind = 'user' AND ${current('g')}
             AND EXISTS (SELECT FROM tenancy.space_permissions_of(g.org_id, g.principal_id))
             AND NOT EXISTS (SELECT FROM tenancy.membership m
                              WHERE m.org_id = g.org_id AND m.account_id = g.principal_id AND ${current('m')}))`,
  }),

  // The roles as the database knows them: part of the product, the same in every Organization.
  definerFunction({
    signature: 'tenancy.built_in_roles()',
    returns: 'TABLE (role_key text, permissions text[])',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `SELECT r.role_key, r.permissions FROM tenancy.role r`,
  }),

  // A version that is missing between the first and the newest would have been deleted.
  definerFunction({
    signature: 'tenancy.setting_figures()',
    returns: 'TABLE (histories integer, with_gaps integer)',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `
  SELECT count(*)::integer, count(*) FILTER (WHERE h.newest <> h.kept)::integer
    FROM (SELECT max(v.version) AS newest, count(*) AS kept FROM tenancy.setting_version v GROUP BY v.org_id, v.setting_key) h`,
  }),

  // Published to compliance's own functions: where and when a setting was changed, without what.
  definerFunction({
    signature: 'tenancy.setting_changes(since timestamptz)',
    returns: 'TABLE (org_id uuid, at timestamptz, wrote text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT v.org_id, v.created_at, v.xmin::text FROM tenancy.setting_version v WHERE v.created_at > since`,
  }),
].join('\n');
