import { describe, expect, it } from 'vitest';
import { documentIdOf, placeOfDocument, slugOf } from './document-place.ts';

const ID = '019fa8b0-9a70-7293-baae-15369031074c';

describe('The address of a document', () => {
  it('has the title for people and the id for the server', () => {
    const place = placeOfDocument('nordwerk', { id: ID, title: 'Löschkonzept: Übersicht & Fristen' });
    expect(place).toBe(`/o/nordwerk/d/loeschkonzept-uebersicht-fristen-${ID}`);
    expect(documentIdOf(place.split('/').at(-1) ?? '')).toBe(ID);
  });

  it('works for titles without a letter of the Latin alphabet', () => {
    expect(placeOfDocument('acme', { id: ID, title: '方針' })).toBe(`/o/acme/d/${ID}`);
  });

  it('is found by the id alone, whatever stands before it', () => {
    expect(documentIdOf(`renamed-since-${ID}`)).toBe(ID);
    expect(documentIdOf('no-id-at-all')).toBe('no-id-at-all');
  });

  it('is short and has no hyphen at its ends', () => {
    expect(slugOf(` – ${'sehr '.repeat(40)}`).length).toBeLessThanOrEqual(60);
    expect(slugOf(' – Größe – ')).toBe('groesse');
  });
});
