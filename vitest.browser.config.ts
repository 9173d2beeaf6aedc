import { defineConfig, mergeConfig } from 'vitest/config';
import server from './vitest.config.js';

/**
 * Tests that need the machine for themselves, one at a time: those that drive the running product through a real
 * browser, and the quick proof of isolation.
 *
 * Most products begin with a copy of one prepared demo; without the set-up that offers it, each makes its own.
 */
export default mergeConfig(
  { ...server, test: { ...server.test, include: [], exclude: [] } },
  defineConfig({
    test: {
      include: ['tests/browser/**/*.test.ts', 'tests/proof/quick.test.ts'],
      exclude: ['**/node_modules/**'],
      globalSetup: ['tests/kit/prepared-product.global.ts'],
      testTimeout: 120_000,
      hookTimeout: 180_000,
      maxWorkers: 1,
      expect: { poll: { timeout: 10_000 } },
      retry: 0,
    },
  }),
);
