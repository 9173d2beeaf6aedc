/** Languages of the product; German is formal. */
export type LocaleCode = 'de' | 'en';

const KEY = 'kopexa.locale';
let current: LocaleCode | null = null;

/** Chosen language: what the person picked last, else the browser's, else English. */
export function currentLocale(): LocaleCode {
  current ??= stored() ?? (navigator.languages.some(isGerman) && isGermanFirst() ? 'de' : 'en');
  return current;
}

/** Keeps the choice for the next visit on this device. */
export function rememberLocale(locale: LocaleCode): void {
  current = locale;
  try {
    localStorage.setItem(KEY, locale);
  } catch {
    // Storage may be switched off; the choice then holds for this page.
  }
}

function stored(): LocaleCode | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'de' || value === 'en' ? value : null;
  } catch {
    return null;
  }
}

function isGerman(language: string): boolean {
  return language.toLowerCase().startsWith('de');
}

function isGermanFirst(): boolean {
  const first = navigator.languages.find((language) => /^(de|en)/i.test(language));
  return first !== undefined && isGerman(first);
}
