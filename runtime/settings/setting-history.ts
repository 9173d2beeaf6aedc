import { defaultValue } from './setting-value.js';
import type { SettingDefinition } from '#schema/settings.js';

/** One stored version, as every mechanism of versioned settings keeps it. Times are UTC. */
export interface StoredSetting {
  readonly version: number;
  readonly value: string;
  readonly authorId: string;
  readonly reason: string;
  readonly createdAt: Date;
  readonly restoredFrom: number | null;
}

/** A version with what it replaced. */
export interface SettingChange extends StoredSetting {
  readonly previousValue: string;
}

/** Where a setting stands. Version 0 is the default that nobody has changed. */
export interface SettingState {
  readonly value: string;
  readonly version: number;
  readonly isDefault: boolean;
  /** Newest first. */
  readonly changes: readonly SettingChange[];
}

/** Folds the stored versions of one setting, in any order, into where it stands and how it got there. */
export function settingState(definition: SettingDefinition, stored: readonly StoredSetting[]): SettingState {
  const initial = defaultValue(definition);
  const rising = [...stored].sort((one, other) => one.version - other.version);
  const changes = rising.map((item, index) => ({
    ...item,
    previousValue: rising[index - 1]?.value ?? initial,
  }));
  const newest = changes.at(-1);
  const value = newest?.value ?? initial;
  return { value, version: newest?.version ?? 0, isDefault: value === initial, changes: changes.reverse() };
}

/** The value of an earlier version (0: the default); `null` when there is no such version. */
export function valueOfVersion(
  definition: SettingDefinition,
  state: SettingState,
  version: number,
): string | null {
  if (version === 0) return defaultValue(definition);
  return state.changes.find((change) => change.version === version)?.value ?? null;
}
