import { definerFunction } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];

/** How long somebody may stay in an Organization before it asks again: told, so that they are warned before. */
export const up = [
  definerFunction({
    signature: 'identity.session_limits(wanted uuid)',
    returns: 'TABLE (idle_seconds integer, started_at timestamptz, expires_at timestamptz)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT s.idle_seconds, s.started_at, s.expires_at FROM identity.session s WHERE s.session_id = wanted`,
  }),
  // The stricter of what always holds and what the context's Organization asks for; nothing for who has no session.
  definerFunction({
    signature: 'tenancy.own_stay()',
    returns: 'TABLE (idle_seconds integer, ends_at timestamptz)',
    volatility: 'STABLE',
    language: 'sql',
    execute: TENANCY,
    body: `
  SELECT least(s.idle_seconds, p.idle_minutes * 60), least(s.expires_at, s.started_at + make_interval(hours => p.session_hours))
    FROM platform.context() c CROSS JOIN LATERAL identity.session_limits(c.session_id) s
    LEFT JOIN tenancy.entry_policy p ON p.org_id = c.org_id
   WHERE c.kind = 'user' AND c.org_id IS NOT NULL`,
  }),
].join('\n');
