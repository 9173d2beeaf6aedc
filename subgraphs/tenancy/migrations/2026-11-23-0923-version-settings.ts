import { content, createTable, createdAt, definerFunction, technical } from '#runtime/db/table.js';

const TENANCY = 'kopexa_tenancy';

/** Settings of an Organization: every change is a row, none is ever altered. */
export const up = [
  // Brought in line with schema/settings.ts at every migration, so that other rooms get the default in SQL.
  createTable({
    name: 'tenancy.setting_definition',
    scope: 'internal',
    columns: {
      setting_key: technical('text PRIMARY KEY'),
      default_value: technical('text NOT NULL'),
    },
    definer: ['SELECT'],
  }),
  createTable({
    name: 'tenancy.setting_version',
    scope: 'organization',
    columns: {
      setting_version_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      setting_key: technical('text NOT NULL REFERENCES tenancy.setting_definition (setting_key)'),
      version: technical('integer NOT NULL CHECK (version > 0)'),
      value: technical('text NOT NULL CHECK (length(value) <= 500)'),
      author_id: technical('uuid NOT NULL'),
      reason: content('text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)'),
      restored_from: technical('integer'),
      created_at: createdAt(),
    },
    constraints: [
      'PRIMARY KEY (org_id, setting_version_id)',
      'UNIQUE (org_id, setting_key, version)',
      'FOREIGN KEY (org_id) REFERENCES tenancy.organization (org_id)',
    ],
    definer: ['SELECT'],
    policies: [
      { login: TENANCY, for: 'SELECT', using: `(SELECT tenancy.may('settings.read'))` },
      {
        login: TENANCY,
        for: 'INSERT',
        check: `(SELECT tenancy.may('settings.update')) AND author_id = (SELECT platform.user_id())`,
      },
    ],
  }),
  definerFunction({
    signature: 'tenancy.setting_of(org uuid, wanted text)',
    returns: 'text',
    volatility: 'STABLE',
    execute: [],
    body: `
BEGIN
  RETURN coalesce(
    (SELECT v.value FROM tenancy.setting_version v WHERE v.org_id = org AND v.setting_key = wanted ORDER BY v.version DESC LIMIT 1),
    (SELECT d.default_value FROM tenancy.setting_definition d WHERE d.setting_key = wanted));
END`,
  }),
  // Published: the value in force in the context's Organization.
  definerFunction({
    signature: 'tenancy.setting(key text)',
    returns: 'text',
    volatility: 'STABLE',
    execute: ['kopexa_identity', 'kopexa_tenancy', 'kopexa_content', 'kopexa_compliance'],
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  IF org IS NULL THEN RETURN NULL; END IF;
  RETURN tenancy.setting_of(org, key);
END`,
  }),
].join('\n');
