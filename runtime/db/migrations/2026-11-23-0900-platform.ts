import { createTable, createdAt, definerFunction, id, secret, technical } from '../table.js';
import { OWNER } from '../roles.js';

/** The logins and schemas of the first release: a migration says for ever what it said when it shipped. */
const everyLogin = [
  'kopexa_gateway',
  'kopexa_worker',
  'kopexa_identity',
  'kopexa_tenancy',
  'kopexa_content',
  'kopexa_compliance',
];
const SCHEMAS = ['platform', 'identity', 'tenancy', 'content', 'compliance'];

/**
 * The ground under every room: schemas, the database context with its MAC, the write lock, the outbox and
 * the per-subject keys of the audit trail.
 */
export const up = [
  ...SCHEMAS.map((schema) => `CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${OWNER};`),
  `GRANT USAGE ON SCHEMA platform TO ${everyLogin.join(', ')};`,
  ...SCHEMAS.filter((schema) => schema !== 'platform').map(
    (schema) => `GRANT USAGE ON SCHEMA ${schema} TO kopexa_${schema};`,
  ),

  createTable({
    name: 'platform.context_key',
    scope: 'internal',
    columns: {
      id: technical('smallint PRIMARY KEY'),
      key: secret('bytea NOT NULL'),
      created_at: createdAt(),
    },
    definer: ['SELECT'],
  }),
  `INSERT INTO platform.context_key (id, key) VALUES (1, extensions.gen_random_bytes(32));`,

  createTable({
    name: 'platform.outbox_event',
    scope: 'internal',
    columns: {
      id: id(),
      org_id: technical('uuid'),
      topic: technical('text NOT NULL CHECK (length(topic) <= 100)'),
      payload: technical("jsonb NOT NULL DEFAULT '{}'"),
      created_at: createdAt(),
      delivered_at: technical('timestamptz'),
      attempts: technical('integer NOT NULL DEFAULT 0'),
      due_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (id)'],
    indexes: ['(due_at) WHERE delivered_at IS NULL'],
    definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  }),

  createTable({
    name: 'platform.subject_key',
    scope: 'internal',
    columns: {
      subject_id: technical('uuid PRIMARY KEY'),
      wrapped_key: secret('bytea'),
      created_at: createdAt(),
      destroyed_at: technical('timestamptz'),
    },
    definer: ['SELECT', 'INSERT', 'UPDATE'],
  }),

  `CREATE TYPE platform.request_context AS (kind text, user_id uuid, session_id uuid, org_id uuid, assurance smallint);
   GRANT USAGE ON TYPE platform.request_context TO PUBLIC;`,

  // The MAC covers every field; only definer functions can read the key, so a captured login cannot pose as
  // another tenant by set_config.
  definerFunction({
    signature:
      'platform.mint_context(kind text, user_id uuid, session_id uuid, org_id uuid, assurance smallint, seconds integer)',
    returns: 'text',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE payload text; mac bytea;
BEGIN
  payload := concat_ws('.', 'kx1', kind, coalesce(user_id::text, '-'), coalesce(session_id::text, '-'),
    coalesce(org_id::text, '-'), assurance::text, extract(epoch FROM clock_timestamp() + make_interval(secs => seconds))::bigint::text);
  SELECT extensions.hmac(convert_to(payload, 'UTF8'), k.key, 'sha256') INTO mac FROM platform.context_key k WHERE k.id = 1;
  RETURN payload || '.' || encode(mac, 'hex');
END`,
  }),

  definerFunction({
    signature: 'platform.context()',
    returns: 'platform.request_context',
    volatility: 'STABLE',
    execute: everyLogin,
    body: `
DECLARE raw text := current_setting('kopexa.context', true); part text[]; mac bytea; result platform.request_context;
BEGIN
  IF raw IS NULL OR raw = '' THEN RETURN NULL; END IF;
  part := string_to_array(raw, '.');
  IF cardinality(part) <> 8 OR part[1] <> 'kx1' THEN
    RAISE EXCEPTION 'The database context is malformed.' USING ERRCODE = 'KX001';
  END IF;
  SELECT extensions.hmac(convert_to(array_to_string(part[1:7], '.'), 'UTF8'), k.key, 'sha256') INTO mac
    FROM platform.context_key k WHERE k.id = 1;
  -- Over hashes, so that the time of the comparison tells nothing about the MAC.
  IF sha256(convert_to(encode(mac, 'hex'), 'UTF8')) <> sha256(convert_to(part[8], 'UTF8')) THEN
    RAISE EXCEPTION 'The database context is forged.' USING ERRCODE = 'KX001';
  END IF;
  IF part[7]::bigint < extract(epoch FROM statement_timestamp()) THEN
    RAISE EXCEPTION 'The database context has expired.' USING ERRCODE = 'KX001';
  END IF;
  result.kind := part[2];
  result.user_id := nullif(part[3], '-')::uuid;
  result.session_id := nullif(part[4], '-')::uuid;
  result.org_id := nullif(part[5], '-')::uuid;
  result.assurance := part[6]::smallint;
  RETURN result;
END`,
  }),

  // Without a second factor there is no Organization, whatever the context says (claims 16, 17).
  definerFunction({
    signature: 'platform.org_id()',
    returns: 'uuid',
    volatility: 'STABLE',
    language: 'sql',
    execute: everyLogin,
    body: `SELECT CASE WHEN c.assurance >= 2 THEN c.org_id END FROM platform.context() c`,
  }),
  definerFunction({
    signature: 'platform.user_id()',
    returns: 'uuid',
    volatility: 'STABLE',
    language: 'sql',
    execute: everyLogin,
    body: `SELECT c.user_id FROM platform.context() c`,
  }),

  // First statement of every mutation. Writers share the Organization's lock; a change of grants takes it
  // alone, so no write commits after a revoke was acknowledged (THREATS 20).
  definerFunction({
    signature: 'platform.enter_write(alone boolean)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: everyLogin,
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  IF org IS NULL THEN RETURN; END IF;
  IF alone THEN PERFORM pg_advisory_xact_lock(hashtextextended(org::text, 20261123));
  ELSE PERFORM pg_advisory_xact_lock_shared(hashtextextended(org::text, 20261123));
  END IF;
END`,
  }),

  // The Organization of an event is the context's, never an argument. Only for the rooms that send something, and
  // each for its own topics (`tenancy.invitation`): a captured one must not make the worker send others' mail.
  definerFunction({
    signature: 'platform.emit_event(topic text, payload jsonb)',
    returns: 'uuid',
    volatility: 'VOLATILE',
    execute: ['kopexa_identity', 'kopexa_tenancy'],
    body: `
DECLARE event_id uuid;
BEGIN
  IF 'kopexa_' || split_part(topic, '.', 1) <> session_user THEN
    RAISE EXCEPTION 'A topic begins with the name of its room.' USING ERRCODE = 'KX403';
  END IF;
  INSERT INTO platform.outbox_event (org_id, topic, payload)
    VALUES (platform.org_id(), emit_event.topic, emit_event.payload) RETURNING id INTO event_id;
  PERFORM pg_notify('kopexa_outbox', event_id::text);
  RETURN event_id;
END`,
  }),

  // A claimed event is due again later, whatever becomes of it: after 30 seconds, a minute … an hour, for about a
  // day and a half. Counted from the attempt, not from the event: an outage must not use all attempts up at once.
  definerFunction({
    signature: 'platform.claim_events(batch integer)',
    returns: 'SETOF platform.outbox_event',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  UPDATE platform.outbox_event
     SET attempts = attempts + 1, due_at = now() + make_interval(secs => least(3600, 30 * power(2, least(attempts, 7))))
   WHERE id IN (SELECT id FROM platform.outbox_event WHERE delivered_at IS NULL AND attempts < 40 AND due_at <= now()
                 ORDER BY due_at LIMIT batch FOR UPDATE SKIP LOCKED)
  RETURNING *`,
  }),
  definerFunction({
    signature: 'platform.settle_events(ids uuid[])',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `UPDATE platform.outbox_event SET delivered_at = now(), payload = '{}' WHERE id = ANY(ids)`,
  }),

  // Keys arrive wrapped: the database never sees one in the clear.
  definerFunction({
    signature: 'platform.subject_keys(subjects uuid[])',
    returns: 'TABLE (subject_id uuid, wrapped_key bytea)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_compliance'],
    body: `SELECT k.subject_id, k.wrapped_key FROM platform.subject_key k WHERE k.subject_id = ANY(subjects)`,
  }),
  definerFunction({
    signature: 'platform.add_subject_key(subject uuid, wrapped bytea)',
    returns: 'bytea',
    volatility: 'VOLATILE',
    execute: ['kopexa_identity', 'kopexa_tenancy', 'kopexa_content', 'kopexa_compliance'],
    body: `
DECLARE kept bytea; c platform.request_context := platform.context();
BEGIN
  IF c.kind IS NULL THEN RAISE EXCEPTION 'A key needs a context.' USING ERRCODE = 'KX001'; END IF;
  INSERT INTO platform.subject_key (subject_id, wrapped_key) VALUES (subject, wrapped) ON CONFLICT DO NOTHING;
  SELECT k.wrapped_key INTO kept FROM platform.subject_key k WHERE k.subject_id = subject;
  RETURN kept;
END`,
  }),
].join('\n');
