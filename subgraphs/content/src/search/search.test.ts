import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compoundTails } from './compounds.js';
import { parseSearchText } from './search-text.js';
import { excerpt, MATCH_END, MATCH_START, partsOfHeadline } from './snippet.js';

describe('a search text', () => {
  it('is taken apart at its last word', () => {
    expect(parseSearchText(' Passwort   richtl ')).toEqual({
      query: 'Passwort richtl',
      head: 'Passwort',
      tail: 'richtl',
    });
    expect(parseSearchText('wort')).toEqual({ query: 'wort', head: '', tail: 'wort' });
    expect(parseSearchText('Schlüssel -alt')).toMatchObject({ tail: '' });
    expect(parseSearchText('"alle Häuser')).toMatchObject({ tail: '' });
    expect(parseSearchText('"alle Häuser" ha')).toMatchObject({ head: '"alle Häuser"', tail: 'ha' });
    expect(parseSearchText('  \n ')).toBeNull();
    expect(() => parseSearchText('x'.repeat(201))).toThrow(/200/);
  });
});

describe('the tails of compounds', () => {
  it('are the ends of long words', () => {
    const tails = compoundTails('Die Passwortrichtlinie gilt.').split(' ');
    expect(tails).toContain('richtlinie');
    expect(tails.every((tail) => tail.length >= 5 && 'passwortrichtlinie'.endsWith(tail))).toBe(true);
    expect(compoundTails('kurze Wörter nur')).toBe('');
  });

  it('are bounded', () => {
    const text = Array.from(
      { length: 20_000 },
      (_, i) =>
        `donaudampfschiff${String.fromCharCode(97 + (i % 26), 97 + ((i / 26) % 26), 97 + ((i / 676) % 26))}e`,
    ).join(' ');
    expect(compoundTails(text).length).toBeLessThanOrEqual(100_000);
  });
});

describe('a snippet', () => {
  it('marks what PostgreSQL marked', () => {
    expect(partsOfHeadline(`Die ${MATCH_START}Häuser${MATCH_END} \n stehen`)).toEqual([
      { kind: 'SAME', text: 'Die ' },
      { kind: 'ADDED', text: 'Häuser' },
      { kind: 'SAME', text: ' stehen' },
    ]);
  });

  it('is found in the text where PostgreSQL marked nothing', () => {
    expect(excerpt('Die Passwortrichtlinie gilt.', 'richtlinie')).toEqual([
      { kind: 'SAME', text: 'Die Passwort' },
      { kind: 'ADDED', text: 'richtlinie' },
      { kind: 'SAME', text: ' gilt.' },
    ]);
    expect(excerpt('Nichts davon', 'fehlt')).toEqual([{ kind: 'SAME', text: 'Nichts davon' }]);
    expect(excerpt('', 'x')).toEqual([]);
  });

  it('is never much longer than a line, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 2000 }),
        fc.string({ maxLength: 20 }),
        (plain, query) => {
          const text = excerpt(plain, query)
            .map((part) => part.text)
            .join('');
          expect(text.length).toBeLessThanOrEqual(2 * 90 + 20 + 8);
          expect(text.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});
