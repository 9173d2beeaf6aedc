import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMasker } from './masker.js';
import type { KnownPerson } from './names.js';
import { visibleText } from './patterns.js';

const PEOPLE: KnownPerson[] = [
  { name: 'Paula Stein', email: 'paula.stein@kopexa.example' },
  { name: 'Jörg Müller-Lüdenscheidt', email: 'jml@firma.de' },
  { name: 'Der Chef', email: 'chef@firma.de' },
];

/** Puts every placeholder back, as the answer's stream does. */
const restored = (masker: ReturnType<typeof createMasker>, text: string): string =>
  text.replace(/⟦[^⟧]*⟧/gu, (found) => masker.restore(found) ?? '');

describe('Masking', () => {
  it.each([
    ['Paula Stein fragt.', '⟦P1.1⟧ fragt.'],
    ['paula   stein und PAULA STEIN', '⟦P1.1⟧ und ⟦P1.2⟧'],
    ['Stein, Paula: Paulas Büro, Steins Akte', '⟦P1.1⟧: ⟦P1.2⟧s Büro, ⟦P1.3⟧s Akte'],
    ['Paulanerbier am Gestein', 'Paulanerbier am Gestein'],
    ['der Stein, die Steine; der Chef sagt: der Rest', 'der ⟦P1.1⟧, die Steine; ⟦P2.1⟧ sagt: der Rest'],
    ['Jörg Müller-Lüdenscheidt und Frau Lüdenscheidt', '⟦P1.1⟧ und Frau ⟦P1.2⟧'],
    ['Mail an Paula.Stein@Kopexa.example, bitte', 'Mail an ⟦M1⟧, bitte'],
    ['Konto DE89 3704 0044 0532 0130 00.', 'Konto ⟦I1⟧.'],
    ['Tel. +49 (30) 1234-5678 oder 030/1234567', 'Tel. ⟦T1⟧ oder ⟦T2⟧'],
    ['am 01.02.2026, ISO 27001, 1.000.000 Euro', 'am 01.02.2026, ISO 27001, 1.000.000 Euro'],
    ['Pau\u200bla St\u00adein', '⟦P1.1⟧'],
    ['⟦P1.1⟧ ⟦Q1⟧', '⟦X1⟧P1.1⟦X2⟧ ⟦X1⟧Q1⟦X2⟧'],
  ])('turns %j into %j', (text, masked) => {
    expect(createMasker(PEOPLE).mask(text)).toBe(masked);
  });

  it('tells what it replaced, and keeps a placeholder for the same original', () => {
    const masker = createMasker(PEOPLE);
    masker.mask('Paula schreibt an a@b.de');
    expect(masker.mask('a@b.de, Paula')).toBe('⟦M1⟧, ⟦P1.1⟧');
    expect(masker.replacements()).toEqual([
      { placeholder: '⟦M1⟧', original: 'a@b.de', kind: 'MAIL' },
      { placeholder: '⟦P1.1⟧', original: 'Paula', kind: 'PERSON' },
    ]);
  });

  it('brings back only what was sent', () => {
    const masker = createMasker(PEOPLE);
    masker.mask('Nur Paula.');
    expect(masker.restore('⟦P1.1⟧')).toBe('Paula');
    for (const made of ['⟦P2.1⟧', '⟦M1⟧', '⟦P1.2⟧', 'P1.1']) expect(masker.restore(made)).toBeNull();
  });

  const word = fc.oneof(
    fc.constantFrom(
      ...['Paula', 'Stein', 'Paula Stein', 'Steins', 'PAULA', 'paula.stein@kopexa.example', 'x@y.example'],
      ...['+49 170 1234567', 'DE89370400440532013000', '⟦', '⟧', '⟦P1⟧', '\u200b', 'Jörg', ' ', '\n', 'Text'],
    ),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );
  const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '));

  it('is undone exactly by putting back, whatever the text', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const masker = createMasker(PEOPLE);
        const masked = [masker.mask(one), masker.mask(other)];
        expect(masked.map((each) => restored(masker, each))).toEqual([visibleText(one), visibleText(other)]);
      }),
      { numRuns: 500 },
    );
  });

  it('sends no name and no address', () => {
    fc.assert(
      fc.property(text, (written) => {
        const masked = createMasker(PEOPLE).mask(written);
        expect(masked).not.toMatch(/(?<![\p{L}\p{N}\p{M}])(Paula|Stein|PAULA|Jörg)s?(?![\p{L}\p{N}\p{M}])/u);
        expect(masked).not.toMatch(/[\p{L}\p{N}]@[\p{L}\p{N}]/u);
        expect(masked).not.toContain('DE89370400440532013000');
      }),
      { numRuns: 500 },
    );
  });

  it('stays fast with ten thousand people', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      name: `Vorname${i} Nachname${i}`,
      email: `p${i}@x.de`,
    }));
    const started = performance.now();
    const masked = createMasker(many).mask('Nachname77 und ein langer Text ohne Namen. '.repeat(1500));
    expect(masked).not.toContain('Nachname77');
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
