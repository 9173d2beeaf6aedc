import { holds, type Actor } from '#runtime/actor/actor.js';
import { forbidden, invalidInput } from '#runtime/errors/catalogue.js';
import { checkSetting } from '#runtime/settings/setting-value.js';
import { SETTING_KEYS, SETTINGS, type SettingKey } from '#schema/settings.js';
import type { PolicyRepository } from './policy.repository.js';
import type { JudgedEffect, PolicyConsequenceName, PolicyFixName } from './policy-consequence.js';

/** The settings that make up an Organization's policy. */
export const POLICY_KEYS: readonly SettingKey[] = SETTING_KEYS.filter((key) => key.startsWith('policy.'));

/** Most values in one dry run: each policy once. */
const MOST = POLICY_KEYS.length;

const FIXES: Readonly<Record<PolicyConsequenceName, readonly PolicyFixName[]>> = {
  NO_WAY_IN: ['CONNECT', 'EXEMPT', 'REMIND'],
  FIRST_SIGN_IN_BY_CONNECTION: ['EXEMPT', 'REMIND'],
  SIGNS_IN_BY_CONNECTION: ['REMIND'],
  NEEDS_PASSKEY: ['REMIND'],
  NEEDS_PASSWORD: ['REMIND'],
  OUTSIDE_NETWORKS: ['EXEMPT', 'REMIND'],
  SIGNS_IN_AGAIN: [],
  SERVICE_OUTSIDE_NETWORKS: ['RANGES'],
};

/** One value of a dry run. */
export interface PolicyChange {
  readonly key: string;
  readonly value: string;
}

/**
 * What these values would newly mean for everybody in the Organization; nothing is changed. The judgement is the one
 * that stands at the door. Throws FORBIDDEN and INVALID_INPUT (no such policy, a value that is not possible).
 */
export async function previewPolicy(
  tools: { readonly actor: Actor; readonly policies: Pick<PolicyRepository, 'preview'> },
  changes: readonly PolicyChange[],
): Promise<readonly JudgedEffect[]> {
  if (!holds(tools.actor, 'settings.update')) throw forbidden('Setting', null);
  const rows = await tools.policies.preview(checkedChanges(changes));
  return rows.map((row) => ({ ...row, fixes: FIXES[row.consequence] }));
}

/** The values by key, each in its stored form; throws INVALID_INPUT that names the place in the list. */
export function checkedChanges(changes: readonly PolicyChange[]): Record<string, string> {
  if (changes.length > MOST) {
    throw invalidInput('changes', 'Nennen Sie jede Richtlinie einmal.', 'Name every policy once.');
  }
  const checked: Record<string, string> = {};
  for (const [index, { key, value }] of changes.entries()) {
    const known = POLICY_KEYS.find((each) => each === key);
    if (!known || key in checked) {
      const list = POLICY_KEYS.join(', ');
      throw invalidInput(
        `changes.${index}.key`,
        `Jede Richtlinie einmal: ${list}.`,
        `Each policy once: ${list}.`,
      );
    }
    const result = checkSetting(SETTINGS[known], value);
    if (!result.ok) throw invalidInput(`changes.${index}.value`, result.problem.de, result.problem.en);
    checked[known] = result.value;
  }
  return checked;
}
