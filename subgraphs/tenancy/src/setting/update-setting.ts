import { z } from 'zod';
import { line } from '#runtime/graphql/parse.js';
import { appendSetting, type ChangeSettingTools } from './append-setting.js';
import { findSetting, settingKey, type SettingRecord } from './list-settings.js';

/** A new value, why, and the version on which it rests. */
export const updateSettingInput = z.object({
  key: z.string(),
  value: z.string().max(4000),
  reason: line({ max: 500 }),
  expectedVersion: z.int().min(0),
});

/** Changes a setting of the Organization. Throws as {@link appendSetting} does. */
export async function updateSetting(
  tools: ChangeSettingTools,
  input: z.output<typeof updateSettingInput>,
): Promise<SettingRecord> {
  const key = settingKey(tools.actor, input.key);
  const { value, reason, expectedVersion } = input;
  const current = await findSetting(tools.settings, key);
  return appendSetting(tools, {
    current,
    value,
    reason,
    expectedVersion,
    restoredFrom: null,
    field: 'input.value',
  });
}
