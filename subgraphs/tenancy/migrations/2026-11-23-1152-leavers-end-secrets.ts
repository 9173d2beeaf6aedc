import { definerFunction } from '#runtime/db/table.js';

/**
 * Whoever leaves an Organization takes the secrets of the service accounts they own there along, for good: coming back
 * must not bring tokens back to life. The accounts stay, for somebody to take over. Judged when the transaction
 * commits, because a change of role ends one membership and begins the next.
 */
export const up = [
  definerFunction({
    signature: 'identity.end_secrets_of_leaver()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
BEGIN
  IF EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = OLD.org_id AND m.account_id = OLD.account_id
              AND m.valid_to > clock_timestamp()) THEN RETURN NULL; END IF;
  UPDATE identity.service_secret s SET revoked_at = clock_timestamp()
    FROM identity.service_account a
   WHERE a.org_id = OLD.org_id AND a.owner_id = OLD.account_id AND s.org_id = a.org_id
     AND s.service_account_id = a.service_account_id AND s.revoked_at IS NULL;
  RETURN NULL;
END`,
  }),
  `CREATE CONSTRAINT TRIGGER end_secrets_of_leaver AFTER UPDATE ON tenancy.membership DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW WHEN (OLD.valid_to > NEW.valid_to) EXECUTE FUNCTION identity.end_secrets_of_leaver();`,
].join('\n');
