import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusedPasskey } from './refused-passkeys.js';

const REFUSAL = 'subgraphs/identity/src/passkey/passkey-refusal.ts';

test('every check of a passkey has words in both languages, and nothing else has', () => {
  const [, union = ''] = /export type PasskeyCheck =([^;]+);/.exec(readFileSync(REFUSAL, 'utf8')) ?? [];
  const checks = [...union.matchAll(/'(\w+)'/g)].map(([, check = '']) => check);
  expect(checks).toHaveLength(11);
  for (const check of checks)
    for (const language of ['de', 'en'] as const)
      expect(refusedPasskey(`passkey.${check}`, language), check).toMatch(/\w{3}/);
  expect(refusedPasskey('INVALID_PASSKEY', 'de')).toBeNull();
  expect(refusedPasskey(null, 'en')).toBeNull();
});
