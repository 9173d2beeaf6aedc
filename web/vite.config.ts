import { parse } from '@formatjs/icu-messageformat-parser';
import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import { defineConfig, type Plugin } from 'vite';
import { resolveVariables, theme } from './src/ui/theme.ts';

const VIRTUAL = 'virtual:theme.css';

/**
 * Emits Mantine's theme variables as a stylesheet at build time: at run time Mantine would write them into an
 * inline style element, which the content security policy refuses.
 */
function themeVariables(): Plugin {
  return {
    name: 'kopexa-theme-variables',
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    load(id) {
      if (id !== `\0${VIRTUAL}`) return undefined;
      const merged = mergeMantineTheme(DEFAULT_THEME, theme);
      const base = defaultCssVariablesResolver(merged);
      const own = resolveVariables(merged);
      return convertCssVariables(
        {
          variables: { ...base.variables, ...own.variables },
          light: { '--mantine-color-scheme': 'light', ...base.light, ...own.light },
          dark: { '--mantine-color-scheme': 'dark', ...base.dark, ...own.dark },
        },
        ':root',
      );
    },
  };
}

const CATALOGUE = /\/src\/i18n\/(?:de|en)\/\w+\.ts$/;
const MESSAGE = /('[\w.]+':)\s*('(?:[^'\\]|\\.)*')/g;

/**
 * Parses the messages at build time, so that the parser (13 kB) need not travel: what has placeholders becomes
 * its syntax tree, the rest stays text. In development and in tests the catalogues are plain text.
 */
function parsedMessages(): Plugin {
  return {
    name: 'kopexa-parsed-messages',
    apply: 'build',
    config: () => ({
      resolve: {
        alias: { '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js' },
      },
    }),
    load(id) {
      if (!CATALOGUE.test(id)) return undefined;
      return readFileSync(id, 'utf8').replaceAll(MESSAGE, (pair, name: string, literal: string) => {
        const text = literal.slice(1, -1).replaceAll(/\\(.)/g, '$1');
        return /[{<]/.test(text) ? `${name} ${JSON.stringify(parse(text))}` : pair;
      });
    },
  };
}

const gateway = { target: 'http://localhost:4000', changeOrigin: true };

/** Client build: hashed assets below /assets, no inline script or style. */
export default defineConfig({
  root: import.meta.dirname,
  // Rooms are imported by package.json's `imports`; the client takes their sources.
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  plugins: [react(), themeVariables(), parsedMessages()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    target: 'es2023',
  },
  server: {
    proxy: {
      '/graphql': gateway,
      '/demo-people.json': gateway,
      '^/o/[^/]+/(ai|audit-exports|events|files|uploads)': gateway,
      '^/people/[^/]+/avatar': gateway,
      '/account/avatar': gateway,
    },
  },
});
