import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMON_PASSWORDS, COMMON_STEMS } from './common-passwords.data.js';
import { judgePassword, LONGEST_PASSWORD, normalisePassword } from './password.policy.js';

const ADA = ['Ada Lange', 'ada.lange@nordwerk.example'];

describe('what counts as a password', () => {
  it.each([
    'Birke Anker Lampe',
    'drei tassen tee im regen',
    'vX9#kkPq!z',
    'ünïcödé wörter zählen',
    '83 51 07 29 64',
    'Lange Leitung, kurzer Draht',
  ])('takes %s', (password) => expect(judgePassword(password, ADA)).toBeNull());

  it.each([
    ['too short', 'kurz'],
    ['seven characters', 'vX9#kkP'],
    ['common', 'Passwort123'],
    ['common with a year and a sign', 'Sommer2031!'],
    ['common with leet', 'P@ssw0rd99'],
    ['keyboard walk', 'qwertzuiop'],
    ['alphabet backwards', 'hgfedcba'],
    ['one character', 'aaaaaaaaaaaa'],
    ['one word twice', 'hallohallo99'],
    ['few digits', '1212121212'],
    ['own name', 'AdaLange2026'],
    ['own company', 'nordwerk-99'],
    ['product', 'Kopexa!2026'],
  ])('refuses %s', (_why, password) => {
    const problem = judgePassword(password, ADA);
    expect(problem?.de).toMatch(/\S/);
    expect(problem?.en).toMatch(/\S/);
  });

  it('refuses every entry of the blocklist, in any case', () => {
    expect(COMMON_PASSWORDS.size + COMMON_STEMS.size).toBeGreaterThan(1_000);
    for (const password of COMMON_PASSWORDS) expect(judgePassword(password.toUpperCase(), [])).not.toBeNull();
  });

  it('refuses a common word however many digits follow', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...COMMON_STEMS),
        fc.integer({ min: 0, max: 99_999_999 }),
        (word, number) => {
          fc.pre(/^\p{L}+$/u.test(word));
          expect(judgePassword(`${word}${number}`, [])).not.toBeNull();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has an upper limit and answers for any text', () => {
    expect(judgePassword('x7'.repeat(LONGEST_PASSWORD), [])?.en).toContain('too long');
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void judgePassword(text, ADA)));
  });

  it('is the same password however the keyboard composes it', () => {
    expect(normalisePassword('Zu\u0308rich ﬁn')).toBe(normalisePassword('Zürich fin'));
  });
});
