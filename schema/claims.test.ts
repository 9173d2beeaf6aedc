import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLAIMS, parseClaims } from './claims.js';

const text = readFileSync('schema/claims.json', 'utf8');
const changed = (change: (claims: Record<string, unknown>[]) => void): string => {
  const all = JSON.parse(text) as { claims: Record<string, unknown>[] };
  change(all.claims);
  return JSON.stringify(all);
};
/** Claims that say the same thing twice: what is measured of one is measured of the other. */
const REPEATED = [
  [71, 12],
  [85, 28],
  [86, 85],
  [84, 60],
  [65, 30],
  [66, 32],
  [37, 34],
  [77, 49],
  [89, 70],
  [91, 64],
] as const;

describe('the catalogue of claims', () => {
  it('holds the claims 1 to 120, each once and in order', () => {
    expect(CLAIMS.claims.map(({ number }) => number)).toEqual(Array.from({ length: 120 }, (_, at) => at + 1));
  });

  it('puts every claim into a section and gives it an owner that exists, and uses all of them', () => {
    const sections = new Set(CLAIMS.claims.map(({ section }) => section));
    const owners = new Set(CLAIMS.claims.map(({ owner }) => owner));
    expect([...sections].sort()).toEqual(Object.keys(CLAIMS.sections).sort());
    expect([...owners].sort()).toEqual(Object.keys(CLAIMS.owners).sort());
  });

  it('says everything in two languages, no sentence twice', () => {
    const titles = CLAIMS.claims.flatMap(({ title }) => [title.de, title.en]);
    expect(new Set(titles).size).toBe(240);
  });

  it('proves claims that repeat one another by the same checks', () => {
    for (const [one, other] of REPEATED) {
      const [first, second] = [CLAIMS.claims[one - 1]!, CLAIMS.claims[other - 1]!];
      expect(
        first.checks.some((id) => second.checks.includes(id)),
        `${one} and ${other}`,
      ).toBe(true);
    }
  });

  it('names test files and folders that exist', () => {
    const files = Object.values(CLAIMS.tests).flatMap((tests) => tests.files);
    expect(files.filter((file) => !file.startsWith('step:') && !existsSync(file))).toEqual([]);
  });

  it('rests a roll-up on claims that exist', () => {
    const { claims } = CLAIMS.claims[119]!;
    expect(claims).toEqual(Array.from({ length: 19 }, (_, at) => 101 + at));
  });

  it.each([
    [
      'a German text that is the English one',
      (all: Record<string, unknown>[]) => (all[0]!['title'] = { de: 'Same', en: 'Same' }),
    ],
    ['a missing language', (all: Record<string, unknown>[]) => (all[0]!['red'] = { de: 'Nur Deutsch' })],
    ['a check id that is none', (all: Record<string, unknown>[]) => (all[0]!['checks'] = ['Accounts'])],
    ['an unknown field', (all: Record<string, unknown>[]) => (all[0]!['green'] = true)],
    ['a roll-up that rests on nothing', (all: Record<string, unknown>[]) => (all[119]!['claims'] = [])],
    ['an interval of nothing', (all: Record<string, unknown>[]) => (all[0]!['everyHours'] = 0)],
  ])('refuses %s', (_name, change) => {
    expect(() => parseClaims(changed(change))).toThrow();
  });
});
