import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);

/** Tests, too, write below the project's folder only. */
const SCRATCH = join(import.meta.dirname, '.data', 'test');
mkdirSync(SCRATCH, { recursive: true });

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
    exclude: ['**/node_modules/**', 'dist/**', 'tests/browser/**', 'tests/proof/quick.test.ts'],
    setupFiles: ['runtime/testing/setup.ts'],
    globalSetup: ['runtime/testing/cluster.global.ts'],
    env: { TMPDIR: SCRATCH },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
