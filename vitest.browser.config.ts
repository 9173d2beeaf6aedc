import { defineConfig, mergeConfig } from 'vitest/config';
import server from './vitest.config.js';

/**
 * Tests that need the machine for themselves, one at a time: those that drive the running product through a real
 * browser, and the quick proof of isolation.
 */
export default mergeConfig(
  { ...server, test: { ...server.test, include: [], exclude: [] } },
  defineConfig({
    test: {
      include: ['tests/browser/**/*.test.ts', 'tests/proof/quick.test.ts'],
      exclude: ['**/node_modules/**'],
      testTimeout: 120_000,
      hookTimeout: 180_000,
      maxWorkers: 1,
      retry: 0,
    },
  }),
);
