import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SETTING_KEYS, SETTINGS, type SettingDefinition } from '#schema/settings.js';
import { settingState, valueOfVersion, type StoredSetting } from './setting-history.js';
import { checkSetting, defaultValue } from './setting-value.js';

const text = { label: { de: 'a', en: 'a' }, description: { de: 'a', en: 'a' } };
const months: SettingDefinition = { kind: 'number', default: 12, minimum: 0, maximum: 36, ...text };

describe('the catalogue of settings', () => {
  it('has defaults that are possible values, and texts in both languages', () => {
    for (const key of SETTING_KEYS) {
      const definition: SettingDefinition = SETTINGS[key];
      expect(checkSetting(definition, defaultValue(definition))).toEqual({
        ok: true,
        value: defaultValue(definition),
      });
      for (const { de, en } of [definition.label, definition.description]) {
        expect(de.length).toBeGreaterThan(2);
        expect(en).not.toBe(de);
      }
    }
  });
});

describe('a value', () => {
  it('has one stored form', () => {
    expect(checkSetting(months, ' 07 ')).toEqual({ ok: true, value: '7' });
    const flag: SettingDefinition = { kind: 'boolean', default: false, ...text };
    expect(checkSetting(flag, 'true')).toEqual({ ok: true, value: 'true' });
    expect(checkSetting(flag, 'yes')).toMatchObject({ ok: false });
    const line: SettingDefinition = { kind: 'text', default: '', maximumLength: 5, ...text };
    expect(checkSetting(line, 'Grüße')).toEqual({ ok: true, value: 'Grüße' });
    expect(checkSetting(line, 'a\nb')).toMatchObject({ ok: false });
    expect(checkSetting(line, 'abcdef')).toMatchObject({ ok: false });
  });

  it('is a list with one stored form: of networks, or of domains', () => {
    const list = (listOf: 'networks' | 'domains'): SettingDefinition => ({
      kind: 'text',
      default: '',
      maximumLength: 60,
      listOf,
      ...text,
    });
    expect(checkSetting(list('networks'), ' 10.0.0.0/8;2001:DB8::/32\n10.0.0.0/8')).toEqual({
      ok: true,
      value: '10.0.0.0/8, 2001:db8::/32',
    });
    expect(checkSetting(list('domains'), 'Firma.de,  tochter.example')).toEqual({
      ok: true,
      value: 'firma.de, tochter.example',
    });
    for (const bad of ['0.0.0.0/0', '10.0.0.0/33', '10.0.0', 'fe80::1%eth0', 'x/8', '10.0.0.0/8/8']) {
      expect(checkSetting(list('networks'), bad)).toMatchObject({ ok: false });
    }
    for (const bad of [
      'firma',
      '-a.de',
      'a-.de',
      'a..de',
      '@firma.de',
      '*.firma.de',
      `${'a'.repeat(64)}.de`,
    ]) {
      expect(checkSetting(list('domains'), bad)).toMatchObject({ ok: false });
    }
  });

  it('is accepted exactly within its bounds, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String)), (typed) => {
        const checked = checkSetting(months, typed);
        if (!checked.ok) return;
        expect(Number(checked.value)).toBe(Number(typed));
        expect(Number(checked.value)).toBeGreaterThanOrEqual(0);
        expect(Number(checked.value)).toBeLessThanOrEqual(36);
      }),
    );
  });
});

describe('the history of a setting', () => {
  const version = (number: number, value: string): StoredSetting => ({
    version: number,
    value,
    authorId: 'ada',
    reason: 'because',
    createdAt: new Date(0),
    restoredFrom: null,
  });

  it('is the default before anybody changed it', () => {
    expect(settingState(months, [])).toEqual({ value: '12', version: 0, isDefault: true, changes: [] });
  });

  it('says of every change what it replaced, newest first, in whatever order rows come', () => {
    const state = settingState(months, [version(2, '24'), version(3, '6'), version(1, '6')]);
    expect(state).toMatchObject({ value: '6', version: 3, isDefault: false });
    expect(state.changes.map((change) => [change.version, change.previousValue])).toEqual([
      [3, '24'],
      [2, '6'],
      [1, '12'],
    ]);
    expect(valueOfVersion(months, state, 0)).toBe('12');
    expect(valueOfVersion(months, state, 2)).toBe('24');
    expect(valueOfVersion(months, state, 9)).toBeNull();
  });
});
