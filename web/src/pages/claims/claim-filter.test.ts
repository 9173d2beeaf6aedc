import { describe, expect, it } from 'vitest';
import { filterClaims, readClaimFilter, writeClaimFilter } from './claim-filter.ts';
import { bySection, countByState, type ClaimView } from './claim-view.ts';

const claim = (number: number, change: Partial<ClaimView> = {}): ClaimView => ({
  ...{
    __typename: 'Claim' as const,
    id: `claim-${number}`,
    number,
    title: `Claim ${number}`,
    sectionId: 'api',
    section: 'Interfaces',
  },
  ...{ kind: 'PRODUCT', isStrict: false, owner: 'Security', red: '', note: null, state: 'NOT_CHECKED' },
  ...{ reason: null, checkedAt: null, checkIds: [], restsOn: [] },
  ...change,
});
const claims = [
  claim(1, { state: 'PROVEN', title: 'Nothing is public' }),
  claim(12, { state: 'FAILED', kind: 'DEPLOYMENT' }),
  claim(120, { sectionId: 'privacy', section: 'Privacy' }),
];
const numbers = (query: string) =>
  filterClaims(claims, readClaimFilter(new URLSearchParams(query))).map(({ number }) => number);

describe('The filter of the claims board', () => {
  it('lives in the address and survives it', () => {
    const query = 'state=FAILED&state=PROVEN&section=api&kind=PRODUCT&q=public';
    expect(writeClaimFilter(readClaimFilter(new URLSearchParams(query))).getAll('state')).toEqual([
      'PROVEN',
      'FAILED',
    ]);
    expect(readClaimFilter(new URLSearchParams('state=ODD&kind=ODD'))).toMatchObject({
      states: [],
      kind: null,
    });
  });

  it('narrows by state, section, kind and words; a number means that claim', () => {
    expect(numbers('')).toEqual([1, 12, 120]);
    expect(numbers('state=FAILED')).toEqual([12]);
    expect(numbers('section=privacy')).toEqual([120]);
    expect(numbers('kind=DEPLOYMENT')).toEqual([12]);
    expect(numbers('q=NOTHING public')).toEqual([1]);
    expect(numbers('q=12')).toEqual([12]);
  });

  it('counts and groups', () => {
    expect(countByState(claims)).toEqual({ PROVEN: 1, PARTLY: 0, FAILED: 1, SUPPLIER: 0, NOT_CHECKED: 1 });
    expect(bySection(claims).map(({ name, claims: those }) => [name, those.length])).toEqual([
      ['Interfaces', 2],
      ['Privacy', 1],
    ]);
  });
});
