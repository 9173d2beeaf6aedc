import { definerFunction } from '#runtime/db/table.js';

/** Figures over all accounts and sessions for the claims board: numbers, no names. */
export const up = [
  // Published to tenancy, which knows who is a member: of these accounts, how many have no confirmed second factor.
  definerFunction({
    signature: 'identity.count_without_factor(ids uuid[])',
    returns: 'integer',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT count(*)::integer FROM unnest(ids) account
   WHERE NOT EXISTS (SELECT FROM identity.totp_factor t WHERE t.account_id = account AND t.confirmed_at IS NOT NULL)`,
  }),
  // Published to tenancy, which knows who entered an Organization.
  definerFunction({
    signature: 'identity.count_half_sessions(ids uuid[])',
    returns: 'integer',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT count(*)::integer FROM identity.session s WHERE s.session_id = ANY(ids) AND s.assurance < 2`,
  }),
  // NIST SP 800-63B-4 §2.2.3: 24 hours overall, an hour idle.
  definerFunction({
    signature: 'identity.session_figures()',
    returns: 'TABLE (open integer, too_long integer, too_idle integer, without_factor integer)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  SELECT count(*)::integer,
         count(*) FILTER (WHERE s.expires_at > s.created_at + interval '24 hours')::integer,
         count(*) FILTER (WHERE s.idle_seconds > 3600)::integer,
         count(*) FILTER (WHERE s.assurance >= 2 AND NOT EXISTS (SELECT FROM identity.totp_factor t
           WHERE t.account_id = s.account_id AND t.confirmed_at IS NOT NULL))::integer
    FROM identity.session s
   WHERE s.revoked_at IS NULL AND s.expires_at > now() AND s.last_seen_at + make_interval(secs => s.idle_seconds) > now()`,
  }),
].join('\n');
