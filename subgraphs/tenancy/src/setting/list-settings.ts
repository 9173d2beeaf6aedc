import type { Actor } from '#runtime/actor/actor.js';
import { SETTING_KEYS, SETTINGS, type SettingDefinition, type SettingKey } from '#schema/settings.js';
import { invalidInput } from '#runtime/errors/catalogue.js';
import { settingState, type SettingState } from '#runtime/settings/setting-history.js';
import type { SettingRepository } from './setting.repository.js';

/** A setting with its definition, where it stands and how it got there. */
export interface SettingRecord extends SettingState {
  readonly key: SettingKey;
  readonly definition: SettingDefinition;
}

/** The settings that count in the Organization at hand: the operator's own in no other. */
export function settingKeysFor(actor: Actor): readonly SettingKey[] {
  const isOperator = actor.org?.permissions.some((permission) => permission.startsWith('operator.')) ?? false;
  return SETTING_KEYS.filter((key) => isOperator || !isOperators(SETTINGS[key]));
}

const isOperators = (definition: SettingDefinition): boolean => definition.isOperators ?? false;

/** All settings of the Organization, in the order of the catalogue. */
export async function listSettings(
  actor: Actor,
  settings: Pick<SettingRepository, 'versions'>,
): Promise<SettingRecord[]> {
  const rows = await settings.versions(null);
  return settingKeysFor(actor).map((key) => {
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

/** The key that somebody named. Throws INVALID_INPUT with those that there are. */
export function settingKey(actor: Actor, key: string): SettingKey {
  const known = settingKeysFor(actor);
  const found = known.find((each) => each === key);
  if (found) return found;
  const list = known.join(', ');
  throw invalidInput('input.key', `Erlaubt sind: ${list}.`, `Allowed are: ${list}.`);
}

/** One setting of the Organization. */
export async function findSetting(
  settings: Pick<SettingRepository, 'versions'>,
  key: SettingKey,
): Promise<SettingRecord> {
  const definition = SETTINGS[key];
  return { key, definition, ...settingState(definition, await settings.versions(key)) };
}
