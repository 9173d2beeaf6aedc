import react from '@vitejs/plugin-react';
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

const gateway = { target: 'http://localhost:4000', changeOrigin: true };

/** Client build: hashed assets below /assets, no inline script or style. */
export default defineConfig({
  root: import.meta.dirname,
  // Rooms are imported by package.json's `imports`; the client takes their sources.
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  plugins: [react(), themeVariables()],
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
      '^/o/[^/]+/(audit-exports|events)': gateway,
    },
  },
});
