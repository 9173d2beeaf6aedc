import { SETTING_KEYS, SETTINGS } from '#schema/settings.js';
import { defaultValue } from '#runtime/settings/setting-value.js';

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const rows = SETTING_KEYS.map((key) => `(${literal(key)}, ${literal(defaultValue(SETTINGS[key]))})`);

/** Brings the defaults of settings in line with schema/settings.ts, after every migration run. */
export const sql = `
INSERT INTO tenancy.setting_definition AS d (setting_key, default_value) VALUES
  ${rows.join(',\n  ')}
ON CONFLICT (setting_key) DO UPDATE SET default_value = excluded.default_value
 WHERE d.default_value <> excluded.default_value;`;
