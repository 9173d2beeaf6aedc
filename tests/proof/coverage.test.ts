import { describe, expect, it } from 'vitest';
import { createCoverage } from './coverage.js';

describe('What a run reached', () => {
  it('is told apart from what only the filling of the population showed', () => {
    const coverage = createCoverage();
    coverage.take({ note: { __typename: 'Note', text: 'a', author: null } }, 'Query', true);
    expect([...coverage.reached]).toEqual(['Query.note', 'Note.text']);
    expect([...coverage.asked]).toEqual([]);
    coverage.take({ note: { __typename: 'Note', text: null } }, 'Query');
    expect([...coverage.asked]).toEqual(['Query.note']);
  });
});
