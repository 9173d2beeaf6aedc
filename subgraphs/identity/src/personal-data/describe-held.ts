import { ROLES } from '#schema/permissions.js';
import { deviceOf } from '../session/device.js';
import type { HeldField, HeldRows } from './personal-data.repository.js';
import { PHRASES, SET_WORDS } from './personal-data-words.js';
import { FIELD_WORDS } from './personal-field-words.js';

/** What is held, in words. */
export interface DescribedRows extends Pick<HeldRows, 'source' | 'entries' | 'total'> {
  readonly title: string;
  /** What ids, roles and user agents among the values are called. */
  readonly names: Readonly<Record<string, string>>;
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly isPersonal: boolean;
    readonly purpose: string | null;
    readonly retention: string | null;
  }[];
}

/**
 * Puts the declared names, purposes and periods into the reader's language; what has no word keeps its name.
 *
 * @param known what ids are called
 */
export function describeHeld(
  rows: HeldRows,
  locale: 'de' | 'en',
  known: ReadonlyMap<string, string>,
): DescribedRows {
  const { source, entries, total } = rows;
  const phrase = (text: string | null): string | null =>
    text === null || locale === 'en' ? text : (PHRASES[text] ?? text);
  const label = ({ name }: HeldField): string => FIELD_WORDS[name]?.[locale] ?? name.replaceAll('_', ' ');
  return {
    source,
    entries,
    total,
    names: namesIn(rows, locale, known),
    title: SET_WORDS[source]?.[locale] ?? source.replace('.', ': ').replaceAll('_', ' '),
    fields: rows.fields.map((field) => ({
      name: field.name,
      label: label(field),
      isPersonal: field.class === 'personal',
      purpose: phrase(field.purpose),
      retention: phrase(field.retention),
    })),
  };
}

function namesIn(
  { entries }: HeldRows,
  locale: 'de' | 'en',
  known: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const called = ([field, value]: [string, unknown]): [string, string][] => {
    if (typeof value !== 'string') return [];
    const role = Object.hasOwn(ROLES, value) ? ROLES[value as keyof typeof ROLES].text[locale] : null;
    const name = known.get(value) ?? role ?? (field === 'user_agent' ? deviceOf(value) : null);
    return name === null ? [] : [[value, name]];
  };
  return Object.fromEntries(entries.flatMap((entry) => Object.entries(entry).flatMap(called)));
}
