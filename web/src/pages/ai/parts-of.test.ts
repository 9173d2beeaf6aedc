import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from './parts-of.ts';

describe('A text cut at its placeholders', () => {
  it('has the placeholders apart, the longest first', () => {
    expect(partsOf('Von ⟦P1⟧ an ⟦P1.1⟧⟦P1⟧.', ['⟦P1⟧', '⟦P1.1⟧'])).toEqual([
      'Von ',
      '⟦P1⟧',
      ' an ',
      '⟦P1.1⟧',
      '⟦P1⟧',
      '.',
    ]);
    expect(partsOf('ab', ['a', 'ab'])).toEqual(['ab']);
    expect(partsOf('', ['a'])).toEqual([]);
  });

  it('is whole', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.string()),
        (text, words) => partsOf(text, words).join('') === text,
      ),
    );
  });
});
