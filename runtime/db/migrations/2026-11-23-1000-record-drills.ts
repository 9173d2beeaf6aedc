import { createTable, definerFunction, id, technical } from '../table.js';

/** Restore drills: what was restored, how long it took, whether it was what the backup said (claims 78, 79). */
export const up = [
  createTable({
    name: 'platform.drill',
    scope: 'internal',
    columns: {
      id: id(),
      backup: technical('text CHECK (length(backup) <= 100)'),
      started_at: technical('timestamptz NOT NULL'),
      finished_at: technical('timestamptz NOT NULL CHECK (finished_at >= started_at)'),
      outcome: technical("text NOT NULL CHECK (outcome IN ('passed', 'failed'))"),
      problem: technical("text CHECK ((problem IS NULL) = (outcome = 'passed') AND length(problem) <= 1000)"),
      row_count: technical('bigint'),
      audit_entry_count: technical('bigint'),
    },
    constraints: ['PRIMARY KEY (id)'],
    indexes: ['(finished_at)'],
    definer: ['SELECT', 'INSERT'],
  }),

  definerFunction({
    signature:
      'platform.record_drill(backup text, started_at timestamptz, finished_at timestamptz, problem text, row_count bigint, audit_entry_count bigint)',
    returns: 'uuid',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  INSERT INTO platform.drill (backup, started_at, finished_at, outcome, problem, row_count, audit_entry_count)
  VALUES (record_drill.backup, record_drill.started_at, record_drill.finished_at,
          CASE WHEN record_drill.problem IS NULL THEN 'passed' ELSE 'failed' END,
          left(record_drill.problem, 1000), record_drill.row_count, record_drill.audit_entry_count)
  RETURNING id`,
  }),

  // A week after one that passed; after one that failed already the next day.
  definerFunction({
    signature: 'platform.drill_is_due()',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  SELECT NOT EXISTS (SELECT FROM platform.drill d WHERE d.finished_at > now() - interval '23 hours')
     AND NOT EXISTS (SELECT FROM platform.drill d WHERE d.outcome = 'passed' AND d.finished_at > now() - interval '167 hours')`,
  }),
].join('\n');
