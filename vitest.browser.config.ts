import { defineConfig, mergeConfig } from 'vitest/config';
import server from './vitest.config.js';

/** Tests that drive the running product through a real browser; one at a time, the machine is small. */
export default mergeConfig(
  { ...server, test: { ...server.test, include: [], exclude: [] } },
  defineConfig({
    test: {
      include: ['tests/browser/**/*.test.ts'],
      exclude: ['**/node_modules/**'],
      testTimeout: 120_000,
      hookTimeout: 180_000,
      maxWorkers: 1,
      retry: 0,
    },
  }),
);
