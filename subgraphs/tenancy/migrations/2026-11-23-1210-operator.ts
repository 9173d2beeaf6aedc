import { definerFunction } from '#runtime/db/table.js';

/**
 * The operator: the one Organization that runs the installation. What it may do as such is a permission like any
 * other, but counts nowhere else: a customer's owner has the same role and not these rights.
 */
export const up = [
  'CREATE UNIQUE INDEX one_operator ON tenancy.organization (is_operator) WHERE is_operator;',

  // Of the permissions of a role those that count in this Organization. Nobody concludes a contract with oneself.
  definerFunction({
    signature: 'tenancy.counting(org uuid, permissions text[])',
    returns: 'text[]',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT ARRAY(SELECT p FROM unnest(permissions) WITH ORDINALITY AS u (p, place)
                WHERE CASE WHEN o.is_operator THEN p <> 'dpa.accept' ELSE p NOT LIKE 'operator.%' END ORDER BY place)
    FROM tenancy.organization o WHERE o.org_id = org`,
  }),
  definerFunction({
    signature: 'tenancy.org_permissions_of(org uuid, account uuid)',
    returns: 'text[]',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT tenancy.counting(org, r.permissions) FROM tenancy.membership m JOIN tenancy.role r ON r.role_key = m.role_key
   WHERE m.org_id = org AND m.account_id = account AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp() LIMIT 1`,
  }),
  definerFunction({
    signature: 'tenancy.may_give_as(org uuid, account uuid, role_name text)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE held text[] := tenancy.org_permissions_of(org, account); wanted text[];
BEGIN
  SELECT tenancy.counting(org, r.permissions) INTO wanted FROM tenancy.role r
   WHERE r.role_key = role_name AND r.scope = 'organization';
  IF wanted IS NULL OR held IS NULL OR NOT wanted <@ held THEN RETURN false; END IF;
  RETURN role_name <> 'organization.owner' OR EXISTS (
    SELECT 1 FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account
       AND m.role_key = 'organization.owner' AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp());
END`,
  }),

  // Makes the operator's Organization with this account as its owner, unless there is one. The entry that says so
  // belongs to it; what the transaction does next belongs to whom it belonged before.
  definerFunction({
    signature: 'tenancy.found_operator(account uuid, language text)',
    returns: 'uuid',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE org uuid := uuidv7(); before text := coalesce(current_setting('kopexa.context', true), '');
  short text := CASE language WHEN 'de' THEN 'kopexa-betrieb' ELSE 'kopexa-operations' END;
BEGIN
  IF EXISTS (SELECT 1 FROM tenancy.organization o WHERE o.is_operator) THEN RETURN NULL; END IF;
  IF EXISTS (SELECT 1 FROM tenancy.organization o WHERE o.slug = short) THEN
    short := short || '-' || right(org::text, 6);
  END IF;
  INSERT INTO tenancy.organization (org_id, slug, name, plan, is_operator)
    VALUES (org, short, CASE language WHEN 'de' THEN 'Kopexa Betrieb' ELSE 'Kopexa Operations' END, 'enterprise', true);
  INSERT INTO tenancy.membership (org_id, account_id, role_key, granted_by)
    VALUES (org, account, 'organization.owner', account);
  PERFORM set_config('kopexa.context', platform.mint_context('user', account, NULL, org, 2::smallint, 60), true);
  PERFORM compliance.append_entry(NULL, 'organization.create', 'Organization', org, 'ok', NULL, '[]',
    org::text, 'foundOperator', '', '');
  PERFORM set_config('kopexa.context', before, true);
  RETURN org;
END`,
  }),
].join('\n');
