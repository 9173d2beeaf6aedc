import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshPositions, positionBetween } from './position.js';
import { findPlaceProblem, MAXIMUM_LEVELS } from './tree.policy.js';

describe('positions', () => {
  it('lie strictly between the neighbours, or there is none', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
        fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
        (a, b) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          const position = positionBetween(low, high);
          if (position !== null) expect(position > low && position < high).toBe(true);
          else expect(high - low).toBeLessThan(1e-3);
          expect(positionBetween(null, low)).toBeLessThan(low);
          expect(positionBetween(high, null)).toBeGreaterThan(high);
        },
      ),
    );
  });

  it('run out between two neighbours only after many moves, and then say so', () => {
    let [low, moves] = [1024, 0];
    for (let next = positionBetween(low, 2048); next !== null; next = positionBetween(low, 2048)) {
      low = next;
      moves += 1;
    }
    expect(moves).toBeGreaterThan(40);
    expect(freshPositions(3)).toEqual([1024, 2048, 3072]);
  });
});

describe('a place in the tree', () => {
  const chain = (length: number, from = 0) => Array.from({ length }, (_, i) => `d${from + i}`);

  it('is never below the document itself', () => {
    expect(findPlaceProblem({ subtree: new Set(['a', 'b']), height: 2, ancestors: ['b', 'a'] })).toBe(
      'cycle',
    );
    expect(findPlaceProblem({ subtree: new Set(['a']), height: 1, ancestors: ['a'] })).toBe('cycle');
    expect(findPlaceProblem({ subtree: new Set(['a']), height: 1, ancestors: ['b'] })).toBeNull();
  });

  it('is at most at level twelve, with everything below it', () => {
    const place = (height: number, above: number) =>
      findPlaceProblem({ subtree: new Set(['x']), height, ancestors: chain(above) });
    expect(place(1, 11)).toBeNull();
    expect(place(1, 12)).toBe('too_deep');
    expect(place(3, 9)).toBeNull();
    expect(place(4, 9)).toBe('too_deep');
    expect(place(12, 0)).toBeNull();
  });

  it('keeps every sequence of moves a tree', () => {
    const moves = fc.array(fc.tuple(fc.nat(14), fc.option(fc.nat(14))), { maxLength: 60 });
    fc.assert(
      fc.property(moves, (steps) => {
        const parents = new Map<string, string | null>(chain(15).map((id) => [id, null]));
        const above = (id: string | null): string[] =>
          id === null ? [] : [id, ...above(parents.get(id) ?? null)];
        const below = (id: string): string[] => [
          id,
          ...[...parents].filter(([, parent]) => parent === id).flatMap(([child]) => below(child)),
        ];
        for (const [moved, target] of steps) {
          const [id, parent] = [`d${moved}`, target === null ? null : `d${target}`];
          const subtree = below(id);
          const height = Math.max(...subtree.map((each) => above(each).length)) - above(id).length + 1;
          if (!findPlaceProblem({ subtree: new Set(subtree), height, ancestors: above(parent) }))
            parents.set(id, parent);
        }
        for (const id of parents.keys()) expect(above(id).length).toBeLessThanOrEqual(MAXIMUM_LEVELS);
      }),
    );
  });
});
