import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusedArrival } from './refused-arrivals.js';

/** What our own judgement of an arrival can say, read from where it is said. */
const SAID = globSync([
  'subgraphs/identity/migrations/*-arrivals.ts',
  'subgraphs/tenancy/migrations/*-join-by-connection.ts',
  'subgraphs/identity/src/sso/flow/*.ts',
])
  .filter((file) => !file.endsWith('.test.ts'))
  .flatMap((file) => readFileSync(file, 'utf8').match(/'(?:arrival|flow|account)\.[a-z_]+'/g) ?? [])
  .map((quoted) => quoted.slice(1, -1));

test('every reason for which an arrival is refused has words in both languages', () => {
  const unsaid = new Set(['arrival.handle', 'flow.error', 'flow.unknown']);
  const codes = [...new Set(SAID)].filter((code) => !unsaid.has(code));
  expect(codes.length).toBeGreaterThan(10);
  for (const code of codes)
    for (const language of ['de', 'en'] as const)
      expect(refusedArrival(code, language), code).not.toContain(code);
});

test('a check of a protocol is named, and any other code is none of its', () => {
  expect(refusedArrival('saml.audience', 'de')).toBe('die Prüfung „saml.audience“ schlug fehl');
  expect(refusedArrival('oidc.nonce', 'en')).toBe('the check “oidc.nonce” failed');
  expect(refusedArrival('NOT_FOUND', 'en')).toBeNull();
  expect(refusedArrival(null, 'en')).toBeNull();
});
