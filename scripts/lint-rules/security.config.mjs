import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import security from 'eslint-plugin-security';
import { globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { kopexaPlugin } from './plugin.mjs';

const SOURCES = ['**/*.{ts,tsx,mts,mjs,cjs,js}'];

/**
 * The static security analysis: eslint-plugin-security and the project's own rules, on every source file.
 *
 * Four rules of the plugin are left out. `detect-object-injection` reports every `a[b]`; the type checker
 * (`noUncheckedIndexedAccess`) and parsed input answer for that. `detect-non-literal-fs-filename` is on where
 * requests are served and off in the rooms that are handed paths by their operator. `detect-unsafe-regex` counts
 * nested quantifiers, and spoke about sound patterns only: `kopexa/regex-is-linear` judges the same more exactly.
 * `detect-possible-timing-attacks` knows `if (token === x)` alone, and takes `=== null` for an attack:
 * `kopexa/constant-time-comparison` looks at every comparison.
 */
export const securityConfig = tseslint.config(
  globalIgnores([
    'node_modules/',
    'dist/',
    '.data/',
    '.artifacts/',
    'test-output/',
    'web/src/gql/',
    'tools/gql/',
    '**/*.generated.ts',
    '**/*.d.ts',
    '**/*.d.mts',
    'runtime/testing/planted/',
  ]),
  {
    files: SOURCES,
    languageOptions: { parser: tseslint.parser },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    plugins: {
      security,
      kopexa: kopexaPlugin,
      // Named so that a suppression of theirs is understood; their rules are set in eslint.config.mjs.
      '@typescript-eslint': tseslint.plugin,
      'jsx-a11y': jsxA11y,
      'react-hooks': reactHooks,
    },
    rules: {
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'security/detect-bidi-characters': 'error',
      'security/detect-buffer-noassert': 'error',
      'security/detect-child-process': 'error',
      'security/detect-disable-mustache-escape': 'error',
      'security/detect-eval-with-expression': 'error',
      'security/detect-invisible-characters': 'error',
      'security/detect-new-buffer': 'error',
      'security/detect-no-csrf-before-method-override': 'error',
      'security/detect-non-literal-regexp': 'error',
      'security/detect-non-literal-require': 'error',
      'security/detect-pseudoRandomBytes': 'error',
      'kopexa/constant-time-comparison': 'error',
      'kopexa/env-only-in-config': 'error',
      'kopexa/no-raw-html': 'error',
      'kopexa/outward-only-in-egress': 'error',
      'kopexa/pg-only-in-db': 'error',
      'kopexa/regex-is-linear': 'error',
      'kopexa/sql-is-constant': 'error',
      'kopexa/suppression-states-reason': 'error',
    },
  },
  {
    files: ['gateway/{edge,federation,http}/**/*.ts', 'subgraphs/*/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'security/detect-non-literal-fs-filename': 'error' },
  },
  {
    // The workbench runs tools with fixed names, builds patterns from its own lists, and plants attacks.
    files: [
      'scripts/**',
      'tests/**',
      'bench/**',
      'runtime/testing/**',
      '**/*.test.{ts,tsx}',
      '*.config.{ts,mjs}',
    ],
    rules: {
      'no-script-url': 'off',
      'security/detect-child-process': 'off',
      'security/detect-non-literal-regexp': 'off',
      'security/detect-non-literal-require': 'off',
    },
  },
);
