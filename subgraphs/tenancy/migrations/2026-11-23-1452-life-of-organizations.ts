import { definerFunction } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];
const WORKER = ['kopexa_worker'];

/** From the decision to the end: long enough to notice and call it off. */
const GRACE = "interval '30 days'";

/** Whoever runs the installation cannot take its own ground away. */
const notOperator = `
  IF EXISTS (SELECT 1 FROM tenancy.organization o WHERE o.org_id = org AND o.is_operator) THEN
    RAISE EXCEPTION 'organization|Die Organization des Betriebs bleibt, solange diese Installation läuft.|The Organization of the operator stays as long as this installation runs.'
      USING ERRCODE = 'KX422';
  END IF;`;

/** What people decide: only owners hold these permissions, also while everything else is at rest. */
const decisions = [
  definerFunction({
    signature: 'tenancy.archive_organization(archived boolean)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE c platform.request_context := platform.context(); org uuid := platform.org_id();
BEGIN
  IF c.kind <> 'user' OR NOT tenancy.may('organization.archive') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;${notOperator}
  IF EXISTS (SELECT 1 FROM tenancy.organization o WHERE o.org_id = org AND o.deletes_at IS NOT NULL) THEN
    RAISE EXCEPTION 'organization|Diese Organization wird gelöscht. Halten Sie zuerst das Löschen auf.|This Organization is about to be deleted. Call the deletion off first.'
      USING ERRCODE = 'KX422';
  END IF;
  UPDATE tenancy.organization o
     SET archived_at = CASE WHEN archived THEN coalesce(o.archived_at, clock_timestamp()) END,
         archived_by = CASE WHEN archived THEN coalesce(o.archived_by, c.user_id) END, updated_at = clock_timestamp()
   WHERE o.org_id = org;
END`,
  }),
  definerFunction({
    signature: 'tenancy.delete_organization()',
    returns: 'timestamptz',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE c platform.request_context := platform.context(); org uuid := platform.org_id(); until timestamptz;
BEGIN
  IF c.kind <> 'user' OR NOT tenancy.may('organization.delete') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  PERFORM identity.require_fresh_factor();${notOperator}
  UPDATE tenancy.organization o SET deletes_at = clock_timestamp() + ${GRACE}, deleted_by = c.user_id, updated_at = clock_timestamp()
   WHERE o.org_id = org AND o.deletes_at IS NULL;
  SELECT o.deletes_at INTO until FROM tenancy.organization o WHERE o.org_id = org;
  RETURN until;
END`,
  }),
  definerFunction({
    signature: 'tenancy.cancel_organization_deletion()',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.kind <> 'user' OR NOT tenancy.may('organization.delete') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  UPDATE tenancy.organization o SET deletes_at = NULL, deleted_by = NULL, updated_at = clock_timestamp()
   WHERE o.org_id = platform.org_id();
END`,
  }),
  // What would go, in numbers; counted at this moment, for those who may decide it.
  definerFunction({
    signature: 'tenancy.organization_in_numbers()',
    returns:
      'TABLE (members bigint, spaces bigint, documents bigint, versions bigint, files bigint, file_bytes bigint, audit_entries bigint, service_accounts bigint, invitations bigint, ai_requests bigint)',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  IF NOT tenancy.may('organization.delete') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  RETURN QUERY SELECT
    (SELECT count(*) FROM tenancy.membership m WHERE m.org_id = org AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()),
    (SELECT count(*) FROM tenancy.space s WHERE s.org_id = org AND s.purged_at IS NULL),
    (SELECT count(*) FROM content.document d WHERE d.org_id = org),
    (SELECT count(*) FROM content.document_version v WHERE v.org_id = org),
    (SELECT count(*) FROM files.file f WHERE f.org_id = org),
    (SELECT coalesce(sum(v.size), 0)::bigint FROM (SELECT DISTINCT ON (v.object) v.size FROM files.file_version v WHERE v.org_id = org) v),
    (SELECT count(*) FROM compliance.audit_entry e WHERE e.org_id = org),
    (SELECT count(*) FROM identity.service_account a WHERE a.org_id = org AND a.revoked_at IS NULL),
    (SELECT count(*) FROM tenancy.invitation i WHERE i.org_id = org AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()),
    (SELECT count(*) FROM ai.request r WHERE r.org_id = org);
END`,
  }),
  // The reader's Organizations, with the state that each is in.
  definerFunction({
    signature: 'tenancy.states_of_my_organizations()',
    returns: 'TABLE (org_id uuid, archived_at timestamptz, deletes_at timestamptz)',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT o.org_id, o.archived_at, o.deletes_at FROM tenancy.my_organizations() mine
    JOIN tenancy.organization o ON o.org_id = mine.org_id;
END`,
  }),
  // For the worker: one mail for each owner, at whatever state the Organization is in by then.
  definerFunction({
    signature: 'tenancy.organization_end_mails(org uuid)',
    returns:
      'TABLE (email text, recipient text, locale text, decided_by text, organization_name text, organization_slug text, deletes_at timestamptz)',
    volatility: 'STABLE',
    execute: WORKER,
    body: `
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT p.email, p.name, p.locale, (SELECT q.name FROM identity.contacts(ARRAY[o.deleted_by]) q), o.name, o.slug, o.deletes_at
    FROM tenancy.organization o CROSS JOIN identity.contacts(ARRAY(
      SELECT m.account_id FROM tenancy.membership m WHERE m.org_id = org AND m.role_key = 'organization.owner'
         AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp())) p
   WHERE o.org_id = org;
END`,
  }),
];

/** An entry's changes from numbers: canonical JSON, as runtime/audit/encoding.ts writes it. */
const numbers = definerFunction({
  signature: 'tenancy.removed_in_numbers(entity text, subject uuid, removed jsonb)',
  returns: 'text',
  volatility: 'IMMUTABLE',
  language: 'sql',
  execute: [],
  body: `
  SELECT '[' || coalesce(string_agg(format('{"after":0,"before":%s,"class":"technical","entity":"%s","field":"%s","id":"%s"}',
      r.value, entity, r.key, subject), ',' ORDER BY r.key), '') || ']'
    FROM jsonb_each_text(removed) r`,
});

/** What the worker does when the time is over. Both say which objects of the file store nothing refers to any more. */
const ends = [
  numbers,
  definerFunction({
    signature: 'tenancy.due_organizations()',
    returns: 'SETOF uuid',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `SELECT o.org_id FROM tenancy.organization o WHERE o.deletes_at <= clock_timestamp() AND NOT o.is_operator ORDER BY o.deletes_at`,
  }),
  definerFunction({
    signature: 'tenancy.erase_organization(org uuid)',
    returns: 'TABLE (object text)',
    volatility: 'VOLATILE',
    execute: WORKER,
    body: `
DECLARE short text; gone jsonb;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(org::text, 20261123));
  -- Decided here once more: whoever calls it, only what its owners let run out goes.
  SELECT o.slug INTO short FROM tenancy.organization o
   WHERE o.org_id = org AND o.deletes_at <= clock_timestamp() AND NOT o.is_operator FOR UPDATE;
  IF short IS NULL THEN RETURN; END IF;
  gone := platform.purge_rows(org, NULL);
  INSERT INTO platform.erasure (erased_org_id, slug_hash) VALUES (org, sha256(convert_to(short, 'UTF8')));
  PERFORM set_config('kopexa.context', platform.mint_context('job', NULL, NULL, NULL, 0::smallint, 60), true);
  PERFORM compliance.append_entry(NULL, 'organization.erase', 'Organization', org, 'ok', NULL,
    tenancy.removed_in_numbers('Organization', org, gone->'rows'), 'tenancy.erase', 'tenancy.erase', '', '');
  PERFORM set_config('kopexa.context', '', true);
  RETURN QUERY SELECT jsonb_array_elements_text(gone->'objects');
END`,
  }),
];

/** The short name is in every link that went out: whoever took it over would receive what was meant for others. */
const reserved = [
  definerFunction({
    signature: 'tenancy.keep_slug_reserved()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
BEGIN
  IF EXISTS (SELECT 1 FROM platform.erasure e WHERE e.slug_hash = sha256(convert_to(NEW.slug, 'UTF8')) AND e.erased_org_id <> NEW.org_id) THEN
    RAISE EXCEPTION 'input.slug|Diese Kurzform ist schon vergeben. Wählen Sie eine andere.|This short name is taken. Choose another one.'
      USING ERRCODE = 'KX422';
  END IF;
  RETURN NEW;
END`,
  }),
  `CREATE TRIGGER keep_slug_reserved BEFORE INSERT OR UPDATE OF slug ON tenancy.organization
     FOR EACH ROW EXECUTE FUNCTION tenancy.keep_slug_reserved();`,
];

/** Archiving, deleting with a time to call it off, and the end. */
export const up = [
  `ALTER TABLE tenancy.space ADD COLUMN purged_at timestamptz;
   COMMENT ON COLUMN tenancy.space.purged_at IS '{"class":"technical"}';
   ALTER TABLE tenancy.organization ADD CHECK (deletes_at IS NULL OR NOT is_operator);
   CREATE INDEX ON tenancy.organization (deletes_at) WHERE deletes_at IS NOT NULL;
   CREATE INDEX ON tenancy.space (deletes_at) WHERE deletes_at IS NOT NULL AND purged_at IS NULL;`,
  ...decisions,
  ...ends,
  ...reserved,
].join('\n');
