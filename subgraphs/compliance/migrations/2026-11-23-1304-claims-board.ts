import { DEFINER, OWNER } from '#runtime/db/roles.js';
import { createTable, createdAt, definerFunction, id, personal, technical } from '#runtime/db/table.js';

const COMPLIANCE = ['kopexa_compliance'];
const WORKER = ['kopexa_worker'];

/** Every run of a check, for ever: no role may change or delete one, not even the one that owns the functions. */
const runs = [
  createTable({
    name: 'compliance.claim_run',
    scope: 'internal',
    columns: {
      run_id: id(),
      check_id: technical(
        "text NOT NULL CHECK (check_id ~ '^[a-z_]+(\\.[a-z_]+)+$' AND length(check_id) <= 60)",
      ),
      at: technical('timestamptz NOT NULL DEFAULT clock_timestamp()'),
      outcome: technical("text NOT NULL CHECK (outcome IN ('passed', 'failed', 'not_measured'))"),
      says_de: technical('text NOT NULL CHECK (length(says_de) BETWEEN 1 AND 1000)'),
      says_en: technical('text NOT NULL CHECK (length(says_en) BETWEEN 1 AND 1000)'),
      figures: technical(
        "jsonb NOT NULL CHECK (jsonb_typeof(figures) = 'object' AND octet_length(figures::text) <= 20000)",
      ),
      duration_ms: technical('integer NOT NULL CHECK (duration_ms >= 0)'),
      asked_by: technical("text NOT NULL CHECK (asked_by IN ('schedule', 'person', 'visitor'))"),
      account_id: technical("uuid CHECK ((account_id IS NOT NULL) = (asked_by = 'person'))"),
      request_id: technical('uuid'),
      version: technical('text CHECK (length(version) <= 60)'),
    },
    constraints: ['PRIMARY KEY (run_id)'],
    indexes: ['(check_id, at DESC, run_id DESC)', '(request_id) WHERE request_id IS NOT NULL'],
    definer: ['SELECT', 'INSERT'],
  }),
  `CREATE FUNCTION compliance.keep_claim_runs() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $f$
BEGIN
  RAISE EXCEPTION 'What a check measured is never changed or deleted.' USING ERRCODE = 'KX409';
END $f$;
CREATE TRIGGER keep_claim_runs BEFORE UPDATE OR DELETE OR TRUNCATE ON compliance.claim_run
  FOR EACH STATEMENT EXECUTE FUNCTION compliance.keep_claim_runs();`,
];

/** Who asked for which checks to be run now; forgotten after a day. */
const requests = createTable({
  name: 'compliance.claim_request',
  scope: 'internal',
  columns: {
    request_id: technical('uuid PRIMARY KEY'),
    check_ids: technical('text[] NOT NULL CHECK (cardinality(check_ids) BETWEEN 1 AND 300)'),
    asked_by: technical("text NOT NULL CHECK (asked_by IN ('person', 'visitor'))"),
    account_id: technical('uuid'),
    address: personal(
      'bytea CHECK (length(address) = 32)',
      'Limit of checks that visitors may run (hash of the network address)',
      '1 day',
    ),
    requested_at: createdAt(),
    taken_at: technical('timestamptz'),
    finished_at: technical('timestamptz'),
  },
  indexes: ['(requested_at)'],
  definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
});

