import type { HeldField, HeldRows } from './personal-data.repository.js';
import { PHRASES, SET_WORDS } from './personal-data-words.js';
import { FIELD_WORDS } from './personal-field-words.js';

/** What is held, in words. */
export interface DescribedRows extends Pick<HeldRows, 'source' | 'entries' | 'total'> {
  readonly title: string;
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly isPersonal: boolean;
    readonly purpose: string | null;
    readonly retention: string | null;
  }[];
}

/** Puts the declared names, purposes and periods into the reader's language; what has no word keeps its name. */
export function describeHeld(rows: HeldRows, locale: 'de' | 'en'): DescribedRows {
  const { source, entries, total } = rows;
  const phrase = (text: string | null): string | null =>
    text === null || locale === 'en' ? text : (PHRASES[text] ?? text);
  const label = ({ name }: HeldField): string => FIELD_WORDS[name]?.[locale] ?? name.replaceAll('_', ' ');
  return {
    source,
    entries,
    total,
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
