import { createTable, createdAt, definerFunction, technical } from '#runtime/db/table.js';

/** Every process judges its own ways out. */
const PROCESSES = [
  'kopexa_gateway',
  'kopexa_worker',
  'kopexa_identity',
  'kopexa_tenancy',
  'kopexa_content',
  'kopexa_files',
  'kopexa_ai',
  'kopexa_compliance',
];

/** What the start asks the register, what it found, and who was reminded of what. */
export const up = [
  // Everything the gate judges by, of the suppliers that stand for an adapter. Judged where it is judged for the
  // screen (supplier-standing.ts), so that both say the same.
  definerFunction({
    signature: 'compliance.supplier_facts(adapter text)',
    returns:
      'TABLE (supplier_id uuid, retired boolean, adapters text[], hosts text[], review jsonb, certificates jsonb)',
    volatility: 'STABLE',
    language: 'sql',
    execute: PROCESSES,
    body: `
  SELECT v.supplier_id, v.retired, v.adapters, v.hosts,
         (SELECT jsonb_build_object('outcome', r.outcome, 'nextReviewOn', r.next_review_on, 'adapters', seen.adapters, 'hosts', seen.hosts)
            FROM compliance.supplier_review r
            JOIN compliance.supplier_version seen ON seen.org_id = r.org_id AND seen.supplier_id = r.supplier_id AND seen.version = r.supplier_version
           WHERE r.org_id = v.org_id AND r.supplier_id = v.supplier_id ORDER BY r.created_at DESC, r.review_id DESC LIMIT 1),
         coalesce((SELECT jsonb_agg(jsonb_build_object('validFrom', c.valid_from, 'validUntil', c.valid_until) ORDER BY c.valid_until)
           FROM compliance.supplier_certificate c
          WHERE c.org_id = v.org_id AND c.supplier_id = v.supplier_id
            AND NOT EXISTS (SELECT 1 FROM compliance.supplier_certificate_withdrawal w
                             WHERE w.org_id = c.org_id AND w.certificate_id = c.certificate_id)), '[]')
    FROM (SELECT DISTINCT ON (s.org_id, s.supplier_id) s.* FROM compliance.supplier_version s
           WHERE s.org_id = tenancy.operator() ORDER BY s.org_id, s.supplier_id, s.version DESC) v
   WHERE supplier_facts.adapter = ANY(v.adapters)`,
  }),
  // A demo says so in its operator's trail; no option or file can make another installation one.
  definerFunction({
    signature: 'compliance.is_demo()',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: PROCESSES,
    body: `
  SELECT EXISTS (SELECT 1 FROM compliance.audit_entry e
                  WHERE e.org_id = tenancy.operator() AND e.action = 'platform.demo_seeded' AND e.actor_kind = 'job')`,
  }),

  createTable({
    name: 'compliance.adapter_state',
    scope: 'internal',
    columns: {
      adapter: technical("text PRIMARY KEY CHECK (adapter IN ('s3', 'azure-openai', 'smtp', 'otlp'))"),
      host: technical('text NOT NULL CHECK (length(host) <= 600)'),
      state: technical("text NOT NULL CHECK (state IN ('private', 'demo', 'approved', 'unapproved'))"),
      supplier_id: technical('uuid'),
      decided_at: createdAt(),
    },
    definer: ['SELECT', 'INSERT', 'DELETE'],
  }),
  // What a start made of an adapter, for the operator's page; without a host it is not configured any more. Whoever
  // uses an adapter says so: the file room of the file store, the AI room of the model, the worker of everything.
  definerFunction({
    signature: 'compliance.record_adapter(adapter text, host text, state text, supplier uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: ['kopexa_worker', 'kopexa_files', 'kopexa_ai'],
    body: `
BEGIN
  IF NOT (session_user = 'kopexa_worker' OR (adapter = 's3' AND session_user = 'kopexa_files')
      OR (adapter = 'azure-openai' AND session_user = 'kopexa_ai')) THEN
    RAISE EXCEPTION 'Each room speaks of its own adapter.' USING ERRCODE = 'KX403';
  END IF;
  DELETE FROM compliance.adapter_state s WHERE s.adapter = record_adapter.adapter;
  IF host IS NOT NULL THEN
    INSERT INTO compliance.adapter_state (adapter, host, state, supplier_id)
      VALUES (record_adapter.adapter, record_adapter.host, record_adapter.state, supplier);
  END IF;
END`,
  }),
  definerFunction({
    signature: 'compliance.adapters()',
    returns: 'TABLE (adapter text, host text, state text, supplier_id uuid, decided_at timestamptz)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_compliance'],
    body: `
  SELECT a.adapter, a.host, a.state, a.supplier_id, a.decided_at FROM compliance.adapter_state a
   WHERE (SELECT tenancy.may('operator.suppliers')) ORDER BY a.adapter`,
  }),

  // What ends, of suppliers in use: the newest review, and of each kind of certificate the one that lasts longest.
  definerFunction({
    signature: 'compliance.supplier_ends()',
    returns: 'TABLE (supplier_id uuid, name text, item_id uuid, kind text, ends_on text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  WITH used AS (
    SELECT v.org_id, v.supplier_id, v.name FROM (SELECT DISTINCT ON (s.org_id, s.supplier_id) s.* FROM compliance.supplier_version s
      WHERE s.org_id = tenancy.operator() ORDER BY s.org_id, s.supplier_id, s.version DESC) v WHERE NOT v.retired)
  SELECT u.supplier_id, u.name, r.review_id, 'review', r.next_review_on::text FROM used u
    JOIN LATERAL (SELECT w.* FROM compliance.supplier_review w WHERE w.org_id = u.org_id AND w.supplier_id = u.supplier_id
                   ORDER BY w.created_at DESC, w.review_id DESC LIMIT 1) r ON r.outcome = 'approved'
  UNION ALL
  SELECT u.supplier_id, u.name, c.certificate_id, c.kind, c.valid_until::text FROM used u
    JOIN LATERAL (SELECT DISTINCT ON (d.kind) d.* FROM compliance.supplier_certificate d
                   WHERE d.org_id = u.org_id AND d.supplier_id = u.supplier_id
                     AND NOT EXISTS (SELECT 1 FROM compliance.supplier_certificate_withdrawal x
                                      WHERE x.org_id = d.org_id AND x.certificate_id = d.certificate_id)
                   ORDER BY d.kind, d.valid_until DESC, d.certificate_id DESC) c ON true`,
  }),
  createTable({
    name: 'compliance.supplier_reminder',
    scope: 'internal',
    columns: {
      item_id: technical('uuid NOT NULL'),
      days: technical('integer NOT NULL CHECK (days IN (0, 7, 30, 60))'),
      account_id: technical('uuid NOT NULL'),
      created_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (item_id, days, account_id)'],
    definer: ['SELECT', 'INSERT'],
  }),
  // Puts one reminder into the outbox, once; its payload comes sealed. True when it was new.
  definerFunction({
    signature: 'compliance.remind(item uuid, days integer, account uuid, sealed text)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: ['kopexa_worker'],
    body: `
DECLARE event uuid;
BEGIN
  INSERT INTO compliance.supplier_reminder (item_id, days, account_id) VALUES (item, remind.days, account) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO platform.outbox_event (org_id, topic, payload)
    VALUES (tenancy.operator(), 'compliance.supplier_reminder', jsonb_build_object('sealed', sealed)) RETURNING id INTO event;
  PERFORM pg_notify('kopexa_outbox', event::text);
  RETURN true;
END`,
  }),
  definerFunction({
    signature: 'compliance.operator_owners()',
    returns: 'TABLE (slug text, account_id uuid)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `SELECT o.slug, o.account_id FROM tenancy.owners(true) o`,
  }),
].join('\n');