const asking = [
  definerFunction({
    signature: 'compliance.request_claim_checks(request uuid, checks text[])',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: COMPLIANCE,
    body: `
BEGIN
  IF NOT tenancy.may('operator.claims') THEN RAISE EXCEPTION 'Not allowed.' USING ERRCODE = 'KX403'; END IF;
  INSERT INTO compliance.claim_request (request_id, check_ids, asked_by, account_id)
    VALUES (request, checks, 'person', platform.user_id());
END`,
  }),

  // A check at most once a minute for everybody together: within it the earlier request is answered again. 20 requests
  // an hour from one address, 60 an hour from all: then the seconds to wait. One visitor after the other, or two would
  // count the same rows.
  definerFunction({
    signature: 'compliance.request_claim_check(request uuid, check_id text, address bytea)',
    returns: 'TABLE (taken uuid, wait integer)',
    volatility: 'VOLATILE',
    execute: COMPLIANCE,
    body: `
DECLARE earlier uuid; asked record; seconds integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('compliance.request_claim_check', 20261123));
  SELECT r.request_id INTO earlier FROM compliance.claim_request r
   WHERE request_claim_check.check_id = ANY(r.check_ids) AND r.requested_at > clock_timestamp() - interval '1 minute'
   ORDER BY r.requested_at DESC LIMIT 1;
  IF earlier IS NOT NULL THEN RETURN QUERY SELECT earlier, 0; RETURN; END IF;
  SELECT count(*) FILTER (WHERE r.address = request_claim_check.address) AS of_address,
         min(r.requested_at) FILTER (WHERE r.address = request_claim_check.address) AS first_of_address,
         count(*) AS of_all, min(r.requested_at) AS first_of_all
    INTO asked FROM compliance.claim_request r
   WHERE r.asked_by = 'visitor' AND r.requested_at > clock_timestamp() - interval '1 hour';
  seconds := CASE WHEN asked.of_address >= 20 THEN ceil(extract(epoch FROM asked.first_of_address + interval '1 hour' - clock_timestamp()))
                  WHEN asked.of_all >= 60 THEN ceil(extract(epoch FROM asked.first_of_all + interval '1 hour' - clock_timestamp()))
                  ELSE 0 END;
  IF seconds > 0 THEN RETURN QUERY SELECT NULL::uuid, seconds; RETURN; END IF;
  INSERT INTO compliance.claim_request (request_id, check_ids, asked_by, address)
    VALUES (request, ARRAY[request_claim_check.check_id], 'visitor', request_claim_check.address);
  RETURN QUERY SELECT request, 0;
END`,
  }),

  definerFunction({
    signature: 'compliance.claim_request_state(request uuid)',
    returns: 'TABLE (total integer, done integer, is_finished boolean)',
    volatility: 'STABLE',
    language: 'sql',
    execute: COMPLIANCE,
    body: `
  SELECT cardinality(r.check_ids), (SELECT count(*)::integer FROM compliance.claim_run c WHERE c.request_id = request),
         r.finished_at IS NOT NULL
    FROM compliance.claim_request r WHERE r.request_id = request`,
  }),

  // What waits, or was taken by a process that ended: each is given to one worker at a time.
  definerFunction({
    signature: 'compliance.take_claim_request()',
    returns: 'TABLE (request_id uuid, check_ids text[], asked_by text, account_id uuid)',
    volatility: 'VOLATILE',
    execute: WORKER,
    body: `
#variable_conflict use_column
BEGIN
  RETURN QUERY UPDATE compliance.claim_request r SET taken_at = clock_timestamp()
   WHERE r.request_id = (SELECT n.request_id FROM compliance.claim_request n
      WHERE n.finished_at IS NULL AND (n.taken_at IS NULL OR n.taken_at < clock_timestamp() - interval '10 minutes')
      ORDER BY n.requested_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING r.request_id,
    ARRAY(SELECT c FROM unnest(r.check_ids) c WHERE NOT EXISTS (SELECT FROM compliance.claim_run d WHERE d.request_id = r.request_id AND d.check_id = c)),
    r.asked_by, r.account_id;
END`,
  }),
  definerFunction({
    signature: 'compliance.finish_claim_request(request uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: WORKER,
    body: `UPDATE compliance.claim_request SET finished_at = clock_timestamp() WHERE request_id = request`,
  }),
  definerFunction({
    signature: 'compliance.forget_claim_requests()',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: WORKER,
    body: `DELETE FROM compliance.claim_request WHERE requested_at < now() - interval '1 day'`,
  }),
];

