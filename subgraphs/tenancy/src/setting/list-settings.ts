import { SETTING_KEYS, SETTINGS, type SettingDefinition, type SettingKey } from '#schema/settings.js';
import { settingState, type SettingState } from '#runtime/settings/setting-history.js';
import type { SettingRepository } from './setting.repository.js';

/** A setting with its definition, where it stands and how it got there. */
export interface SettingRecord extends SettingState {
  readonly key: SettingKey;
  readonly definition: SettingDefinition;
}

/** All settings of the Organization, in the order of the catalogue. */
export async function listSettings(settings: Pick<SettingRepository, 'versions'>): Promise<SettingRecord[]> {
  const rows = await settings.versions(null);
  return SETTING_KEYS.map((key) => {
    const definition = SETTINGS[key];
    return {
      key,
      definition,
      ...settingState(
        definition,
        rows.filter((row) => row.key === key),
      ),
    };
  });
}

/** One setting of the Organization. */
export async function findSetting(
  settings: Pick<SettingRepository, 'versions'>,
  key: SettingKey,
): Promise<SettingRecord> {
  const definition = SETTINGS[key];
  return { key, definition, ...settingState(definition, await settings.versions(key)) };
}
