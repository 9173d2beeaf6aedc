import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import { createIntl, RawIntlProvider } from 'react-intl';
import { loadMessages, type Messages } from './catalogue.ts';
import { rememberLocale, type LocaleCode } from './locale.ts';

interface Choice {
  locale: LocaleCode;
  choose(locale: LocaleCode): Promise<void>;
}

const ChoiceContext = createContext<Choice | null>(null);

/** Gives all text below it one language; `first` was loaded before the first paint. */
export function I18nProvider(props: {
  first: { locale: LocaleCode; messages: Messages };
  children: ReactNode;
}) {
  const [{ locale, messages }, setLanguage] = useState(props.first);
  const intl = useMemo(
    () => createIntl({ locale, messages: { ...messages }, onError: rethrowMissing }),
    [locale, messages],
  );
  const choose = useCallback(async (next: LocaleCode) => {
    const loaded = await loadMessages(next);
    rememberLocale(next);
    document.documentElement.lang = next;
    setLanguage({ locale: next, messages: loaded });
  }, []);
  const choice = useMemo(() => ({ locale, choose }), [locale, choose]);
  return (
    <ChoiceContext value={choice}>
      <RawIntlProvider value={intl}>{props.children}</RawIntlProvider>
    </ChoiceContext>
  );
}

/** The chosen language and the way to change it. */
export function useLocale(): Choice {
  const choice = use(ChoiceContext);
  if (!choice) throw new Error('useLocale needs an I18nProvider above it.');
  return choice;
}

function rethrowMissing(error: Error): void {
  if (import.meta.env.DEV) throw error;
}
