import { z } from 'zod';
import { invalidInput } from '#runtime/errors/catalogue.js';
import { line } from '#runtime/graphql/parse.js';
import { valueOfVersion } from '#runtime/settings/setting-history.js';
import { appendSetting, type ChangeSettingTools } from './append-setting.js';
import { findSetting, settingKey, type SettingRecord } from './list-settings.js';

/** An earlier version (0: the default), why, and the version on which the choice rests. */
export const restoreSettingInput = z.object({
  key: z.string(),
  version: z.int().min(0),
  reason: line({ max: 500 }),
  expectedVersion: z.int().min(0),
});

/** Brings back the value of an earlier version, as a new version. Throws as {@link appendSetting} does. */
export async function restoreSetting(
  tools: ChangeSettingTools,
  input: z.output<typeof restoreSettingInput>,
): Promise<SettingRecord> {
  const key = settingKey(tools.actor, input.key);
  const { version, reason, expectedVersion } = input;
  const current = await findSetting(tools.settings, key);
  const value = valueOfVersion(current.definition, current, version);
  if (value === null) {
    throw invalidInput('input.version', 'Diese Version gibt es nicht.', 'There is no such version.');
  }
  return appendSetting(tools, {
    current,
    value,
    reason,
    expectedVersion,
    restoredFrom: version,
    field: 'input.version',
  });
}
