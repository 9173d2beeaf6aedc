import { join } from 'node:path';
import { createIntl } from 'react-intl';
import { ROOT } from '../kit/product.js';

/** The two languages of the product. */
export type Language = 'de' | 'en';

/** Writes a text of the client as a person of that language reads it; throws on an id that no catalogue has. */
export type Words = (id: string, values?: Record<string, string | number>) => string;

/** The texts of the client in one language, from its own catalogue: what a test looks for is what people see. */
export async function wordsOf(language: Language): Promise<Words> {
  const file = join(ROOT, `web/src/i18n/${language}/${language}.ts`);
  const catalogue = (await import(/* @vite-ignore */ file)) as Record<Language, Record<string, string>>;
  const messages = catalogue[language];
  const intl = createIntl({ locale: language, messages });
  return (id, values) => {
    if (!Object.hasOwn(messages, id)) throw new Error(`The ${language} catalogue has no text "${id}".`);
    return intl.formatMessage({ id }, values);
  };
}
