import { definerFunction } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];

/**
 * A session that came by the connection of one Organization opens that one alone: whoever runs the identity provider of
 * one could else act in all of a person's Organizations (THREATS 27). It lists no other, founds none, and changes nothing
 * that others show of a person who belongs to them too.
 */
export const up = [
  definerFunction({
    signature: 'tenancy.my_organizations()',
    returns: 'TABLE (org_id uuid, slug text, name text, role_key text)',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE c platform.request_context := platform.context(); alone uuid := identity.bound_to();
BEGIN
  IF c.user_id IS NULL OR c.assurance < 2 THEN RETURN; END IF;
  RETURN QUERY SELECT o.org_id, o.slug, o.name, m.role_key
    FROM tenancy.membership m JOIN tenancy.organization o ON o.org_id = m.org_id
   WHERE m.account_id = c.user_id AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp()
     AND (alone IS NULL OR o.org_id = alone)
     AND tenancy.org_permissions_of(m.org_id, c.user_id) IS NOT NULL
   ORDER BY lower(o.name), o.org_id;
END`,
  }),
  definerFunction({
    signature: 'tenancy.create_organization(org uuid, org_slug text, org_name text, member uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  IF c.kind IS DISTINCT FROM 'user' OR c.user_id IS NULL OR c.assurance < 2 THEN
    RAISE EXCEPTION 'No second factor.' USING ERRCODE = 'KX403';
  END IF;
  PERFORM identity.refuse_bound();
  INSERT INTO tenancy.organization (org_id, slug, name) VALUES (org, org_slug, org_name) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'input.slug|Diese Kurzform ist schon vergeben. Wählen Sie eine andere.|This short name is taken. Choose another one.'
      USING ERRCODE = 'KX422';
  END IF;
  INSERT INTO tenancy.membership (org_id, member_id, account_id, role_key, granted_by)
    VALUES (org, member, c.user_id, 'organization.owner', c.user_id);
  PERFORM tenancy.enter(org);
END`,
  }),
  definerFunction({
    signature: 'tenancy.keep_person_of_others()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
DECLARE alone uuid := identity.bound_to();
BEGIN
  IF alone IS NOT NULL AND coalesce(NEW.account_id, OLD.account_id) = platform.user_id()
     AND tenancy.belongs_elsewhere(platform.user_id(), alone) THEN
    IF TG_TABLE_NAME = 'account' THEN
      RAISE EXCEPTION 'input.name|Das ändern Sie in einer Anmeldung mit Ihren eigenen Mitteln, nicht in einer über Ihr Unternehmen: Auch andere sehen es.|You change this when signed in by your own means, not by your company: others see it, too.'
        USING ERRCODE = 'KX422';
    END IF;
    RAISE EXCEPTION 'Others show this, too.' USING ERRCODE = 'KX403';
  END IF;
  RETURN coalesce(NEW, OLD);
END`,
  }),
  `CREATE TRIGGER keep_person_of_others BEFORE UPDATE OF name, locale, email ON identity.account FOR EACH ROW
     EXECUTE FUNCTION tenancy.keep_person_of_others();`,
  `CREATE TRIGGER keep_person_of_others BEFORE INSERT OR UPDATE OR DELETE ON files.avatar FOR EACH ROW
     EXECUTE FUNCTION tenancy.keep_person_of_others();`,
  // A role that a connection does not reach is not held in its sessions either, whichever way the role came.
  definerFunction({
    signature: 'tenancy.end_unreached_sessions()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
BEGIN
  PERFORM identity.end_unreached_sessions(NEW.org_id, NEW.account_id);
  RETURN NULL;
END`,
  }),
  `CREATE TRIGGER end_unreached_sessions AFTER INSERT OR UPDATE OF role_key ON tenancy.membership FOR EACH ROW
     EXECUTE FUNCTION tenancy.end_unreached_sessions();`,
].join('\n');