const reading = [
  definerFunction({
    signature:
      'compliance.record_claim_run(check_id text, outcome text, says_de text, says_en text, figures jsonb, duration_ms integer, asked_by text, account uuid, request uuid, version text)',
    returns: 'uuid',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: WORKER,
    body: `
  INSERT INTO compliance.claim_run (check_id, outcome, says_de, says_en, figures, duration_ms, asked_by, account_id, request_id, version)
  VALUES (record_claim_run.check_id, record_claim_run.outcome, record_claim_run.says_de, record_claim_run.says_en,
          record_claim_run.figures, record_claim_run.duration_ms, record_claim_run.asked_by, account, request, record_claim_run.version)
  RETURNING run_id`,
  }),

  // The newest run of each check. Public: sentences and times, no figures.
  definerFunction({
    signature: 'compliance.newest_claim_runs(checks text[])',
    returns: 'TABLE (check_id text, at timestamptz, outcome text, says_de text, says_en text, version text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [...COMPLIANCE, ...WORKER],
    body: `
  SELECT r.check_id, r.at, r.outcome, r.says_de, r.says_en, r.version
    FROM unnest(checks) wanted CROSS JOIN LATERAL (
      SELECT * FROM compliance.claim_run c WHERE c.check_id = wanted ORDER BY c.at DESC, c.run_id DESC LIMIT 1) r`,
  }),

  // For the operator: the runs of some checks with their figures and who asked, newest first.
  definerFunction({
    signature: 'compliance.claim_runs(checks text[], before timestamptz, before_id uuid, size integer)',
    returns: 'SETOF compliance.claim_run',
    volatility: 'STABLE',
    execute: COMPLIANCE,
    body: `
BEGIN
  IF NOT tenancy.may('operator.claims') THEN RETURN; END IF;
  RETURN QUERY SELECT c.* FROM compliance.claim_run c
   WHERE c.check_id = ANY(checks) AND (before IS NULL OR (c.at, c.run_id) < (before, before_id))
   ORDER BY c.at DESC, c.run_id DESC LIMIT size;
END`,
  }),
];

/** What is measured of the trail itself. */
const trail = definerFunction({
  signature: 'compliance.trail_figures()',
  returns: 'TABLE (entries integer, nameless integer, changes integer, unrecorded integer)',
  volatility: 'STABLE',
  language: 'sql',
  execute: WORKER,
  // A change and its entry are written by one transaction, which takes at most 5 s; after a logical restore the
  // transactions are others, the times are not.
  body: `
  SELECT e.entries, e.nameless, c.changes, c.unrecorded
    FROM (SELECT count(*)::integer AS entries,
                 count(*) FILTER (WHERE x.actor_kind IN ('user', 'service') AND x.actor_id IS NULL)::integer AS nameless
            FROM compliance.audit_entry x WHERE x.at > now() - interval '1 day') e,
         (SELECT count(*)::integer AS changes, count(*) FILTER (WHERE NOT EXISTS (
                   SELECT FROM compliance.audit_entry y
                    WHERE y.org_id = w.org_id AND y.outcome = 'ok' AND (y.xmin::text = w.wrote
                      OR y.at BETWEEN w.at - interval '6 seconds' AND w.at + interval '6 seconds')))::integer AS unrecorded
            FROM (SELECT * FROM content.version_changes(now() - interval '1 day')
                  UNION ALL SELECT * FROM tenancy.setting_changes(now() - interval '1 day')) w) c`,
});

/** The claims board: runs of checks, requests for them, and the figures of the trail. */
export const up = [
  ...runs,
  requests,
  ...asking,
  ...reading,
  trail,
  `SET LOCAL ROLE ${DEFINER};
   GRANT EXECUTE ON FUNCTION platform.emit_event(text, jsonb) TO kopexa_compliance;
   SET LOCAL ROLE ${OWNER};`,
].join('\n');
