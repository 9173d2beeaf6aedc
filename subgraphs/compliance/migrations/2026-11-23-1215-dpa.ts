import { content, createTable, createdAt, definerFunction, technical } from '#runtime/db/table.js';

const COMPLIANCE = 'kopexa_compliance';
const MAY = "(SELECT tenancy.may('operator.dpa'))";
const DRAFT = `${MAY} AND published_at IS NULL`;
const TEXT = (name: string): string => `text NOT NULL CHECK (length(${name}) BETWEEN 1 AND 100000)`;
const SUMMARY = (name: string): string => `text NOT NULL CHECK (length(${name}) BETWEEN 1 AND 2000)`;

/** The contract by which the operator processes data for its customers (GDPR Art. 28; claims 101 and 102). */
export const up = [
  // The operator's own: drafts, and what was published of them. A published row never changes again.
  createTable({
    name: 'compliance.dpa_version',
    scope: 'organization',
    columns: {
      version_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      number: technical('integer CHECK (number > 0)'),
      text_de: content(TEXT('text_de')),
      text_en: content(TEXT('text_en')),
      summary_de: content(SUMMARY('summary_de')),
      summary_en: content(SUMMARY('summary_en')),
      valid_from: technical('date NOT NULL'),
      revision: technical('integer NOT NULL DEFAULT 1'),
      updated_by: technical('uuid NOT NULL'),
      updated_at: createdAt(),
      published_by: technical('uuid'),
      published_at: technical('timestamptz'),
    },
    constraints: [
      'PRIMARY KEY (org_id, version_id)',
      'UNIQUE (org_id, number)',
      'CHECK ((number IS NULL) = (published_at IS NULL))',
    ],
    definer: ['SELECT', 'UPDATE'],
    policies: [
      { login: COMPLIANCE, for: 'SELECT', using: MAY },
      { login: COMPLIANCE, for: 'INSERT', check: `${DRAFT} AND updated_by = (SELECT platform.user_id())` },
      {
        login: COMPLIANCE,
        for: 'UPDATE',
        using: DRAFT,
        check: `${DRAFT} AND updated_by = (SELECT platform.user_id())`,
        columns: [
          ...['text_de', 'text_en', 'summary_de', 'summary_en', 'valid_from', 'revision', 'updated_by'],
          'updated_at',
        ],
      },
    ],
  }),
  'CREATE UNIQUE INDEX one_dpa_draft ON compliance.dpa_version (org_id) WHERE published_at IS NULL;',
  definerFunction({
    signature: 'compliance.keep_published_dpa()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `BEGIN RAISE EXCEPTION 'A published version does not change.' USING ERRCODE = 'KX403'; END`,
  }),
  `CREATE TRIGGER keep_published BEFORE UPDATE OR DELETE ON compliance.dpa_version FOR EACH ROW
     WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION compliance.keep_published_dpa();`,

  // The copy that is addressed to everybody. It only grows.
  createTable({
    name: 'compliance.dpa_publication',
    scope: 'internal',
    columns: {
      number: technical('integer PRIMARY KEY'),
      text_de: content('text NOT NULL'),
      text_en: content('text NOT NULL'),
      summary_de: content('text NOT NULL'),
      summary_en: content('text NOT NULL'),
      hash_de: technical("text NOT NULL CHECK (hash_de ~ '^[0-9a-f]{64}$')"),
      hash_en: technical("text NOT NULL CHECK (hash_en ~ '^[0-9a-f]{64}$')"),
      valid_from: technical('date NOT NULL'),
      published_at: createdAt(),
    },
    definer: ['SELECT', 'INSERT'],
  }),
  // Which Organization accepted which version, by whom: written by one function, never changed.
  createTable({
    name: 'compliance.dpa_acceptance',
    scope: 'organization',
    columns: {
      acceptance_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      number: technical('integer NOT NULL'),
      language: technical("text NOT NULL CHECK (language IN ('de', 'en'))"),
      hash: technical('text NOT NULL'),
      accepted_by: technical('uuid NOT NULL'),
      accepted_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (org_id, acceptance_id)', 'UNIQUE (org_id, number)'],
    definer: ['SELECT', 'INSERT'],
    policies: [{ login: COMPLIANCE, for: 'SELECT', using: "(SELECT tenancy.may('settings.read'))" }],
  }),
  createTable({
    name: 'compliance.dpa_notice',
    scope: 'internal',
    columns: {
      number: technical('integer NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      account_id: technical('uuid NOT NULL'),
      sent_at: createdAt(),
    },
    constraints: ['PRIMARY KEY (number, org_id, account_id)'],
    definer: ['SELECT', 'INSERT'],
  }),

  definerFunction({
    signature: 'compliance.publish_dpa(version uuid, expected integer)',
    returns: 'integer',
    volatility: 'VOLATILE',
    execute: [COMPLIANCE],
    body: `
DECLARE org uuid := platform.org_id(); draft compliance.dpa_version; upcoming integer;
BEGIN
  IF NOT tenancy.may('operator.dpa') THEN RAISE EXCEPTION 'Not the operator.' USING ERRCODE = 'KX403'; END IF;
  SELECT * INTO draft FROM compliance.dpa_version v WHERE v.org_id = org AND v.version_id = version FOR UPDATE;
  IF draft.version_id IS NULL THEN RAISE EXCEPTION 'No such version.' USING ERRCODE = 'KX404'; END IF;
  IF draft.published_at IS NOT NULL OR draft.revision <> expected THEN
    RAISE EXCEPTION 'Somebody was quicker.' USING ERRCODE = 'KX409';
  END IF;
  SELECT coalesce(max(p.number), 0) + 1 INTO upcoming FROM compliance.dpa_publication p;
  INSERT INTO compliance.dpa_publication (number, text_de, text_en, summary_de, summary_en, hash_de, hash_en, valid_from)
    VALUES (upcoming, draft.text_de, draft.text_en, draft.summary_de, draft.summary_en,
      encode(sha256(convert_to(draft.text_de, 'UTF8')), 'hex'), encode(sha256(convert_to(draft.text_en, 'UTF8')), 'hex'), draft.valid_from);
  UPDATE compliance.dpa_version v SET number = upcoming, published_at = now(), published_by = platform.user_id()
   WHERE v.org_id = org AND v.version_id = version;
  RETURN upcoming;
END`,
  }),
  // Published, to everybody. In force is the newest whose day has come.
  definerFunction({
    signature: 'compliance.dpa_publications()',
    returns:
      'TABLE (number integer, summary_de text, summary_en text, hash_de text, hash_en text, valid_from text, published_at timestamptz, is_current boolean)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [COMPLIANCE],
    body: `
  SELECT p.number, p.summary_de, p.summary_en, p.hash_de, p.hash_en, p.valid_from::text, p.published_at,
         p.number = (SELECT max(c.number) FROM compliance.dpa_publication c WHERE c.valid_from <= (now() AT TIME ZONE 'UTC')::date)
    FROM compliance.dpa_publication p ORDER BY p.number DESC`,
  }),
  definerFunction({
    signature: 'compliance.dpa_text(wanted integer)',
    returns: 'TABLE (text_de text, text_en text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [COMPLIANCE],
    body: `SELECT p.text_de, p.text_en FROM compliance.dpa_publication p WHERE p.number = wanted`,
  }),
  // Whoever accepts says by the hash which text they read.
  definerFunction({
    signature: 'compliance.accept_dpa(acceptance uuid, wanted integer, language text, hash text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: [COMPLIANCE],
    body: `
DECLARE org uuid := platform.org_id(); published compliance.dpa_publication; in_force integer;
BEGIN
  -- A contract is concluded by a person.
  IF org IS NULL OR (platform.context()).kind <> 'user' OR NOT tenancy.may('dpa.accept') THEN RAISE EXCEPTION 'Not an owner.' USING ERRCODE = 'KX403'; END IF;
  SELECT * INTO published FROM compliance.dpa_publication p WHERE p.number = wanted;
  IF published.number IS NULL THEN RAISE EXCEPTION 'No such version.' USING ERRCODE = 'KX404'; END IF;
  SELECT max(p.number) INTO in_force FROM compliance.dpa_publication p WHERE p.valid_from <= (now() AT TIME ZONE 'UTC')::date;
  IF wanted < in_force THEN
    RAISE EXCEPTION 'input.number|Diese Fassung wurde abgelöst. Bitte lesen und nehmen Sie die geltende Fassung an.|This version was replaced. Please read and accept the version in force.'
      USING ERRCODE = 'KX422';
  END IF;
  IF accept_dpa.hash <> (CASE accept_dpa.language WHEN 'de' THEN published.hash_de ELSE published.hash_en END) THEN
    RAISE EXCEPTION 'input.hash|Das ist nicht der Text dieser Fassung. Bitte laden Sie die Seite neu und lesen Sie ihn noch einmal.|This is not the text of this version. Please reload the page and read it again.'
      USING ERRCODE = 'KX422';
  END IF;
  INSERT INTO compliance.dpa_acceptance (acceptance_id, org_id, number, language, hash, accepted_by)
    VALUES (acceptance, org, wanted, accept_dpa.language, accept_dpa.hash, platform.user_id()) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'input.number|Diese Fassung wurde schon angenommen.|This version was accepted already.' USING ERRCODE = 'KX422';
  END IF;
END`,
  }),
  // Names and days, and nothing else of a customer.
  definerFunction({
    signature: 'compliance.dpa_customers()',
    returns: 'TABLE (organization text, number integer, accepted_at timestamptz)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [COMPLIANCE],
    body: `
  SELECT c.name, a.number, a.accepted_at FROM (SELECT DISTINCT o.org_id, o.name FROM tenancy.owners(false) o) c
    LEFT JOIN LATERAL (SELECT d.number, d.accepted_at FROM compliance.dpa_acceptance d WHERE d.org_id = c.org_id
                        ORDER BY d.number DESC LIMIT 1) a ON true
   WHERE ${MAY} ORDER BY lower(c.name), c.org_id`,
  }),
  definerFunction({
    signature: 'compliance.dpa_mails(published integer)',
    returns: 'TABLE (org_id uuid, slug text, organization text, account_id uuid)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  SELECT o.org_id, o.slug, o.name, o.account_id FROM tenancy.owners(false) o
   WHERE NOT EXISTS (SELECT 1 FROM compliance.dpa_notice n WHERE n.number = published AND n.org_id = o.org_id AND n.account_id = o.account_id)
     AND NOT EXISTS (SELECT 1 FROM compliance.dpa_acceptance a WHERE a.org_id = o.org_id AND a.number >= published)`,
  }),
  definerFunction({
    signature: 'compliance.dpa_mail_sent(published integer, org uuid, account uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `INSERT INTO compliance.dpa_notice (number, org_id, account_id) VALUES (published, org, account) ON CONFLICT DO NOTHING`,
  }),

  // This room sends something now, about its own topics.
  `SET LOCAL ROLE kopexa_definer;
GRANT EXECUTE ON FUNCTION platform.emit_event(text, jsonb) TO kopexa_compliance;
SET LOCAL ROLE kopexa_owner;`,
].join('\n');
