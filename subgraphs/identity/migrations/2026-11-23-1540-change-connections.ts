import { classify, definerFunction, secret, technical } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];
const SEALED = secret('bytea CHECK (length(sealed) <= 40000)');
const FIRST_SEALED = secret('bytea CHECK (length(first_sealed) <= 40000)');
const ASSURANCE = technical("text[] NOT NULL DEFAULT '{}' CHECK (cardinality(assurance) <= 50)");

const refuse = (field: string, de: string, en: string): string =>
  `RAISE EXCEPTION '${field}|${de}|${en}' USING ERRCODE = 'KX422';`;

/**
 * What is set up and what is in force are two things: sign-in goes on with the version that was switched on while a
 * newer one is written and tested. Each version has its own secret, so that an earlier one can come back whole.
 */
const columns = [
  `ALTER TABLE identity.connection DROP COLUMN sealed,
     ADD COLUMN latest_version integer NOT NULL DEFAULT 0, ADD COLUMN activated_by uuid, ADD COLUMN activated_at timestamptz,
     ADD COLUMN activated_as_owner boolean, ADD COLUMN activated_with text[],
     ADD COLUMN first_certificates jsonb, ADD COLUMN first_sealed ${FIRST_SEALED.sql};`,
  `ALTER TABLE identity.connection_version ADD COLUMN sealed ${SEALED.sql};`,
  `ALTER TABLE identity.test_run ADD COLUMN assurance ${ASSURANCE.sql};`,
  classify('identity.connection', 'latest_version', technical('integer')),
  classify('identity.connection', 'activated_by', technical('uuid')),
  classify('identity.connection', 'activated_at', technical('timestamptz')),
  classify('identity.connection', 'activated_as_owner', technical('boolean')),
  classify('identity.connection', 'activated_with', technical('text[]')),
  // Our own keys of a SAML connection are there from the start: its provider is told of us before it tells us of itself.
  classify('identity.connection', 'first_certificates', technical('jsonb')),
  classify('identity.connection', 'first_sealed', FIRST_SEALED),
  classify('identity.connection_version', 'sealed', SEALED),
  classify('identity.test_run', 'assurance', ASSURANCE),
  `GRANT SELECT (latest_version, activated_by, activated_at, first_certificates) ON identity.connection TO kopexa_identity;`,
  `REVOKE SELECT ON identity.connection_version FROM kopexa_identity;`,
  `GRANT SELECT (org_id, connection_id, version, config, author_id, reason, restored_from, created_at)
     ON identity.connection_version TO kopexa_identity;`,
];

