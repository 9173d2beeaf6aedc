import { describe, expect, it } from 'vitest';
import { accessLink, writeAccessQuery } from './access-link.ts';
import { momentOf, permissionsFor, placeOf, readAccessQuery } from './access-query.ts';
import { toCsv } from './csv.ts';

describe('questions of a review', () => {
  it('are in the address, and what is not understood is not asked', () => {
    const address = 'space=a&permission=DOCUMENT_READ&at=2026-11-23T14:05';
    const query = readAccessQuery(new URLSearchParams(address));
    expect(writeAccessQuery(query).toString()).toBe(new URLSearchParams(address).toString());
    const strange = readAccessQuery(new URLSearchParams('permission=ALL&at=yesterday'));
    expect([strange.permission, strange.at]).toEqual([null, null]);
  });

  it('ask a document without its Space, and a moment to the end of its minute, never ahead', () => {
    const query = readAccessQuery(new URLSearchParams('space=a&document=b'));
    expect(placeOf(query)).toEqual({ spaceId: null, documentId: 'b' });
    expect(momentOf('2020-01-01T10:00')).toBe(new Date('2020-01-01T10:00:59').toISOString());
    expect(Date.parse(momentOf('2999-01-01T10:00')!)).toBeLessThanOrEqual(Date.now());
    expect(momentOf('2020-99-01T10:00')).toBeNull();
  });

  it('offer the permissions of their place', () => {
    const scopes = (address: string) =>
      new Set(
        permissionsFor(readAccessQuery(new URLSearchParams(address))).map(({ name }) => name.split('.')[0]),
      );
    expect(scopes('document=b')).toEqual(new Set(['document']));
    expect(scopes('space=b')).toEqual(new Set(['space', 'document']));
    expect(scopes('').has('member')).toBe(true);
  });

  it('link to one another', () => {
    expect(accessLink('acme', '/explain', { user: 'u', permission: 'SPACE_READ' })).toBe(
      '/o/acme/admin/access/explain?user=u&permission=SPACE_READ',
    );
  });
});

describe('a file of an answer', () => {
  it('runs nothing in a spreadsheet', () => {
    expect(toCsv([['=1+1', '@x', '-2', '+3', '\tq', 'a "b", c']])).toBe(
      `"'=1+1","'@x","'-2","'+3","'\tq","a ""b"", c"\r\n`,
    );
  });
});
