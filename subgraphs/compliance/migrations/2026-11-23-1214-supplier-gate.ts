import { createTable, createdAt, definerFunction, technical } from '#runtime/db/table.js';

/** What the start asks the register, what it found, and who was reminded of what. */
export const up = [
  // Everything the gate judges by, of each supplier that stands for an adapter. Judged where it is judged for the
  // screen (supplier-standing.ts), so that both say the same.
  definerFunction({
    signature: 'compliance.supplier_facts()',
    returns:
      'TABLE (supplier_id uuid, name text, retired boolean, version integer, adapters text[], hosts text[], review jsonb, certificates jsonb)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  SELECT v.supplier_id, v.name, v.retired, v.version, v.adapters, v.hosts,
         (SELECT jsonb_build_object('id', r.review_id, 'outcome', r.outcome, 'nextReviewOn', r.next_review_on, 'version', r.supplier_version,
                   'adapters', seen.adapters, 'hosts', seen.hosts)
            FROM compliance.supplier_review r
            JOIN compliance.supplier_version seen ON seen.org_id = r.org_id AND seen.supplier_id = r.supplier_id AND seen.version = r.supplier_version
           WHERE r.org_id = v.org_id AND r.supplier_id = v.supplier_id ORDER BY r.created_at DESC, r.review_id DESC LIMIT 1),
         coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.certificate_id, 'kind', c.kind, 'validFrom', c.valid_from,
                                    'validUntil', c.valid_until) ORDER BY c.valid_until)
           FROM compliance.supplier_certificate c
          WHERE c.org_id = v.org_id AND c.supplier_id = v.supplier_id
            AND NOT EXISTS (SELECT 1 FROM compliance.supplier_certificate_withdrawal w
                             WHERE w.org_id = c.org_id AND w.certificate_id = c.certificate_id)), '[]')
    FROM (SELECT DISTINCT ON (s.org_id, s.supplier_id) s.* FROM compliance.supplier_version s
           WHERE s.org_id = tenancy.operator() ORDER BY s.org_id, s.supplier_id, s.version DESC) v`,
  }),

  createTable({
    name: 'compliance.adapter_state',
    scope: 'internal',
    columns: {
      adapter: technical("text PRIMARY KEY CHECK (adapter IN ('s3', 'azure-openai', 'smtp', 'otlp'))"),
      host: technical('text NOT NULL CHECK (length(host) <= 253)'),
      state: technical("text NOT NULL CHECK (state IN ('private', 'demo', 'approved', 'unapproved'))"),
      supplier_id: technical('uuid'),
      decided_at: createdAt(),
    },
    definer: ['SELECT', 'INSERT', 'DELETE'],
  }),
  // Which adapters this start found configured, and what became of each: the operator's page shows it.
  definerFunction({
    signature: 'compliance.record_adapters(found jsonb)',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  DELETE FROM compliance.adapter_state;
  INSERT INTO compliance.adapter_state (adapter, host, state, supplier_id)
    SELECT f.adapter, f.host, f.state, f.supplier_id
      FROM jsonb_to_recordset(found) AS f (adapter text, host text, state text, supplier_id uuid)`,
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
