import type { Bilingual } from '#schema/permissions.js';
import type { SettingDefinition, TextSetting } from '#schema/settings.js';
import { firstUnlisted, listed } from './setting-list.js';

/** A value in the form in which it is stored, or why it cannot be one. */
export type CheckedSetting =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: Bilingual };

/** A setting's default in the form in which values are stored: text. */
export function defaultValue(definition: SettingDefinition): string {
  return String(definition.default);
}

/**
 * Checks a value that somebody typed against its definition and returns it in its one stored form (`07` → `7`),
 * or a sentence in both languages that says what is possible.
 */
export function checkSetting(definition: SettingDefinition, typed: string): CheckedSetting {
  const value = typed.normalize('NFC').trim();
  switch (definition.kind) {
    case 'number':
      return checkNumber(definition.minimum, definition.maximum, value);
    case 'choice':
      return definition.options.includes(value) ? { ok: true, value } : oneOf(definition.options);
    case 'boolean':
      return value === 'true' || value === 'false' ? { ok: true, value } : oneOf(['true', 'false']);
    case 'text':
      return definition.listOf ? checkList(definition, value) : checkText(definition.maximumLength, value);
  }
}

function checkNumber(minimum: number, maximum: number, value: string): CheckedSetting {
  const number = Number(value);
  if (/^\d{1,9}$/.test(value) && number >= minimum && number <= maximum) {
    return { ok: true, value: String(number) };
  }
  return problem(
    `Bitte geben Sie eine ganze Zahl von ${minimum} bis ${maximum} ein.`,
    `Please enter a whole number from ${minimum} to ${maximum}.`,
  );
}

function checkText(maximumLength: number, value: string): CheckedSetting {
  if (value.length <= maximumLength && !/\p{Cc}/u.test(value)) return { ok: true, value };
  return problem(
    `Möglich sind höchstens ${maximumLength} Zeichen in einer Zeile.`,
    `At most ${maximumLength} characters in one line are possible.`,
  );
}

/** One stored form: in lower case, each once, separated by a comma. */
function checkList({ listOf = 'networks', maximumLength }: TextSetting, value: string): CheckedSetting {
  const bad = firstUnlisted(listOf, value);
  if (bad !== null) return problem(...NOT_LISTED[listOf](bad.slice(0, 60)));
  return checkText(maximumLength, listed(value).join(', '));
}

const NOT_LISTED = {
  networks: (bad: string): [string, string] => [
    `„${bad}“ ist keine Adresse und kein Netz. Schreiben Sie zum Beispiel 203.0.113.7 oder 203.0.113.0/24.`,
    `“${bad}” is neither an address nor a network. Write for example 203.0.113.7 or 203.0.113.0/24.`,
  ],
  domains: (bad: string): [string, string] => [
    `„${bad}“ ist keine Domain. Schreiben Sie sie zum Beispiel als firma.de.`,
    `“${bad}” is not a domain. Write it like company.com.`,
  ],
};

function oneOf(options: readonly string[]): CheckedSetting {
  const list = options.join(', ');
  return problem(`Möglich sind: ${list}.`, `Possible are: ${list}.`);
}

const problem = (de: string, en: string): CheckedSetting => ({ ok: false, problem: { de, en } });
