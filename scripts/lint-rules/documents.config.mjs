import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const RULES = [
  'executable-definitions',
  'fields-on-correct-type',
  'known-argument-names',
  'known-fragment-names',
  'known-type-names',
  'no-anonymous-operations',
  'no-deprecated',
  'no-undefined-variables',
  'no-unused-fragments',
  'no-unused-variables',
  'provided-required-arguments',
  'require-selections',
  'scalar-leafs',
  'unique-fragment-name',
  'unique-operation-name',
  'value-literals-of-correct-type',
  'variables-in-allowed-position',
];

/**
 * graphql-eslint on the documents of the clients: each names itself, fits the API, and selects the `id`s that
 * the cache needs.
 *
 * @param {string} schema file with the API's SDL, as clients see it
 * @param {string} documents glob of the documents
 * @returns {import('eslint').Linter.Config[]}
 */
export function documentsConfig(schema, documents) {
  return [
    {
      files: [documents],
      plugins: { '@graphql-eslint': graphqlPlugin },
      // Part of ESLint's cache key: another API, another verdict.
      settings: { api: createHash('sha256').update(readFileSync(schema)).digest('hex') },
      languageOptions: {
        parser: graphqlPlugin.parser,
        parserOptions: { graphQLConfig: { schema, documents } },
      },
      rules: Object.fromEntries(RULES.map((rule) => [`@graphql-eslint/${rule}`, 'error'])),
    },
  ];
}
