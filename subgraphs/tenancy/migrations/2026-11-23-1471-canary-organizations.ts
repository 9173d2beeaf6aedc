import { definerFunction } from '#runtime/db/table.js';

const WORKER = ['kopexa_worker'];
const current = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;

/**
 * Organizations by which the running installation probes its own isolation: nobody but canaries is in them, and they
 * are no customers, so they are neither counted nor written to.
 */
export const up = [
  `ALTER TABLE tenancy.organization ADD COLUMN is_canary boolean NOT NULL DEFAULT false;
   COMMENT ON COLUMN tenancy.organization.is_canary IS '{"class":"technical"}';`,

  // What a canary founds is a canary Organization from its first membership on; the two kinds never mix.
  definerFunction({
    signature: 'tenancy.keep_canaries_apart()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
DECLARE of_canaries boolean; is_one boolean := identity.is_canary(NEW.account_id);
BEGIN
  SELECT o.is_canary INTO of_canaries FROM tenancy.organization o WHERE o.org_id = NEW.org_id;
  IF is_one AND NOT of_canaries
     AND NOT EXISTS (SELECT FROM tenancy.membership m WHERE m.org_id = NEW.org_id) THEN
    UPDATE tenancy.organization SET is_canary = true WHERE org_id = NEW.org_id AND NOT is_operator;
    of_canaries := FOUND;
  END IF;
  IF is_one IS DISTINCT FROM of_canaries THEN
    RAISE EXCEPTION 'Canaries and people are never members of the same Organization.' USING ERRCODE = 'KX403';
  END IF;
  RETURN NEW;
END`,
  }),
  `CREATE TRIGGER keep_canaries_apart BEFORE INSERT ON tenancy.membership FOR EACH ROW
     EXECUTE FUNCTION tenancy.keep_canaries_apart();
   CREATE TRIGGER keep_canaries_apart_later BEFORE UPDATE OF account_id, org_id ON tenancy.membership FOR EACH ROW
     EXECUTE FUNCTION tenancy.keep_canaries_apart();`,

  // A canary joins without an invitation, whose link would come by mail: the only way in that is not the product's.
  definerFunction({
    signature: 'tenancy.join_canary(org uuid, account uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: WORKER,
    body: `
BEGIN
  IF NOT identity.is_canary(account) OR NOT EXISTS (SELECT FROM tenancy.organization o WHERE o.org_id = org AND o.is_canary) THEN
    RAISE EXCEPTION 'Only canaries join, and only canary Organizations.' USING ERRCODE = 'KX403';
  END IF;
  INSERT INTO tenancy.membership (org_id, account_id, role_key, granted_by)
    SELECT org, account, 'organization.member', account
     WHERE NOT EXISTS (SELECT FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account);
END`,
  }),

  definerFunction({
    signature: 'tenancy.owners(of_operator boolean)',
    returns: 'TABLE (org_id uuid, slug text, name text, account_id uuid)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT o.org_id, o.slug, o.name, m.account_id FROM tenancy.organization o
    JOIN tenancy.membership m ON m.org_id = o.org_id AND m.role_key = 'organization.owner' AND ${current('m')}
   WHERE o.is_operator = of_operator AND NOT o.is_canary`,
  }),
  definerFunction({
    signature: 'tenancy.access_figures()',
    returns:
      'TABLE (members integer, without_factor integer, half_sessions integer, outsiders_with_grant integer)',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `
  SELECT (SELECT count(DISTINCT m.account_id)::integer FROM tenancy.membership m
            JOIN tenancy.organization o ON o.org_id = m.org_id AND NOT o.is_canary WHERE ${current('m')}),
         identity.count_without_factor(ARRAY(
           SELECT m.account_id FROM tenancy.membership m WHERE ${current('m')}
           UNION SELECT g.principal_id FROM tenancy.space_grant g WHERE g.principal_kind = 'user' AND ${current('g')})),
         identity.count_half_sessions(ARRAY(SELECT e.session_id FROM tenancy.session_entry e)),
         (SELECT count(*)::integer FROM tenancy.space_grant g
           WHERE g.principal_kind = 'user' AND ${current('g')}
             AND EXISTS (SELECT FROM tenancy.space_permissions_of(g.org_id, g.principal_id))
             AND NOT EXISTS (SELECT FROM tenancy.membership m
                              WHERE m.org_id = g.org_id AND m.account_id = g.principal_id AND ${current('m')}))`,
  }),
].join('\n');
