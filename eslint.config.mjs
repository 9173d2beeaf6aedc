import jsxA11y from 'eslint-plugin-jsx-a11y';
import { existsSync } from 'node:fs';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { documentsConfig } from './scripts/lint-rules/documents.config.mjs';
import { securityConfig } from './scripts/lint-rules/security.config.mjs';

const TYPED = ['**/*.{ts,tsx}'];
const WORKBENCH = ['tests/**', 'bench/**', 'runtime/testing/**', '**/*.test.{ts,tsx}'];
const API_SCHEMA = 'schema/api.graphql';
const DOCUMENTS = '{web/src,tools}/**/*.graphql';

const everySource = {
  files: ['**/*.{ts,tsx,mjs,cjs,js}'],
  linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
  rules: {
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'max-lines': ['error', { max: 300 }],
    'no-control-regex': 'error',
    'no-debugger': 'error',
    'no-restricted-syntax': [
      'error',
      { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that defines it.' },
      {
        selector: 'TSEnumDeclaration[const=true]',
        message: 'Take a union of strings or an object `as const`.',
      },
    ],
    'no-var': 'error',
    'prefer-const': 'error',
  },
};

const typed = {
  files: TYPED,
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
  },
  rules: {
    '@typescript-eslint/await-thenable': 'error',
    '@typescript-eslint/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
    '@typescript-eslint/no-base-to-string': 'error',
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-for-in-array': 'error',
    '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    '@typescript-eslint/no-unnecessary-type-assertion': 'error',
    '@typescript-eslint/no-unsafe-argument': 'error',
    '@typescript-eslint/no-unsafe-call': 'error',
    '@typescript-eslint/no-unsafe-function-type': 'error',
    '@typescript-eslint/no-unsafe-member-access': 'error',
    '@typescript-eslint/no-unsafe-return': 'error',
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    '@typescript-eslint/only-throw-error': 'error',
    '@typescript-eslint/prefer-promise-reject-errors': 'error',
    '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'kopexa/docstring-on-export': 'error',
    'kopexa/text-through-i18n': 'error',
  },
};

const product = {
  files: ['{runtime,schema,gateway,subgraphs,standalone,tools,web}/**/*.{ts,tsx}'],
  ignores: WORKBENCH,
  rules: {
    'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    'no-console': 'error',
  },
};

const migrations = {
  // Each creates the tables of a room at once and is immutable once merged: no place to split it later.
  files: ['**/migrations/*.ts'],
  rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
};

const noDefaultExports = {
  files: TYPED,
  ignores: ['*.config.ts', '*/*.config.ts', 'web/src/pages/**'],
  rules: {
    'no-restricted-syntax': [
      'error',
      ...everySource.rules['no-restricted-syntax'].slice(1),
      { selector: 'ExportDefaultDeclaration', message: 'No default exports (lazy pages excepted): name it.' },
    ],
  },
};

const workbench = {
  files: WORKBENCH,
  rules: {
    '@typescript-eslint/no-unsafe-argument': 'off',
    '@typescript-eslint/no-unsafe-call': 'off',
    '@typescript-eslint/no-unsafe-member-access': 'off',
    '@typescript-eslint/no-unsafe-return': 'off',
  },
};

const web = {
  files: ['web/src/**/*.{ts,tsx}'],
  rules: {
    ...jsxA11y.flatConfigs.recommended.rules,
    // The next step of a form takes the focus with it (WCAG 2.2, 2.4.3).
    'jsx-a11y/no-autofocus': 'off',
    'react-hooks/exhaustive-deps': 'error',
    'react-hooks/rules-of-hooks': 'error',
  },
};

export default defineConfig(
  securityConfig,
  everySource,
  typed,
  product,
  migrations,
  noDefaultExports,
  workbench,
  web,
  // Before the first `npm run generate` there is no API to check documents against.
  existsSync(API_SCHEMA) ? documentsConfig(API_SCHEMA, DOCUMENTS) : [],
);
