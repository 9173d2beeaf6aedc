import { classify, definerFunction, technical } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];
const WORKER = ['kopexa_worker'];

const refuse = (field: string, de: string, en: string): string =>
  `RAISE EXCEPTION '${field}|${de}|${en}' USING ERRCODE = 'KX422';`;

const columns = [
  `ALTER TABLE identity.domain ADD COLUMN told_at timestamptz;`,
  classify('identity.domain', 'told_at', technical('timestamptz')),
];

/** The only ways in which domains come, are proven, lead somewhere and go. */
const changes = [
  definerFunction({
    signature: 'identity.lock_domain(wanted uuid)',
    returns: 'identity.domain',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE found identity.domain; org uuid := identity.require_sso_manager();
BEGIN
  SELECT d.* INTO found FROM identity.domain d
   WHERE d.org_id = org AND d.domain_id = wanted AND d.removed_at IS NULL FOR UPDATE;
  IF found.domain_id IS NULL THEN RAISE EXCEPTION 'No such domain.' USING ERRCODE = 'KX404'; END IF;
  RETURN found;
END`,
  }),
  definerFunction({
    signature: 'identity.add_domain(new_id uuid, wanted text, token text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE org uuid := identity.require_sso_manager();
BEGIN
  IF EXISTS (SELECT 1 FROM identity.domain d WHERE d.org_id = org AND d.domain = wanted AND d.removed_at IS NULL) THEN
    ${refuse('input.domain', 'Diese Domain steht schon in der Liste.', 'This domain is on the list already.')}
  END IF;
  IF (SELECT count(*) FROM identity.domain d WHERE d.org_id = org AND d.removed_at IS NULL) >= 100 THEN
    ${refuse('input.domain', 'Mehr als hundert Domains sind nicht möglich. Entfernen Sie zuerst eine.', 'More than a hundred domains are not possible. Remove one first.')}
  END IF;
  INSERT INTO identity.domain (domain_id, org_id, domain, challenge, created_by)
    VALUES (new_id, org, wanted, token, platform.user_id());
END`,
  }),
  // Whoever proves a domain that another Organization holds does not take it silently.
  definerFunction({
    signature: 'identity.verify_domain(wanted uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.domain := identity.lock_domain(wanted);
BEGIN
  UPDATE identity.domain SET verified_at = coalesce(verified_at, clock_timestamp()), checked_at = clock_timestamp(),
      failing_since = NULL, told_at = NULL
   WHERE org_id = held.org_id AND domain_id = wanted;
EXCEPTION WHEN unique_violation THEN
  ${refuse('input.domainId', 'Diese Domain ist schon für eine andere Organization bestätigt. Gehört sie Ihnen, wenden Sie sich an den Support: Mit dem Eintrag im DNS können Sie es belegen.', 'This domain is verified for another Organization already. If it is yours, ask support: the record in the DNS lets you prove it.')}
END`,
  }),
  definerFunction({
    signature: 'identity.route_domain(wanted uuid, connection uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.domain := identity.lock_domain(wanted);
BEGIN
  IF connection IS NOT NULL AND NOT EXISTS (SELECT 1 FROM identity.connection c
      WHERE c.org_id = held.org_id AND c.connection_id = connection AND c.archived_at IS NULL) THEN
    RAISE EXCEPTION 'No such connection.' USING ERRCODE = 'KX404';
  END IF;
  UPDATE identity.domain SET connection_id = connection WHERE org_id = held.org_id AND domain_id = wanted;
END`,
  }),
  definerFunction({
    signature: 'identity.remove_domain(wanted uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE held identity.domain := identity.lock_domain(wanted);
BEGIN
  UPDATE identity.domain SET removed_at = clock_timestamp(), verified_at = NULL, connection_id = NULL
   WHERE org_id = held.org_id AND domain_id = wanted;
END`,
  }),
];

/** Whose a mail address is, and where it leads. The domain must be the address's own: subdomains are proven apart. */
const asking = [
  definerFunction({
    signature: 'identity.holds_domain(org uuid, mail text)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT EXISTS (SELECT 1 FROM identity.domain d WHERE d.org_id = org AND d.removed_at IS NULL AND d.verified_at IS NOT NULL
    AND d.domain = lower(substring(mail FROM '@([^@]+)$')))`,
  }),
  definerFunction({
    signature: 'identity.connections_for_mail(mail text)',
    returns: 'TABLE (connection_id uuid, name text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT c.connection_id, c.name FROM identity.domain d
    JOIN identity.connection c ON c.org_id = d.org_id AND c.connection_id = d.connection_id
   WHERE d.domain = lower(substring(mail FROM '@([^@]+)$')) AND d.removed_at IS NULL AND d.verified_at IS NOT NULL
     AND c.status = 'active' AND c.archived_at IS NULL`,
  }),
];

/**
 * Looking again, every day: a proof that is gone for a week is told to those who can mend it, and one that is gone for
 * thirty days is no longer one.
 */
const watching = [
  definerFunction({
    signature: 'identity.domains_to_check()',
    returns: 'TABLE (domain_id uuid, domain text, challenge text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `
  SELECT d.domain_id, d.domain, d.challenge FROM identity.domain d
   WHERE d.verified_at IS NOT NULL AND d.removed_at IS NULL AND d.checked_at < now() - interval '20 hours' ORDER BY d.checked_at LIMIT 1000`,
  }),
  definerFunction({
    signature: 'identity.note_domain_check(wanted uuid, was_found boolean)',
    returns: 'text',
    volatility: 'VOLATILE',
    execute: WORKER,
    body: `
DECLARE d identity.domain;
BEGIN
  UPDATE identity.domain SET checked_at = now(),
      failing_since = CASE WHEN was_found THEN NULL ELSE coalesce(failing_since, now()) END,
      told_at = CASE WHEN NOT was_found THEN told_at END
   WHERE domain_id = wanted AND verified_at IS NOT NULL AND removed_at IS NULL RETURNING * INTO d;
  IF d.failing_since IS NULL THEN RETURN NULL; END IF;
  IF d.failing_since <= now() - interval '30 days' THEN
    UPDATE identity.domain SET verified_at = NULL WHERE domain_id = wanted;
    RETURN 'lost';
  END IF;
  RETURN CASE WHEN d.told_at IS NULL AND d.failing_since <= now() - interval '7 days' THEN 'failing' END;
END`,
  }),
  definerFunction({
    signature: 'identity.tell_domain(wanted uuid, sealed text)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: WORKER,
    body: `
DECLARE org uuid; event uuid;
BEGIN
  UPDATE identity.domain SET told_at = now() WHERE domain_id = wanted RETURNING org_id INTO org;
  INSERT INTO platform.outbox_event (org_id, topic, payload)
    VALUES (org, 'identity.domain', jsonb_build_object('sealed', sealed)) RETURNING id INTO event;
  PERFORM pg_notify('kopexa_outbox', event::text);
END`,
  }),
  definerFunction({
    signature: 'identity.domain_mails(wanted uuid)',
    returns:
      'TABLE (domain text, verified boolean, email text, recipient text, locale text, organization_slug text, organization_name text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `
  SELECT d.domain, d.verified_at IS NOT NULL, p.email, p.recipient, p.locale, p.organization_slug, p.organization_name
    FROM identity.domain d CROSS JOIN LATERAL identity.sso_mails(d.org_id) p
   WHERE d.domain_id = wanted AND d.removed_at IS NULL AND d.failing_since IS NOT NULL`,
  }),
];

/** What connections and domains are called, for sentences of the trail; archived and removed ones too. */
const names = definerFunction({
  signature: 'identity.sign_in_names(ids uuid[])',
  returns: 'TABLE (kind text, id uuid, name text)',
  volatility: 'STABLE',
  execute: ['kopexa_compliance'],
  body: `
BEGIN
  IF NOT (tenancy.may('audit.read') OR tenancy.may('sso.manage')) THEN RETURN; END IF;
  RETURN QUERY SELECT 'Connection', c.connection_id, c.name FROM identity.connection c
     WHERE c.org_id = platform.org_id() AND c.connection_id = ANY(ids)
    UNION ALL SELECT 'Domain', d.domain_id, d.domain FROM identity.domain d
     WHERE d.org_id = platform.org_id() AND d.domain_id = ANY(ids);
END`,
});

/** Domains that an Organization proves to be its own by a record in the DNS. */
export const up = [...columns, ...changes, ...asking, ...watching, names].join('\n');