/** What decides: whether a version was tried, and which roles may come by it. */
const deciding = [
  // What concerns the counterpart; who gets which role and what counts as a second factor may change without a test.
  definerFunction({
    signature: 'identity.counterpart_of(org uuid, connection uuid, at_version integer)',
    returns: 'text',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT (v.config - 'newcomers' - 'acceptedAssurance')::text || coalesce(encode(v.sealed, 'hex'), '')
    FROM identity.connection_version v WHERE v.org_id = org AND v.connection_id = connection AND v.version = at_version`,
  }),
  definerFunction({
    signature: 'identity.is_tested(org uuid, connection uuid, at_version integer)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT coalesce((SELECT identity.counterpart_of(c.org_id, c.connection_id, c.tested_version)
                        = identity.counterpart_of(c.org_id, c.connection_id, at_version)
                     FROM identity.connection c WHERE c.org_id = org AND c.org_id = platform.org_id() AND c.connection_id = connection), false)`,
  }),
  // Who vouches: keys of ours say nothing of that, so that renewing them ends nobody's session.
  definerFunction({
    signature: 'identity.voucher_of(org uuid, connection uuid, at_version integer)',
    returns: 'text',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT (v.config - 'newcomers' - 'acceptedAssurance' - 'ownCertificates' - 'nextCertificates' - 'pastCertificates')::text
      || CASE c.kind WHEN 'saml' THEN '' ELSE coalesce(encode(v.sealed, 'hex'), '') END
    FROM identity.connection_version v JOIN identity.connection c ON c.org_id = v.org_id AND c.connection_id = v.connection_id
   WHERE v.org_id = org AND v.connection_id = connection AND v.version = at_version`,
  }),
  // A version that another one has replaced is good no more, unless both are of the same counterpart.
  definerFunction({
    signature: 'identity.is_in_force(org uuid, connection uuid, at_version integer)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT coalesce((SELECT c.version = at_version OR identity.voucher_of(org, connection, c.version) = identity.voucher_of(org, connection, at_version)
    FROM identity.connection c WHERE c.org_id = org AND c.connection_id = connection), false)`,
  }),
  // Owners are made by owners, support is opened, auditors have an end: none of them comes by a connection's rules.
  definerFunction({
    signature: 'identity.within_ceiling(org uuid, config jsonb, role text)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT coalesce(role NOT IN ('organization.owner', 'organization.support') AND NOT tenancy.needs_end(role)
     AND tenancy.role_scope(org, role) = 'organization'
     AND tenancy.role_permissions(org, role) <@ tenancy.role_permissions(org, config->'newcomers'->>'ceiling'), false)`,
  }),
  definerFunction({
    signature: 'identity.check_newcomers(org uuid, account uuid, config jsonb)',
    returns: 'void',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE ceiling text := config->'newcomers'->>'ceiling';
BEGIN
  IF NOT identity.within_ceiling(org, config, ceiling) OR NOT tenancy.may_give_as(org, account, ceiling) THEN
    ${refuse('input.newcomers.ceiling', 'Höher als diese Rolle kommt niemand an: Wählen Sie eine, die Sie selbst vergeben dürfen.', 'Nobody arrives above this role: choose one that you may give yourself.')}
  END IF;
  IF EXISTS (SELECT 1 FROM jsonb_array_elements(config->'newcomers'->'rules') rule WHERE NOT identity.within_ceiling(org, config, rule->>'role'))
     OR NOT identity.within_ceiling(org, config, config->'newcomers'->>'role') THEN
    ${refuse('input.newcomers.role', 'Eine Rolle liegt über der Obergrenze oder kann so nicht vergeben werden. Wählen Sie eine andere, oder heben Sie die Obergrenze an.', 'A role lies above the ceiling or cannot be given this way. Choose another one, or raise the ceiling.')}
  END IF;
END`,
  }),
  // Whoever switches a connection on could have set its counterpart up to say anything: it brings in nobody to whose
  // role that person could not appoint then. Owners come by connections that an owner switched on.
  definerFunction({
    signature: 'identity.connection_reaches(connection uuid, account uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT EXISTS (SELECT FROM identity.connection c WHERE c.connection_id = connection AND NOT EXISTS (
    SELECT FROM tenancy.roles_held(c.org_id, account) held
     WHERE NOT coalesce(CASE WHEN held.role_key = 'organization.owner' THEN c.activated_as_owner
        ELSE tenancy.counting(c.org_id, tenancy.role_permissions(c.org_id, held.role_key)) <@ c.activated_with END, false)))`,
  }),
];

/** Whose sessions end when what a connection reaches changes. */
const ending = [
  // Somebody rose above the connection by which they came: that session does not rise with them.
  definerFunction({
    signature: 'identity.end_unreached_sessions(org uuid, account uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: [],
    body: `
  UPDATE identity.session s SET revoked_at = clock_timestamp()
   WHERE s.account_id = account AND s.org_id = org AND s.connection_id IS NOT NULL AND s.revoked_at IS NULL
     AND NOT identity.connection_reaches(s.connection_id, account)`,
  }),
];

/** The only ways in which connections come into being, change and end. */
const changes = [
  definerFunction({
    signature: 'identity.require_sso_manager()',
    returns: 'uuid',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.kind IS DISTINCT FROM 'user' OR NOT tenancy.may('sso.manage') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  PERFORM identity.require_fresh_factor();
  RETURN platform.org_id();
END`,
  }),
  definerFunction({
    signature: 'identity.lock_connection(connection uuid, expected integer)',
    returns: 'identity.connection',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE found identity.connection; org uuid := identity.require_sso_manager();
BEGIN
  SELECT c.* INTO found FROM identity.connection c
   WHERE c.org_id = org AND c.connection_id = connection AND c.archived_at IS NULL FOR UPDATE;
  IF found.connection_id IS NULL THEN RAISE EXCEPTION 'No such connection.' USING ERRCODE = 'KX404'; END IF;
  IF expected IS NOT NULL AND found.latest_version <> expected THEN RAISE EXCEPTION 'Changed meanwhile.' USING ERRCODE = 'KX409'; END IF;
  RETURN found;
END`,
  }),
  definerFunction({
    signature: 'identity.create_connection(connection uuid, title text, protocol text, template text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE org uuid := identity.require_sso_manager();
BEGIN
  IF (SELECT count(*) FROM identity.connection c WHERE c.org_id = org AND c.archived_at IS NULL) >= 20 THEN
    ${refuse('input.preset', 'Mehr als zwanzig Verbindungen sind nicht möglich. Archivieren Sie zuerst eine, die nicht mehr gebraucht wird.', 'More than twenty connections are not possible. Archive one that is no longer needed first.')}
  END IF;
  INSERT INTO identity.connection (connection_id, org_id, name, kind, preset, created_by)
    VALUES (connection, org, title, protocol, template, platform.user_id());
END`,
  }),
  definerFunction({
    signature: 'identity.give_first_keys(connection uuid, certificates jsonb, sealed_keys bytea)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.connection := identity.lock_connection(connection, 0);
BEGIN
  UPDATE identity.connection c SET first_certificates = certificates, first_sealed = sealed_keys
   WHERE c.org_id = held.org_id AND c.connection_id = connection AND c.kind = 'saml' AND c.first_certificates IS NULL;
END`,
  }),
  definerFunction({
    signature: 'identity.rename_connection(connection uuid, title text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.connection := identity.lock_connection(connection, NULL);
BEGIN
  UPDATE identity.connection c SET name = title WHERE org_id = held.org_id AND connection_id = connection;
END`,
  }),
  // Without a new secret the one of before stays. What sign-in uses changes only when the version is switched on.
  definerFunction({
    signature:
      'identity.append_connection_version(connection uuid, expected integer, wanted jsonb, new_sealed bytea, why text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.connection := identity.lock_connection(connection, expected);
BEGIN
  PERFORM identity.check_newcomers(held.org_id, platform.user_id(), wanted);
  INSERT INTO identity.connection_version (org_id, connection_id, version, config, sealed, author_id, reason)
    VALUES (held.org_id, connection, expected + 1, wanted,
      coalesce(new_sealed, (SELECT v.sealed FROM identity.connection_version v
        WHERE v.org_id = held.org_id AND v.connection_id = connection AND v.version = expected), held.first_sealed), platform.user_id(), why);
  UPDATE identity.connection c SET latest_version = expected + 1, first_sealed = NULL WHERE org_id = held.org_id AND connection_id = connection;
END`,
  }),
  // Keys beside those that sign, added or taken away: nothing to try, and in force at once where the newest version is.
  definerFunction({
    signature:
      'identity.append_spare_keys(connection uuid, expected integer, wanted jsonb, new_sealed bytea, why text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.connection := identity.lock_connection(connection, expected); old jsonb; was_tested boolean;
BEGIN
  SELECT v.config INTO old FROM identity.connection_version v
   WHERE v.org_id = held.org_id AND v.connection_id = connection AND v.version = expected;
  IF old IS NULL OR held.kind <> 'saml' OR (wanted - 'nextCertificates' - 'pastCertificates') <> (old - 'nextCertificates' - 'pastCertificates') THEN
    RAISE EXCEPTION 'More than keys beside those that sign.' USING ERRCODE = 'KX403';
  END IF;
  IF held.status = 'active' AND held.version <> expected THEN
    ${refuse('input.step', 'Schalten Sie zuerst die neueste Version ein, oder stellen Sie die geltende wieder her. Erst dann lassen sich die Schlüssel ändern.', 'Switch the newest version on first, or restore the one that is in force. The keys can be changed after that.')}
  END IF;
  was_tested := identity.is_tested(held.org_id, connection, expected);
  INSERT INTO identity.connection_version (org_id, connection_id, version, config, sealed, author_id, reason)
    VALUES (held.org_id, connection, expected + 1, wanted, new_sealed, platform.user_id(), why);
  UPDATE identity.connection c SET latest_version = expected + 1,
      tested_version = CASE WHEN was_tested THEN expected + 1 ELSE c.tested_version END,
      version = CASE WHEN held.status = 'active' THEN expected + 1 ELSE c.version END
   WHERE c.org_id = held.org_id AND c.connection_id = connection;
END`,
  }),
  // What changing the keys starts from; the sealed keys are read by whoever may change them, and by nobody else.
  definerFunction({
    signature: 'identity.sealed_keys(connection uuid, expected integer)',
    returns: 'bytea',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.connection := identity.lock_connection(connection, expected);
BEGIN
  RETURN (SELECT v.sealed FROM identity.connection_version v
    WHERE v.org_id = held.org_id AND v.connection_id = connection AND v.version = expected AND held.kind = 'saml');
END`,
  }),
  definerFunction({
    signature:
      'identity.restore_connection_version(connection uuid, expected integer, earlier integer, why text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.connection := identity.lock_connection(connection, expected); old identity.connection_version;
BEGIN
  SELECT v.* INTO old FROM identity.connection_version v
   WHERE v.org_id = held.org_id AND v.connection_id = connection AND v.version = earlier AND earlier < expected;
  IF old.version IS NULL THEN
    ${refuse('input.version', 'Diese frühere Version gibt es nicht.', 'There is no such earlier version.')}
  END IF;
  PERFORM identity.check_newcomers(held.org_id, platform.user_id(), old.config);
  INSERT INTO identity.connection_version (org_id, connection_id, version, config, sealed, author_id, reason, restored_from)
    VALUES (held.org_id, connection, expected + 1, old.config, old.sealed, platform.user_id(), why, earlier);
  UPDATE identity.connection c SET latest_version = expected + 1 WHERE org_id = held.org_id AND connection_id = connection;
END`,
  }),
  // In force is what somebody came all the way through with. Another counterpart ends the sessions that the one of before
  // vouched for, and, unless an owner chose it, speaks for nobody who has a factor of their own until they linked again.
  definerFunction({
    signature: 'identity.activate_connection(connection uuid, expected integer)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.connection := identity.lock_connection(connection, expected); wanted jsonb; is_owner boolean;
BEGIN
  SELECT v.config INTO wanted FROM identity.connection_version v
   WHERE v.org_id = held.org_id AND v.connection_id = connection AND v.version = held.latest_version;
  IF wanted IS NULL OR NOT identity.is_tested(held.org_id, connection, held.latest_version) THEN
    ${refuse('input.connectionId', 'Machen Sie zuerst einen Testlauf mit genau diesen Angaben. Erst wenn er gelingt, lässt sich die Verbindung einschalten.', 'Make a test run with exactly these settings first. The connection can be switched on once it succeeds.')}
  END IF;
  PERFORM identity.check_newcomers(held.org_id, platform.user_id(), wanted);
  is_owner := tenancy.may_give_as(held.org_id, platform.user_id(), 'organization.owner');
  IF held.version > 0 AND NOT identity.is_in_force(held.org_id, connection, held.latest_version) THEN
    PERFORM identity.end_peer_sessions(connection);
    UPDATE identity.external_identity e SET removed_at = clock_timestamp()
     WHERE e.org_id = held.org_id AND e.connection_id = connection AND e.removed_at IS NULL AND NOT is_owner
       AND identity.has_second_factor(e.account_id);
  END IF;
  UPDATE identity.connection c SET status = 'active', version = held.latest_version,
      activated_by = platform.user_id(), activated_at = clock_timestamp(),
      activated_as_owner = is_owner,
      activated_with = tenancy.org_permissions_of(held.org_id, platform.user_id())
   WHERE org_id = held.org_id AND connection_id = connection;
END`,
  }),
  // Nobody comes by it any more, and who came by it goes: it may be off because its counterpart is in wrong hands.
  definerFunction({
    signature: 'identity.switch_off_connection(connection uuid)',
    returns: 'integer',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.connection := identity.lock_connection(connection, NULL);
BEGIN
  IF held.status <> 'active' THEN
    ${refuse('input.connectionId', 'Diese Verbindung ist nicht eingeschaltet.', 'This connection is not switched on.')}
  END IF;
  IF tenancy.setting_of(held.org_id, 'policy.sso') = 'required' AND NOT EXISTS (
      SELECT 1 FROM identity.connection c WHERE c.org_id = held.org_id AND c.connection_id <> connection AND c.status = 'active' AND c.archived_at IS NULL) THEN
    ${refuse('input.connectionId', 'Die Organization verlangt die Anmeldung über eine Verbindung, und dies ist die letzte. Ändern Sie zuerst die Richtlinie zur Anmeldung.', 'The Organization requires signing in by a connection, and this is the last one. Change the sign-in policy first.')}
  END IF;
  UPDATE identity.connection c SET status = 'off' WHERE org_id = held.org_id AND connection_id = connection;
  RETURN identity.end_peer_sessions(connection);
END`,
  }),
  definerFunction({
    signature: 'identity.archive_connection(connection uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.connection := identity.lock_connection(connection, NULL);
BEGIN
  IF held.status = 'active' THEN
    ${refuse('input.connectionId', 'Schalten Sie die Verbindung zuerst aus.', 'Switch the connection off first.')}
  END IF;
  UPDATE identity.domain SET connection_id = NULL WHERE org_id = held.org_id AND connection_id = connection;
  UPDATE identity.connection c SET archived_at = clock_timestamp() WHERE org_id = held.org_id AND connection_id = connection;
END`,
  }),
];

/** Sign-in and test runs. */
const opening = [
  definerFunction({
    signature: 'identity.open_connection(connection uuid, at_version integer DEFAULT NULL)',
    returns:
      'TABLE (connection_id uuid, org_id uuid, name text, kind text, status text, version integer, config jsonb, sealed bytea)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT c.connection_id, c.org_id, c.name, c.kind, c.status, v.version, v.config, v.sealed FROM identity.connection c
    JOIN identity.connection_version v ON v.org_id = c.org_id AND v.connection_id = c.connection_id
     AND v.version = coalesce(at_version, c.version)
   WHERE c.connection_id = connection AND c.archived_at IS NULL`,
  }),
  // What our metadata says of us: by the newest version, which is published before it is in force, and by the one in force.
  // Before there is any version, the keys that the draft came with.
  definerFunction({
    signature: 'identity.published_saml(connection uuid)',
    returns: 'TABLE (config jsonb)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT CASE WHEN v.version IS NULL THEN jsonb_build_object('ownCertificates', c.first_certificates)
      ELSE jsonb_build_object('ownCertificates', v.config->'ownCertificates', 'nextCertificates', v.config->'nextCertificates',
        'pastCertificates', v.config->'pastCertificates', 'requireEncryption', v.config->'requireEncryption') END
    FROM identity.connection c LEFT JOIN identity.connection_version v
      ON v.org_id = c.org_id AND v.connection_id = c.connection_id AND v.version IN (c.version, c.latest_version)
   WHERE c.connection_id = connection AND c.kind = 'saml' AND c.archived_at IS NULL
   ORDER BY v.version DESC`,
  }),
  // The newest version, for whoever sets the connection up.
  definerFunction({
    signature: 'identity.open_connection_for_test(connection uuid)',
    returns:
      'TABLE (connection_id uuid, org_id uuid, name text, kind text, status text, version integer, config jsonb, sealed bytea)',
    volatility: 'STABLE',
    execute: IDENTITY,
    body: `
#variable_conflict use_column
BEGIN
  IF (platform.context()).kind IS DISTINCT FROM 'user' OR NOT tenancy.may('sso.manage') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  RETURN QUERY SELECT c.connection_id, c.org_id, c.name, c.kind, c.status, v.version, v.config, v.sealed
    FROM identity.connection c JOIN identity.connection_version v
      ON v.org_id = c.org_id AND v.connection_id = c.connection_id AND v.version = c.latest_version
   WHERE c.org_id = platform.org_id() AND c.connection_id = connection AND c.archived_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'No such connection.' USING ERRCODE = 'KX404'; END IF;
END`,
  }),
  // What came of a test run: kept thirty days; that one succeeded is remembered with the version.
  definerFunction({
    signature:
      'identity.keep_test_run(run uuid, connection uuid, at_version integer, account uuid, ok boolean, seen_checks jsonb, seen_attributes jsonb, seen_assurance text[])',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE org uuid;
BEGIN
  SELECT c.org_id INTO org FROM identity.connection c WHERE c.connection_id = connection AND c.archived_at IS NULL FOR UPDATE;
  IF org IS NULL OR NOT coalesce('sso.manage' = ANY(tenancy.org_permissions_of(org, account)), false) THEN
    RAISE EXCEPTION 'No such connection.' USING ERRCODE = 'KX404';
  END IF;
  INSERT INTO identity.test_run (test_run_id, org_id, connection_id, version, account_id, is_ok, checks, attributes, assurance)
    VALUES (run, org, connection, at_version, account, ok, seen_checks, seen_attributes, seen_assurance);
  IF ok THEN
    UPDATE identity.connection c SET tested_version = greatest(at_version, tested_version) WHERE org_id = org AND connection_id = connection;
  END IF;
END`,
  }),
  definerFunction({
    signature: 'identity.forget_test_runs()',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `DELETE FROM identity.test_run WHERE created_at < now() - interval '30 days'`,
  }),
];

/** Published by tenancy to what decides above, and for mail. */
const published = [
  definerFunction({
    signature: 'tenancy.roles_held(org uuid, account uuid)',
    returns: 'TABLE (role_key text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT m.role_key FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account
     AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()`,
  }),
  // Whom mail about connections and domains goes to: everybody who may set them up.
  definerFunction({
    signature: 'identity.sso_mails(org uuid)',
    returns:
      'TABLE (email text, recipient text, locale text, organization_slug text, organization_name text)',
    volatility: 'STABLE',
    execute: ['kopexa_worker'],
    body: `
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT a.email, a.name, a.locale, o.slug, o.name
    FROM tenancy.organization o JOIN tenancy.membership m ON m.org_id = o.org_id
     AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()
    JOIN identity.account a ON a.account_id = m.account_id
   WHERE o.org_id = org AND 'sso.manage' = ANY(tenancy.org_permissions_of(org, m.account_id));
END`,
  }),
];

/** Connections are set up, tried, switched on and off; the database decides each step again. */
export const up = [...columns, ...published, ...deciding, ...ending, ...changes, ...opening].join('\n');
