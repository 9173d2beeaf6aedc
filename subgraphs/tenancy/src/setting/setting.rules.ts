import { fields, may, type RuleMap } from '#runtime/access/rules.js';

const reads = may('settings.read');

/** Rules for settings. */
export const settingRules: RuleMap = {
  Mutation: { updateSetting: may('settings.update'), restoreSetting: may('settings.update') },
  Organization: { settingsChangeableBy: reads },
  Setting: fields(
    [
      'key',
      'label',
      'description',
      'kind',
      'options',
      'minimum',
      'maximum',
      'value',
      'isDefault',
      'version',
      'versions',
    ],
    reads,
  ),
  SettingVersion: fields(
    ['version', 'value', 'previousValue', 'author', 'reason', 'createdAt', 'restoredFrom'],
    reads,
  ),
};
