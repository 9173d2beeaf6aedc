import { createTable, definerFunction, technical } from '#runtime/db/table.js';

/** Whose a service account was, and until when it was good: for reviews of a moment. */
export const up = [
  createTable({
    name: 'identity.service_account_state',
    scope: 'internal',
    columns: {
      state_id: technical('uuid NOT NULL DEFAULT uuidv7()'),
      org_id: technical('uuid NOT NULL'),
      service_account_id: technical('uuid NOT NULL'),
      owner_id: technical('uuid NOT NULL'),
      expires_at: technical('timestamptz NOT NULL'),
      revoked: technical('boolean NOT NULL'),
      valid_from: technical('timestamptz NOT NULL'),
      valid_to: technical("timestamptz NOT NULL DEFAULT 'infinity'"),
    },
    constraints: [
      'PRIMARY KEY (org_id, state_id)',
      'FOREIGN KEY (org_id, service_account_id) REFERENCES identity.service_account (org_id, service_account_id)',
      'CHECK (valid_to >= valid_from)',
    ],
    indexes: ['(org_id, service_account_id, valid_to)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
  }),
  `CREATE UNIQUE INDEX one_current_state ON identity.service_account_state (org_id, service_account_id) WHERE valid_to = 'infinity';`,
  definerFunction({
    signature: 'identity.note_service_account_state()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
DECLARE held record; moment timestamptz := clock_timestamp();
BEGIN
  SELECT s.* INTO held FROM identity.service_account_state s
   WHERE s.org_id = NEW.org_id AND s.service_account_id = NEW.service_account_id AND s.valid_to = 'infinity';
  IF (held.owner_id, held.expires_at, held.revoked)
       IS NOT DISTINCT FROM (NEW.owner_id, NEW.expires_at, NEW.revoked_at IS NOT NULL) THEN RETURN NULL; END IF;
  UPDATE identity.service_account_state s SET valid_to = moment WHERE s.org_id = NEW.org_id AND s.state_id = held.state_id;
  INSERT INTO identity.service_account_state (org_id, service_account_id, owner_id, expires_at, revoked, valid_from)
    VALUES (NEW.org_id, NEW.service_account_id, NEW.owner_id, NEW.expires_at, NEW.revoked_at IS NOT NULL,
            CASE WHEN TG_OP = 'INSERT' THEN NEW.created_at ELSE moment END);
  RETURN NULL;
END`,
  }),
  `CREATE TRIGGER note_state AFTER INSERT OR UPDATE ON identity.service_account
     FOR EACH ROW EXECUTE FUNCTION identity.note_service_account_state();`,
  `INSERT INTO identity.service_account_state (org_id, service_account_id, owner_id, expires_at, revoked, valid_from, valid_to)
     SELECT a.org_id, a.service_account_id, a.owner_id, a.expires_at, false, a.created_at, greatest(a.revoked_at, a.created_at)
       FROM identity.service_account a WHERE a.revoked_at IS NOT NULL
     UNION ALL
     SELECT a.org_id, a.service_account_id, a.owner_id, a.expires_at, a.revoked_at IS NOT NULL,
            greatest(a.revoked_at, a.created_at), 'infinity' FROM identity.service_account a;`,
  // Published: the accounts of an Organization as they were, and whether somebody could act as them.
  definerFunction({
    signature: 'identity.service_accounts_at(org uuid, account uuid, moment timestamptz)',
    returns:
      'TABLE (service_account_id uuid, name text, owner_id uuid, expires_at timestamptz, revoked boolean, has_secret boolean)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT s.service_account_id, a.name, s.owner_id, s.expires_at, s.revoked, EXISTS (
           SELECT 1 FROM identity.service_secret k
            WHERE k.org_id = s.org_id AND k.service_account_id = s.service_account_id
              AND k.created_at <= moment AND coalesce(k.revoked_at > moment, true))
    FROM identity.service_account_state s
    JOIN identity.service_account a ON a.org_id = s.org_id AND a.service_account_id = s.service_account_id
   WHERE s.org_id = org AND (account IS NULL OR s.service_account_id = account)
     AND s.valid_from <= moment AND s.valid_to > moment`,
  }),
  // Published: who of these people has a second factor; without one nobody acts in an Organization.
  definerFunction({
    signature: 'identity.has_second_factor(account uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT EXISTS (SELECT 1 FROM identity.totp_factor t WHERE t.account_id = account AND t.confirmed_at IS NOT NULL)`,
  }),
].join('\n');
