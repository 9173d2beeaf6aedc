import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);

/** Server-side tests; two copies of graphql would break `instanceof`, hence the alias to one file. */
export default defineConfig({
  resolve: {
    conditions: ['source'],
    alias: [
      { find: /^graphql$/, replacement: require.resolve('graphql') },
      // Vitest's own environment (global set-up) does not know the "source" condition of package.json's imports.
      { find: /^#(\w+\/.*)\.js$/, replacement: `${import.meta.dirname}/$1.ts` },
    ],
  },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
  test: {
    include: ['{runtime,schema,gateway,subgraphs,standalone,tests,tools,web}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', 'tests/browser/**'],
    setupFiles: ['runtime/testing/setup.ts'],
    globalSetup: ['runtime/testing/cluster.global.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
