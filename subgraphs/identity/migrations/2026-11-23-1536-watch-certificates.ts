import { classify, definerFunction, technical } from '#runtime/db/table.js';

const WORKER = ['kopexa_worker'];

/** Certificates of identity providers end, and ours: the worker looks every day, takes new ones from metadata, and tells in time. */
export const up = [
  // Nobody wrote it: the metadata of the provider said it.
  `ALTER TABLE identity.connection_version ALTER COLUMN author_id DROP NOT NULL;`,
  // What was told last of theirs, and of ours: the end, and how many days before.
  `ALTER TABLE identity.connection ADD COLUMN certificate_told text CHECK (length(certificate_told) <= 60),
     ADD COLUMN own_certificate_told text CHECK (length(own_certificate_told) <= 60);`,
  classify('identity.connection', 'certificate_told', technical('text')),
  classify('identity.connection', 'own_certificate_told', technical('text')),
  definerFunction({
    signature: 'identity.watched_connections()',
    returns: 'TABLE (connection_id uuid, version integer, config jsonb)',
    volatility: 'STABLE',
    execute: WORKER,
    body: `
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT c.connection_id, c.version, jsonb_build_object('idpEntityId', v.config->'idpEntityId',
      'certificates', v.config->'certificates', 'metadataUrl', v.config->'metadataUrl', 'ownCertificates', v.config->'ownCertificates')
    FROM identity.connection c JOIN identity.connection_version v
      ON v.org_id = c.org_id AND v.connection_id = c.connection_id AND v.version = c.version
   WHERE c.kind = 'saml' AND c.status = 'active' AND c.archived_at IS NULL;
END`,
  }),
  // Only where metadata is read by its address, and nobody is writing a newer version meanwhile.
  definerFunction({
    signature: 'identity.take_certificates(connection uuid, at_version integer, certificates jsonb)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: WORKER,
    body: `
DECLARE held identity.connection; old identity.connection_version;
BEGIN
  SELECT c.* INTO held FROM identity.connection c WHERE c.connection_id = connection AND c.kind = 'saml' AND c.status = 'active'
     AND c.archived_at IS NULL AND c.version = at_version AND c.latest_version = at_version FOR UPDATE;
  IF held.connection_id IS NULL THEN RETURN false; END IF;
  SELECT v.* INTO old FROM identity.connection_version v
   WHERE v.org_id = held.org_id AND v.connection_id = connection AND v.version = at_version;
  IF jsonb_typeof(old.config->'metadataUrl') <> 'string' OR jsonb_array_length(certificates) NOT BETWEEN 1 AND 4 THEN RETURN false; END IF;
  INSERT INTO identity.connection_version (org_id, connection_id, version, config, sealed, reason)
    VALUES (held.org_id, connection, at_version + 1, jsonb_set(old.config, '{certificates}', certificates), old.sealed,
      'Metadata: Zertifikate / certificates');
  UPDATE identity.connection c SET version = at_version + 1, latest_version = at_version + 1, tested_version = at_version + 1
   WHERE c.org_id = held.org_id AND c.connection_id = held.connection_id;
  PERFORM compliance.append_new_certificate(held.org_id, connection);
  RETURN true;
END`,
  }),
  // Each warning once; false when it was given before.
  definerFunction({
    signature: 'identity.tell_certificate(connection uuid, is_ours boolean, warning text, sealed text)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: WORKER,
    body: `
DECLARE org uuid; event uuid;
BEGIN
  UPDATE identity.connection c SET certificate_told = CASE WHEN is_ours THEN c.certificate_told ELSE warning END,
      own_certificate_told = CASE WHEN is_ours THEN warning ELSE c.own_certificate_told END
   WHERE c.connection_id = connection AND CASE WHEN is_ours THEN c.own_certificate_told ELSE c.certificate_told END IS DISTINCT FROM warning
  RETURNING c.org_id INTO org;
  IF org IS NULL THEN RETURN false; END IF;
  INSERT INTO platform.outbox_event (org_id, topic, payload)
    VALUES (org, 'identity.certificate', jsonb_build_object('sealed', sealed)) RETURNING id INTO event;
  PERFORM pg_notify('kopexa_outbox', event::text);
  RETURN true;
END`,
  }),
  definerFunction({
    signature: 'identity.certificate_mails(connection uuid)',
    returns:
      'TABLE (name text, email text, recipient text, locale text, organization_slug text, organization_name text)',
    volatility: 'STABLE',
    execute: WORKER,
    body: `
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT c.name, p.email, p.recipient, p.locale, p.organization_slug, p.organization_name
    FROM identity.connection c CROSS JOIN LATERAL identity.sso_mails(c.org_id) p
   WHERE c.connection_id = connection AND c.status = 'active' AND c.archived_at IS NULL;
END`,
  }),
].join('\n');
