import { holds, type Actor } from '#runtime/actor/actor.js';
import { forbidden, invalidInput, KopexaError } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import { checkSetting } from '#runtime/settings/setting-value.js';
import { findSetting, type SettingRecord } from './list-settings.js';
import type { SettingRepository } from './setting.repository.js';

/** What a change of a setting needs. */
export interface ChangeSettingTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly settings: Pick<SettingRepository, 'versions' | 'append'>;
}

/** A new value for a setting that was read at `expectedVersion`. */
export interface SettingChangeRequest {
  readonly current: SettingRecord;
  readonly value: string;
  readonly reason: string;
  readonly expectedVersion: number;
  readonly restoredFrom: number | null;
  /** The input field that carries the value. */
  readonly field: string;
}

/**
 * Appends a version to a setting: the one way in which a setting changes.
 *
 * Throws FORBIDDEN, INVALID_INPUT (value out of bounds, or unchanged) and CONFLICT with the current state when
 * somebody was quicker.
 */
export async function appendSetting(
  tools: ChangeSettingTools,
  request: SettingChangeRequest,
): Promise<SettingRecord> {
  const { actor, change, settings } = tools;
  const { current, expectedVersion, reason, restoredFrom, field } = request;
  const id = newId();
  change.subject(id);
  if (!holds(actor, 'settings.update') || !actor.org || !actor.userId) throw forbidden('Setting', null);
  if (current.version !== expectedVersion) throw conflict(current);
  const checked = checkSetting(current.definition, request.value);
  if (!checked.ok) throw invalidInput(field, checked.problem.de, checked.problem.en);
  if (checked.value === current.value) {
    throw invalidInput(field, 'Dieser Wert gilt bereits.', 'This value is in force already.');
  }
  const version = current.version + 1;
  const written = await settings.append({
    id,
    orgId: actor.org.id,
    key: current.key,
    version,
    value: checked.value,
    authorId: actor.userId,
    reason,
    restoredFrom,
  });
  if (!written) throw conflict(await findSetting(settings, current.key));
  const fact = { entity: 'Setting', id } as const;
  change.note({
    ...fact,
    field: current.key,
    class: 'technical',
    before: current.value,
    after: checked.value,
  });
  change.note({ ...fact, field: 'version', class: 'technical', before: current.version, after: version });
  if (restoredFrom !== null)
    change.note({ ...fact, field: 'restored_from', class: 'technical', after: restoredFrom });
  change.note({ ...fact, field: 'reason', class: 'content', after: reason });
  return findSetting(settings, current.key);
}

function conflict(current: SettingRecord): KopexaError {
  const [newest] = current.changes;
  return new KopexaError('CONFLICT', {
    details: {
      currentVersion: current.version,
      currentValue: current.value,
      authorId: newest?.authorId ?? null,
      savedAt: newest?.createdAt.toISOString() ?? null,
    },
  });
}
