import { describe, expect, it } from 'vitest';
import { listOrderOf, orderedBy } from './list-order.ts';

const of = (query: string) => listOrderOf(new URLSearchParams(query));

describe('The order of a list of files', () => {
  it('is by the newest change unless the address says otherwise', () => {
    expect(of('')).toEqual({ sort: 'UPDATED', descending: true });
    expect(of('sort=nonsense')).toEqual({ sort: 'UPDATED', descending: true });
    expect(of('sort=name')).toEqual({ sort: 'NAME', descending: false });
    expect(of('sort=size&desc=')).toEqual({ sort: 'SIZE', descending: true });
  });

  it('begins each column the way people look for it, and turns round on the second click', () => {
    const once = orderedBy(new URLSearchParams('q=plan'), 'NAME');
    expect(once.toString()).toBe('q=plan&sort=name');
    expect(listOrderOf(orderedBy(once, 'NAME'))).toEqual({ sort: 'NAME', descending: true });
    expect(listOrderOf(orderedBy(once, 'SIZE'))).toEqual({ sort: 'SIZE', descending: true });
    expect(listOrderOf(orderedBy(new URLSearchParams(), 'UPDATED'))).toMatchObject({ descending: false });
  });
});
