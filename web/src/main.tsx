import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import './ui/layers.css';
import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import 'virtual:theme.css';
import './ui/global.css';
import { App } from './app.tsx';
import { loadMessages } from './i18n/catalogue.ts';
import { I18nProvider } from './i18n/i18n-provider.tsx';
import { currentLocale } from './i18n/locale.ts';
import { SessionProvider } from './session/session.tsx';
import { theme } from './ui/theme.ts';
import { Toasts } from './ui/toasts.tsx';

async function start(): Promise<void> {
  const locale = currentLocale();
  const messages = await loadMessages(locale);
  document.documentElement.lang = locale;
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html lost its root element.');
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <I18nProvider first={{ locale, messages }}>
          <BrowserRouter>
            <SessionProvider>
              <App />
            </SessionProvider>
          </BrowserRouter>
          <Toasts />
        </I18nProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

void start();
