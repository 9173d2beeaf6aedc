import { DEFINER } from '../roles.js';
import { definerFunction } from '../table.js';

const WORKER = ['kopexa_worker'];

/** What the platform tells about itself to the checks of the claims board: figures and times, nobody's data. */
export const up = [
  `GRANT SELECT ON platform.migration TO ${DEFINER};
   CREATE POLICY definer_reads ON platform.migration FOR SELECT TO ${DEFINER} USING (true);`,

  // How old the installation is: before its first day no daily work can be missing.
  definerFunction({
    signature: 'platform.installed_at()',
    returns: 'timestamptz',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `SELECT min(m.applied_at) FROM platform.migration m`,
  }),

  // The newest drill and the newest that passed. Its problem may name folders: it stays here.
  definerFunction({
    signature: 'platform.drill_figures()',
    returns: 'TABLE (outcome text, finished_at timestamptz, seconds integer, passed_at timestamptz)',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `
  SELECT d.outcome, d.finished_at, ceil(extract(epoch FROM d.finished_at - d.started_at))::integer,
         (SELECT max(p.finished_at) FROM platform.drill p WHERE p.outcome = 'passed')
    FROM platform.drill d ORDER BY d.finished_at DESC LIMIT 1`,
  }),

  definerFunction({
    signature: 'platform.outbox_figures()',
    returns: 'TABLE (late integer, given_up integer)',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `
  SELECT count(*) FILTER (WHERE e.created_at < now() - interval '1 hour')::integer,
         count(*) FILTER (WHERE e.attempts >= 40)::integer
    FROM platform.outbox_event e WHERE e.delivered_at IS NULL`,
  }),

  // Tries it: does a context with a password alone lead into an Organization? Leaves the caller's context as it was.
  definerFunction({
    signature: 'platform.half_context_opens()',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: WORKER,
    body: `
DECLARE before text := current_setting('kopexa.context', true); opens boolean;
BEGIN
  PERFORM set_config('kopexa.context', platform.mint_context('user', uuidv7(), uuidv7(), uuidv7(), 1::smallint, 30), true);
  opens := platform.org_id() IS NOT NULL;
  PERFORM set_config('kopexa.context', coalesce(before, ''), true);
  RETURN opens;
END`,
  }),
].join('\n');
