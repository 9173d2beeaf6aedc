import { content, createTable, createdAt, definerFunction, id, technical } from '#runtime/db/table.js';

const COMPLIANCE = 'kopexa_compliance';
const MAY = "(SELECT tenancy.may('operator.suppliers'))";
const OWN = (author: string): string => `${MAY} AND ${author} = (SELECT platform.user_id())`;
const SUPPLIER = 'FOREIGN KEY (org_id, supplier_id) REFERENCES compliance.supplier (org_id, supplier_id)';
const LINK = (name: string): string =>
  `CHECK (${name} = '' OR (${name} LIKE 'https://%' AND length(${name}) <= 500))`;

/** What the room may do with each of these tables: read, and add under one's own name. Never change, never delete. */
const appendOnly = (author: string) => [
  { login: COMPLIANCE, for: 'SELECT', using: MAY } as const,
  { login: COMPLIANCE, for: 'INSERT', check: OWN(author) } as const,
];

/** The operator's register of suppliers (claims 42 to 45). Everything in it is appended and stays. */
export const up = [
  createTable({
    name: 'compliance.supplier',
    scope: 'organization',
    columns: {
      supplier_id: id(),
      org_id: technical('uuid NOT NULL'),
      created_by: technical('uuid NOT NULL'),
      created_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (org_id, supplier_id)'],
    definer: ['SELECT'],
    policies: appendOnly('created_by'),
  }),
  // The newest version holds; retiring a supplier is a version too.
  createTable({
    name: 'compliance.supplier_version',
    scope: 'organization',
    columns: {
      org_id: technical('uuid NOT NULL'),
      supplier_id: technical('uuid NOT NULL'),
      version: technical('integer NOT NULL CHECK (version > 0)'),
      name: technical('text NOT NULL CHECK (length(name) BETWEEN 1 AND 120)'),
      purpose_de: content('text NOT NULL CHECK (length(purpose_de) BETWEEN 1 AND 500)'),
      purpose_en: content('text NOT NULL CHECK (length(purpose_en) BETWEEN 1 AND 500)'),
      data_de: content('text NOT NULL CHECK (length(data_de) BETWEEN 1 AND 1000)'),
      data_en: content('text NOT NULL CHECK (length(data_en) BETWEEN 1 AND 1000)'),
      region: technical('text NOT NULL CHECK (length(region) BETWEEN 1 AND 120)'),
      contract_url: technical(`text NOT NULL DEFAULT '' ${LINK('contract_url')}`),
      adapters: technical(
        "text[] NOT NULL DEFAULT '{}' CHECK (adapters <@ '{s3,azure-openai,smtp,otlp}'::text[])",
      ),
      hosts: technical("text[] NOT NULL DEFAULT '{}' CHECK (cardinality(hosts) <= 20)"),
      is_subprocessor: technical('boolean NOT NULL'),
      retired: technical('boolean NOT NULL DEFAULT false'),
      reason: content("text NOT NULL DEFAULT '' CHECK (length(reason) <= 500)"),
      author_id: technical('uuid NOT NULL'),
      created_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (org_id, supplier_id, version)', SUPPLIER],
    definer: ['SELECT'],
    policies: appendOnly('author_id'),
  }),
  createTable({
    name: 'compliance.supplier_risk',
    scope: 'organization',
    columns: {
      risk_id: id(),
      org_id: technical('uuid NOT NULL'),
      supplier_id: technical('uuid NOT NULL'),
      level: technical("text NOT NULL CHECK (level IN ('low', 'medium', 'high'))"),
      analysis: content('text NOT NULL CHECK (length(analysis) BETWEEN 1 AND 5000)'),
      author_id: technical('uuid NOT NULL'),
      created_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (org_id, risk_id)', SUPPLIER],
    indexes: ['(org_id, supplier_id)'],
    definer: ['SELECT'],
    policies: appendOnly('author_id'),
  }),
  createTable({
    name: 'compliance.supplier_certificate',
    scope: 'organization',
    columns: {
      certificate_id: id(),
      org_id: technical('uuid NOT NULL'),
      supplier_id: technical('uuid NOT NULL'),
      kind: technical(
        "text NOT NULL CHECK (kind IN ('iso_27001', 'soc_2_type_ii', 'iso_27017', 'iso_27018', 'c5', 'tisax', 'pci_dss', 'other'))",
      ),
      number: technical('text NOT NULL CHECK (length(number) BETWEEN 1 AND 120)'),
      issued_by: technical('text NOT NULL CHECK (length(issued_by) BETWEEN 1 AND 120)'),
      valid_from: technical('date NOT NULL'),
      valid_until: technical('date NOT NULL CHECK (valid_until > valid_from)'),
      evidence_url: technical(`text NOT NULL DEFAULT '' ${LINK('evidence_url')}`),
      author_id: technical('uuid NOT NULL'),
      created_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (org_id, certificate_id)', SUPPLIER],
    indexes: ['(org_id, supplier_id)', '(valid_until)'],
    definer: ['SELECT'],
    policies: appendOnly('author_id'),
  }),
  // A certificate that was entered by mistake, or that its issuer took back, stays to be seen and no longer counts.
  createTable({
    name: 'compliance.supplier_certificate_withdrawal',
    scope: 'organization',
    columns: {
      certificate_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      reason: content('text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)'),
      author_id: technical('uuid NOT NULL'),
      created_at: createdAt(),
    },
    constraints: [
      'PRIMARY KEY (org_id, certificate_id)',
      'FOREIGN KEY (org_id, certificate_id) REFERENCES compliance.supplier_certificate (org_id, certificate_id)',
    ],
    definer: ['SELECT'],
    policies: appendOnly('author_id'),
  }),
  // A review is of one version: what was changed after it was not looked at.
  createTable({
    name: 'compliance.supplier_review',
    scope: 'organization',
    columns: {
      review_id: id(),
      org_id: technical('uuid NOT NULL'),
      supplier_id: technical('uuid NOT NULL'),
      supplier_version: technical('integer NOT NULL'),
      outcome: technical("text NOT NULL CHECK (outcome IN ('approved', 'rejected'))"),
      note: content("text NOT NULL DEFAULT '' CHECK (length(note) <= 5000)"),
      next_review_on: technical('date NOT NULL'),
      author_id: technical('uuid NOT NULL'),
      created_at: createdAt(),
    },
    constraints: [
      'PRIMARY KEY (org_id, review_id)',
      'FOREIGN KEY (org_id, supplier_id, supplier_version) REFERENCES compliance.supplier_version (org_id, supplier_id, version)',
    ],
    indexes: ['(org_id, supplier_id, created_at DESC)'],
    definer: ['SELECT'],
    policies: appendOnly('author_id'),
  }),
  createTable({
    name: 'compliance.supplier_note',
    scope: 'organization',
    columns: {
      note_id: id(),
      org_id: technical('uuid NOT NULL'),
      supplier_id: technical('uuid NOT NULL'),
      text: content('text NOT NULL CHECK (length(text) BETWEEN 1 AND 5000)'),
      author_id: technical('uuid NOT NULL'),
      created_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (org_id, note_id)', SUPPLIER],
    indexes: ['(org_id, supplier_id)'],
    definer: ['SELECT'],
    policies: appendOnly('author_id'),
  }),

  // What everybody may know: who processes data for the customers, where, and with which certificates. Names of
  // people, notes, risks and reviews stay with the operator.
  definerFunction({
    signature: 'compliance.public_suppliers()',
    returns:
      'TABLE (id uuid, name text, purpose_de text, purpose_en text, data_de text, data_en text, region text, certificates jsonb)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [COMPLIANCE],
    body: `
  SELECT v.supplier_id, v.name, v.purpose_de, v.purpose_en, v.data_de, v.data_en, v.region,
         coalesce((SELECT jsonb_agg(jsonb_build_object('kind', c.kind, 'validUntil', c.valid_until) ORDER BY c.valid_until DESC, c.kind)
           FROM compliance.supplier_certificate c
          WHERE c.org_id = v.org_id AND c.supplier_id = v.supplier_id
            AND NOT EXISTS (SELECT 1 FROM compliance.supplier_certificate_withdrawal w
                             WHERE w.org_id = c.org_id AND w.certificate_id = c.certificate_id)
            AND NOT EXISTS (SELECT 1 FROM compliance.supplier_certificate n
                             WHERE n.org_id = c.org_id AND n.supplier_id = c.supplier_id AND n.kind = c.kind AND n.valid_until > c.valid_until
                               AND NOT EXISTS (SELECT 1 FROM compliance.supplier_certificate_withdrawal x
                                                WHERE x.org_id = n.org_id AND x.certificate_id = n.certificate_id))), '[]')
    FROM (SELECT DISTINCT ON (s.org_id, s.supplier_id) s.* FROM compliance.supplier_version s
           WHERE s.org_id = tenancy.operator() ORDER BY s.org_id, s.supplier_id, s.version DESC) v
   WHERE v.is_subprocessor AND NOT v.retired
     AND (SELECT r.outcome FROM compliance.supplier_review r WHERE r.org_id = v.org_id AND r.supplier_id = v.supplier_id
           ORDER BY r.created_at DESC, r.review_id DESC LIMIT 1) = 'approved'
   ORDER BY lower(v.name), v.supplier_id`,
  }),
].join('\n');
