import { createTable, createdAt, definerFunction, id, technical } from '#runtime/db/table.js';

const WORKER = ['kopexa_worker'];

/** What the canaries of this installation found, for ever, and what was made for them. */
export const up = [
  createTable({
    name: 'compliance.isolation_run',
    scope: 'internal',
    columns: {
      run_id: id(),
      at: technical('timestamptz NOT NULL DEFAULT clock_timestamp()'),
      outcome: technical("text NOT NULL CHECK (outcome IN ('held', 'leaked', 'incomplete', 'unreachable'))"),
      operations: technical('integer NOT NULL CHECK (operations >= 0)'),
      probes: technical('integer NOT NULL CHECK (probes >= 0)'),
      requests: technical('integer NOT NULL CHECK (requests >= 0)'),
      leaks: technical('integer NOT NULL CHECK (leaks >= 0)'),
      oracles: technical('integer NOT NULL CHECK (oracles >= 0)'),
      broken: technical('integer NOT NULL CHECK (broken >= 0)'),
      seen: technical('integer NOT NULL CHECK (seen >= 0)'),
      seconds: technical('real NOT NULL CHECK (seconds >= 0)'),
      version: technical('text CHECK (length(version) <= 60)'),
      findings: technical('text[] NOT NULL CHECK (cardinality(findings) <= 50)'),
    },
    constraints: [
      'PRIMARY KEY (run_id)',
      "CHECK ((outcome = 'leaked') = (leaks + oracles > 0))",
      "CHECK (outcome <> 'held' OR (requests > 0 AND broken = 0 AND seen > 0))",
    ],
    indexes: ['(at DESC)'],
    definer: ['SELECT', 'INSERT'],
  }),
  `CREATE FUNCTION compliance.keep_isolation_runs() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $f$
BEGIN
  RAISE EXCEPTION 'What the canaries found is never changed or deleted.' USING ERRCODE = 'KX409';
END $f$;
CREATE TRIGGER keep_isolation_runs BEFORE UPDATE OR DELETE OR TRUNCATE ON compliance.isolation_run
  FOR EACH STATEMENT EXECUTE FUNCTION compliance.keep_isolation_runs();`,

  // Ids of what was made for the canaries, and where it lies: the probes know it from here, not from the product.
  createTable({
    name: 'compliance.canary_thing',
    scope: 'internal',
    columns: {
      place: technical("text NOT NULL CHECK (place ~ '^[ab](/[12])?$')"),
      recipe: technical("text NOT NULL CHECK (recipe ~ '^[a-z_]+$')"),
      type: technical("text NOT NULL CHECK (type ~ '^[A-Za-z]+$')"),
      thing_id: technical('text NOT NULL CHECK (length(thing_id) <= 120)'),
      made_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (place, recipe, type, thing_id)'],
    definer: ['SELECT', 'INSERT'],
  }),
  // How often, as the operator set it; nothing before there is an operator, 0 for never.
  definerFunction({
    signature: 'compliance.canary_hours()',
    returns: 'integer',
    volatility: 'STABLE',
    execute: WORKER,
    body: `
BEGIN
  IF tenancy.operator() IS NULL THEN RETURN NULL; END IF;
  RETURN tenancy.setting_of(tenancy.operator(), 'operator.canary_hours')::integer;
END`,
  }),
  definerFunction({
    signature: 'compliance.canary_things()',
    returns: 'TABLE (place text, recipe text, type text, thing_id text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `SELECT t.place, t.recipe, t.type, t.thing_id FROM compliance.canary_thing t ORDER BY t.made_at, t.thing_id`,
  }),
  definerFunction({
    signature: 'compliance.note_canary_thing(place text, recipe text, type text, thing_id text)',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: WORKER,
    body: `INSERT INTO compliance.canary_thing (place, recipe, type, thing_id)
  VALUES (note_canary_thing.place, note_canary_thing.recipe, note_canary_thing.type, note_canary_thing.thing_id) ON CONFLICT DO NOTHING`,
  }),
  definerFunction({
    signature: 'compliance.record_isolation_run(run jsonb)',
    returns: 'uuid',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: WORKER,
    body: `
  INSERT INTO compliance.isolation_run (outcome, operations, probes, requests, leaks, oracles, broken, seen, seconds, version, findings)
  SELECT r.outcome, r.operations, r.probes, r.requests, r.leaks, r.oracles, r.broken, r.seen, r.seconds, r.version, r.findings
    FROM jsonb_to_record(run) AS r(outcome text, operations integer, probes integer, requests integer, leaks integer,
      oracles integer, broken integer, seen integer, seconds real, version text, findings text[])
  RETURNING run_id`,
  }),
  // Public: figures about canaries, who are nobody. What was found in words is the operator's.
  definerFunction({
    signature: 'compliance.isolation_runs(size integer)',
    returns:
      'TABLE (run_id uuid, at timestamptz, outcome text, operations integer, probes integer, requests integer, leaks integer, oracles integer, broken integer, seen integer, seconds real, version text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_compliance', ...WORKER],
    body: `
  SELECT r.run_id, r.at, r.outcome, r.operations, r.probes, r.requests, r.leaks, r.oracles, r.broken, r.seen, r.seconds, r.version
    FROM compliance.isolation_run r ORDER BY r.at DESC, r.run_id DESC LIMIT least(size, 200)`,
  }),
  definerFunction({
    signature: 'compliance.isolation_findings(run uuid)',
    returns: 'text[]',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `SELECT r.findings FROM compliance.isolation_run r WHERE r.run_id = run`,
  }),
  // A mail to each of the operator's owners, once for each run that found something.
  definerFunction({
    signature: 'compliance.warn_of_leak(run uuid, sealed text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: WORKER,
    body: `
DECLARE event uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM compliance.isolation_run r WHERE r.run_id = run AND r.outcome = 'leaked') THEN
    RAISE EXCEPTION 'This run found nothing.' USING ERRCODE = 'KX404';
  END IF;
  INSERT INTO platform.outbox_event (org_id, topic, payload)
    VALUES (tenancy.operator(), 'compliance.isolation_leak', jsonb_build_object('sealed', sealed)) RETURNING id INTO event;
  PERFORM pg_notify('kopexa_outbox', event::text);
END`,
  }),
].join('\n');
