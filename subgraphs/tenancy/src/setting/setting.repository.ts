import type { SettingKey } from '#schema/settings.js';
import type { StoredSetting } from '#runtime/settings/setting-history.js';
import { actingOrganization } from '../acting-organization.js';
import type { TenancyContext } from '../services.js';

/** A stored version with the setting it belongs to. */
export interface SettingRow extends StoredSetting {
  readonly key: SettingKey;
}

/** A version to be written. */
export interface NewSettingVersion {
  readonly id: string;
  readonly orgId: string;
  readonly key: SettingKey;
  readonly version: number;
  readonly value: string;
  readonly authorId: string;
  readonly reason: string;
  readonly restoredFrom: number | null;
}

// One more than is shown, so that the oldest shown version still knows what it replaced.
const VERSIONS = `
  SELECT setting_key AS key, version, value, author_id AS "authorId", reason, created_at AS "createdAt", restored_from AS "restoredFrom"
    FROM (SELECT v.*, row_number() OVER (PARTITION BY v.setting_key ORDER BY v.version DESC) AS place FROM tenancy.setting_version v
           WHERE v.org_id = $2 AND ($1::text IS NULL OR v.setting_key = $1::text)) numbered
   WHERE place <= 101 ORDER BY setting_key, version`;
const MAY_CHANGE = 'SELECT unnest(tenancy.people_who_may_change_settings()) AS id';
const IN_FORCE = 'SELECT tenancy.setting($1) AS value';
// A policy of networks is held against the address of whoever changes it.
const ADDRESS = "SELECT set_config('kopexa.address', $1, true)";
const ADD = `
  INSERT INTO tenancy.setting_version (setting_version_id, org_id, setting_key, version, value, author_id, reason, restored_from)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING version`;

/** Settings of the Organization: appended, never altered. */
export function settingRepository(ctx: TenancyContext) {
  const orgId = actingOrganization(ctx.actor);
  return {
    /** The newest hundred versions of every setting, or of one. */
    versions: (key: SettingKey | null): Promise<SettingRow[]> =>
      ctx.query<SettingRow>(VERSIONS, [key, orgId]),

    /** The accounts that may change settings at this statement. */
    async mayChange(): Promise<readonly string[]> {
      return (await ctx.query<{ id: string }>(MAY_CHANGE)).map((row) => row.id);
    },

    /** The value in force, default included. */
    async valueInForce(key: SettingKey): Promise<string> {
      const [row] = await ctx.query<{ value: string | null }>(IN_FORCE, [key]);
      if (row?.value == null)
        throw new Error(`The setting ${key} has no default in the database: migrate first.`);
      return row.value;
    },

    /** Appends a version; false when somebody else wrote this version at the same moment. */
    async append(version: NewSettingVersion): Promise<boolean> {
      await ctx.change.query(ADDRESS, [ctx.request.ip]);
      const rows = await ctx.change.query(ADD, [
        version.id,
        version.orgId,
        version.key,
        version.version,
        version.value,
        version.authorId,
        version.reason,
        version.restoredFrom,
      ]);
      return rows.length > 0;
    },
  };
}

/** The queries of {@link settingRepository}. */
export type SettingRepository = ReturnType<typeof settingRepository>;
