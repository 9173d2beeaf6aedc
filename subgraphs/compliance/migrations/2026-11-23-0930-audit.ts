import { createTable, definerFunction, id, personal, technical } from '#runtime/db/table.js';

const readable = `(space_id IS NULL AND (SELECT tenancy.may('audit.read')))
  OR space_id = ANY((SELECT tenancy.spaces_with('space.audit'))::uuid[])`;

/**
 * The audit trail: appended by one definer function that takes actor and Organization from the verified
 * context, never changed. No login has INSERT, UPDATE or DELETE here. Monthly partitions.
 */
export const up = [
  createTable({
    name: 'compliance.audit_entry',
    scope: 'organization',
    columns: {
      entry_id: id(),
      at: technical('timestamptz NOT NULL DEFAULT clock_timestamp()'),
      org_id: technical('uuid'),
      space_id: technical('uuid'),
      actor_kind: technical("text NOT NULL CHECK (actor_kind IN ('user', 'service', 'job', 'anonymous'))"),
      actor_id: technical('uuid'),
      session_id: technical('uuid'),
      action: technical("text NOT NULL CHECK (action ~ '^[a-z_]+(\\.[a-z_]+)+$' AND length(action) <= 80)"),
      subject_type: technical('text NOT NULL CHECK (length(subject_type) <= 60)'),
      subject_id: technical('uuid'),
      outcome: technical("text NOT NULL CHECK (outcome IN ('ok', 'denied', 'failed'))"),
      code: technical('text CHECK (length(code) <= 60)'),
      changes: technical("text NOT NULL DEFAULT '[]' CHECK (octet_length(changes) <= 262144)"),
      request_id: technical('text NOT NULL CHECK (length(request_id) <= 64)'),
      operation: technical('text NOT NULL CHECK (length(operation) <= 120)'),
    },
    constraints: ['PRIMARY KEY (at, entry_id)'],
    // One per filter of the viewer, each in the order of its pages. Almost every entry is `ok`.
    indexes: [
      '(org_id, at DESC, entry_id DESC)',
      '(org_id, actor_id, at DESC, entry_id DESC)',
      '(org_id, subject_id, at DESC, entry_id DESC)',
      '(org_id, subject_type, at DESC, entry_id DESC)',
      '(org_id, space_id, at DESC, entry_id DESC)',
      '(org_id, action, at DESC, entry_id DESC)',
      "(org_id, outcome, at DESC, entry_id DESC) WHERE outcome <> 'ok'",
    ],
    suffix: 'PARTITION BY RANGE (at)',
    definer: ['SELECT', 'INSERT'],
    policies: [{ login: 'kopexa_compliance', for: 'SELECT', using: readable }],
  }),
  createTable({
    name: 'compliance.audit_origin',
    scope: 'organization',
    columns: {
      entry_id: technical('uuid PRIMARY KEY'),
      org_id: technical('uuid'),
      space_id: technical('uuid'),
      at: technical('timestamptz NOT NULL DEFAULT now()'),
      ip: personal(
        'text NOT NULL CHECK (length(ip) <= 45)',
        'Analysis of security incidents (GDPR Recital 49)',
        '90 days',
      ),
      user_agent: personal(
        'text NOT NULL CHECK (length(user_agent) <= 400)',
        'Analysis of security incidents (GDPR Recital 49)',
        '90 days',
      ),
    },
    indexes: ['(at)'],
    definer: ['SELECT', 'INSERT', 'DELETE'],
    policies: [{ login: 'kopexa_compliance', for: 'SELECT', using: readable }],
  }),

  // Partitions are tables: they get forced RLS too, and no login any privilege on them. Attaching one needs the
  // owner of the parent, so this runs as the owner and takes no argument. Without a partition no entry could be
  // written and therefore no change be made: it works three months ahead and runs at start and daily.
  `CREATE FUNCTION compliance.ensure_audit_partitions() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
DECLARE month date; name text;
BEGIN
  FOR month IN SELECT generate_series(date_trunc('month', now()) - interval '1 month', date_trunc('month', now()) + interval '3 months', interval '1 month')::date LOOP
    name := 'audit_entry_' || to_char(month, 'YYYY_MM');
    IF to_regclass('compliance.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE compliance.%I PARTITION OF compliance.audit_entry FOR VALUES FROM (%L) TO (%L)', name, month::timestamptz, (month + interval '1 month')::timestamptz);
      EXECUTE format('ALTER TABLE compliance.%I ENABLE ROW LEVEL SECURITY', name);
      EXECUTE format('ALTER TABLE compliance.%I FORCE ROW LEVEL SECURITY', name);
    END IF;
  END LOOP;
END $f$;
REVOKE ALL ON FUNCTION compliance.ensure_audit_partitions() FROM PUBLIC;
GRANT USAGE ON SCHEMA compliance TO kopexa_worker;
GRANT EXECUTE ON FUNCTION compliance.ensure_audit_partitions() TO kopexa_worker;
SELECT compliance.ensure_audit_partitions();`,

  // Addresses and user agents go after 90 days, as their declaration says (GDPR Art. 5(1)(e)).
  definerFunction({
    signature: 'compliance.expire_audit_origins()',
    returns: 'bigint',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  WITH gone AS (DELETE FROM compliance.audit_origin WHERE at < now() - interval '90 days' RETURNING 1)
  SELECT count(*) FROM gone`,
  }),

  definerFunction({
    signature:
      'compliance.append_entry(space uuid, action text, subject_type text, subject uuid, outcome text, code text, changes text, request_id text, operation text, ip text, user_agent text)',
    returns: 'uuid',
    volatility: 'VOLATILE',
    execute: ['kopexa_identity', 'kopexa_tenancy', 'kopexa_content', 'kopexa_compliance'],
    body: `
DECLARE c platform.request_context := platform.context(); org uuid := platform.org_id(); entry uuid := uuidv7();
  -- A Space of somebody else, or none at all, would hide the entry from everybody in charge.
  place uuid := tenancy.space_within(org, space);
BEGIN
  IF c.kind IS NULL THEN RAISE EXCEPTION 'An audit entry needs a context.' USING ERRCODE = 'KX001'; END IF;
  -- A refused attempt belongs to the Space of what was aimed at, if that is one of the actor's Organization:
  -- the people in charge see it, the actor learns nothing.
  IF place IS NULL AND org IS NOT NULL AND subject IS NOT NULL THEN
    place := CASE append_entry.subject_type
      WHEN 'Document' THEN content.space_of(org, subject)
      WHEN 'Space' THEN tenancy.space_within(org, subject) END;
  END IF;
  INSERT INTO compliance.audit_entry (entry_id, org_id, space_id, actor_kind, actor_id, session_id, action,
      subject_type, subject_id, outcome, code, changes, request_id, operation)
    VALUES (entry, org, place, c.kind, c.user_id, c.session_id, append_entry.action, append_entry.subject_type,
      subject, append_entry.outcome, append_entry.code, append_entry.changes, append_entry.request_id, append_entry.operation);
  IF coalesce(ip, '') <> '' OR coalesce(user_agent, '') <> '' THEN
    INSERT INTO compliance.audit_origin (entry_id, org_id, space_id, ip, user_agent)
      VALUES (entry, org, place, coalesce(append_entry.ip, ''), coalesce(append_entry.user_agent, ''));
  END IF;
  RETURN entry;
END`,
  }),
].join('\n');
