import { describe, expect, it } from 'vitest';
import { chosenPair } from './pair.ts';

const versions = (published: number | null, ...numbers: number[]) =>
  numbers.map((number) => ({ number, isPublished: number === published }));

describe('The pair of versions to compare', () => {
  it('is that of the address, the older one first', () => {
    expect(chosenPair(versions(null, 4, 3, 2, 1), 3, 1)).toEqual({ from: 1, to: 3 });
  });

  it('is the published one and the newest when the address names none', () => {
    expect(chosenPair(versions(2, 4, 3, 2, 1), NaN, NaN)).toEqual({ from: 2, to: 4 });
  });

  it('is the last two when the newest is published or none is', () => {
    expect(chosenPair(versions(4, 4, 3), NaN, NaN)).toEqual({ from: 3, to: 4 });
    expect(chosenPair(versions(null, 4, 3), NaN, NaN)).toEqual({ from: 3, to: 4 });
  });

  it('does not exist with a single version', () => {
    expect(chosenPair(versions(1, 1), NaN, NaN)).toBeNull();
  });
});
