import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyring } from './keyring.js';

const keyring = createKeyring(randomBytes(32));
const plain = Buffer.from('JBSWY3DPEHPK3PXP');

describe('the keyring', () => {
  it('opens what it sealed, for the same purpose and place', () => {
    expect(keyring.open('totp', keyring.seal('totp', plain, 'row-1'), 'row-1')).toEqual(plain);
  });

  it('never seals the same text twice alike', () => {
    expect(keyring.seal('totp', plain, 'row-1')).not.toEqual(keyring.seal('totp', plain, 'row-1'));
  });

  it('does not open for another purpose, another place or under another master key', () => {
    const sealed = keyring.seal('totp', plain, 'row-1');
    expect(() => keyring.open('outbox', sealed, 'row-1')).toThrow();
    expect(() => keyring.open('totp', sealed, 'row-2')).toThrow();
    expect(() => createKeyring(randomBytes(32)).open('totp', sealed, 'row-1')).toThrow();
  });

  it('does not open when any single bit differs', () => {
    const sealed = keyring.seal('totp', plain, 'row-1');
    fc.assert(
      fc.property(fc.nat({ max: sealed.length * 8 - 1 }), (bit) => {
        const changed = Buffer.from(sealed);
        changed[bit >> 3]! ^= 1 << (bit & 7);
        expect(() => keyring.open('totp', changed, 'row-1')).toThrow();
      }),
    );
  });

  it('wraps a key per subject that opens only for that subject', () => {
    const { key, wrapped } = keyring.newSubjectKey('subject-1');
    expect(keyring.unwrapSubjectKey('subject-1', wrapped)).toEqual(key);
    expect(() => keyring.unwrapSubjectKey('subject-2', wrapped)).toThrow();
    const sealed = keyring.sealFor('subject-1', key, plain);
    expect(keyring.openFor('subject-1', key, sealed)).toEqual(plain);
    expect(() => keyring.openFor('subject-2', key, sealed)).toThrow();
  });

  it('refuses a master key of the wrong length', () => {
    expect(() => createKeyring(randomBytes(16))).toThrow('32 bytes');
  });
});
